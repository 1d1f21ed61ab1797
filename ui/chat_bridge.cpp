#include "ui/chat_bridge.h"

#include "ui/chat_feed.h"

namespace ui {

ChatBridge::ChatBridge(const ChatFeed& feed, QObject* parent) : QObject(parent), m_feed(feed) {}

// A message can be gone by the time that a click on it arrives.
bool ChatBridge::has(qint64 id) const { return m_feed.rowOf(id) >= 0; }

void ChatBridge::want(const QJsonArray& rows)
{
    QList<int> wanted;
    for (const auto& row : rows)
        wanted.append(row.toInt(-1));
    emit rowsWanted(wanted);
}

void ChatBridge::retry(qint64 id)
{
    if (m_canAsk && has(id))
        emit retryRequested(id);
}

bool ChatBridge::edit(qint64 id, const QString& text)
{
    if (!m_canAsk || !has(id) || text.trimmed().isEmpty())
        return false;
    emit editRequested(id, text);
    return true;
}

void ChatBridge::branch(qint64 id, int delta)
{
    if (has(id))
        emit branchRequested(id, delta);
}

void ChatBridge::run(qint64 id, int block)
{
    if (has(id))
        emit runRequested(id, block);
}

void ChatBridge::quote(qint64 id, int index)
{
    if (has(id))
        emit quoteActivated(id, index);
}

void ChatBridge::activate(const QString& address)
{
    const QUrl url(address);
    const QString scheme = url.scheme();
    if (url.isValid()
        && (scheme == QLatin1String("https") || scheme == QLatin1String("http")
            || scheme == QLatin1String("mailto")))
        emit linkActivated(url);
}

void ChatBridge::copyEverything() { emit copyRequested(m_feed.everything()); }

QString ChatBridge::textOf(qint64 id) const { return m_feed.textOf(id); }

} // namespace ui
