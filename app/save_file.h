// Writes a file without keeping the window waiting: all of it, or nothing.

#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

class QObject;

namespace app {

// `done` runs in the context's thread, while the context lives; an empty reason means success.
void saveFile(const QString& path, const QByteArray& bytes, QObject* context,
              std::function<void(const QString& reason)> done);

} // namespace app
