// Connection: the preview's end of the socket to the window. Without the window there is nothing to
// do: when it goes, so does the program.

#pragma once

#include "app/preview_protocol.h"

#include <QLocalSocket>
#include <QObject>

namespace preview {

class Connection : public QObject
{
    Q_OBJECT

public:
    explicit Connection(QObject* parent);

    void open(const QString& socketName);

    // Messages that the window is too slow to take are dropped, but for `important` ones.
    void send(const app::preview_protocol::FromPreview& message, bool important = true);

signals:
    void opened();
    void received(const app::preview_protocol::ToPreview& message);
    void closed();

private:
    void read();

    QLocalSocket m_socket;
    app::preview_protocol::MessageReader<app::preview_protocol::ToPreview> m_reader;
};

} // namespace preview
