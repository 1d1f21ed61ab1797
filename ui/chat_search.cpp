#include "ui/chat_search.h"

#include "ui/chat_feed.h"

namespace ui {

ChatSearch::ChatSearch(const ChatFeed& feed, QObject* parent) : QObject(parent), m_feed(feed) {}

void ChatSearch::setQuery(const QString& query)
{
    m_query = query;
    m_rows.clear();
    emit resultChanged({});
    emit operationNeeded(
        {{QStringLiteral("name"), QStringLiteral("find")}, {QStringLiteral("query"), query}});
}

void ChatSearch::forgetRows()
{
    if (m_rows.isEmpty())
        return;
    m_rows.clear();
    emit resultChanged({});
}

void ChatSearch::begin(int topRow)
{
    if (m_query.isEmpty())
        return;
    m_rows = m_feed.rowsWith(m_query);
    if (m_rows.isEmpty()) {
        emit resultChanged(tr("Not found"));
        return;
    }
    const auto below = std::lower_bound(m_rows.cbegin(), m_rows.cend(), topRow);
    m_at = below == m_rows.cend() ? 0 : int(below - m_rows.cbegin());
    m_index = 0;
    m_direction = +1;
    m_skipped = 0;
    show();
}

void ChatSearch::step(int by)
{
    if (m_rows.isEmpty()) {
        if (!m_query.isEmpty())
            setQuery(m_query);
        return;
    }
    m_direction = by;
    m_skipped = 0;
    const int index = m_index + by;
    if (index >= 0 && index < m_count) {
        m_index = index;
        show();
    } else {
        goToRow(by);
    }
}

void ChatSearch::goToRow(int by)
{
    const int rows = int(m_rows.size());
    m_at = (m_at + by + rows) % rows;
    m_index = by > 0 ? 0 : -1;
    show();
}

void ChatSearch::show()
{
    emit resultChanged(tr("Message %1 of %2").arg(m_at + 1).arg(m_rows.size()));
    emit operationNeeded({{QStringLiteral("name"), QStringLiteral("match")},
                          {QStringLiteral("row"), m_rows[m_at]},
                          {QStringLiteral("index"), m_index}});
}

void ChatSearch::noteMatch(int row, int index, int count)
{
    if (m_rows.isEmpty() || m_rows[m_at] != row)
        return;
    m_index = index;
    m_count = count;
    if (count > 0)
        m_skipped = 0;
    else if (++m_skipped < m_rows.size())
        goToRow(m_direction);
    else
        emit resultChanged(tr("Not found"));
}

} // namespace ui
