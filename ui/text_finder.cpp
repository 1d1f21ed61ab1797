#include "ui/text_finder.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>

namespace ui {
namespace {

constexpr qint64 kStepMs = 4; // half of what the window may spend on anything
constexpr qsizetype kBlock = qsizetype{128} * 1024;

} // namespace

TextFinder::TextFinder(QObject* parent) : QObject(parent), m_timer(new QTimer(this))
{
    connect(m_timer, &QTimer::timeout, this, &TextFinder::searchOn);
}

void TextFinder::setText(const QString& text)
{
    m_text = text;
    restart();
}

void TextFinder::setQuery(const QString& query)
{
    if (query == m_query)
        return;
    m_query = query;
    m_matcher = QStringMatcher(query, Qt::CaseInsensitive);
    restart();
}

void TextFinder::restart()
{
    m_matches.clear();
    m_wanted.reset();
    m_searched = m_query.isEmpty() ? m_text.size() : 0;
    if (isComplete())
        m_timer->stop();
    else
        m_timer->start(0);
    emit progressed();
}

void TextFinder::searchOn()
{
    QElapsedTimer elapsed;
    elapsed.start();
    while (!isComplete() && elapsed.elapsed() < kStepMs) {
        // A match may begin in this block and end behind it.
        const qsizetype end = std::min(m_searched + kBlock, m_text.size());
        const QStringView block =
            QStringView(m_text).left(std::min(end + m_query.size() - 1, m_text.size()));
        for (;;) {
            const qsizetype at = m_matcher.indexIn(block, m_searched);
            if (at < 0)
                break;
            m_matches.push_back(at);
            m_searched = at + m_query.size();
        }
        m_searched = std::max(m_searched, end);
    }
    if (isComplete())
        m_timer->stop();
    answer();
    emit progressed();
}

void TextFinder::find(qsizetype position, bool isForward)
{
    m_wanted = Wanted{position, isForward};
    answer();
}

void TextFinder::answer()
{
    if (!m_wanted)
        return;
    const auto [position, isForward] = *m_wanted;
    const auto next = std::lower_bound(m_matches.begin(), m_matches.end(), position);
    std::optional<qsizetype> begin;
    if (isForward && next != m_matches.end())
        begin = *next;
    else if (!isForward && next != m_matches.begin() && m_searched >= position)
        begin = *(next - 1);
    else if (isComplete() && !m_matches.empty())
        begin = isForward ? m_matches.front() : m_matches.back();
    if (begin || isComplete())
        m_wanted.reset();
    if (begin)
        emit found(*begin, *begin + m_query.size());
}

qsizetype TextFinder::indexOf(qsizetype begin) const
{
    const auto at = std::lower_bound(m_matches.begin(), m_matches.end(), begin);
    return at != m_matches.end() && *at == begin ? at - m_matches.begin() : -1;
}

} // namespace ui
