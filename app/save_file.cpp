#include "app/save_file.h"

#include <QCoreApplication>
#include <QPointer>
#include <QSaveFile>
#include <QThreadPool>

namespace app {

void saveFile(const QString& path, const QByteArray& bytes, QObject* context,
              std::function<void(const QString& reason)> done)
{
    // The context may be gone by then; the program itself outlives the pool's work.
    const QPointer<QObject> receiver(context);
    QThreadPool::globalInstance()->start([path, bytes, receiver, done = std::move(done)] {
        QSaveFile file(path);
        QString reason;
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
            reason = path + QStringLiteral(": ") + file.errorString();
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [receiver, reason, done] {
                if (receiver)
                    done(reason);
            },
            Qt::QueuedConnection);
    });
}

} // namespace app
