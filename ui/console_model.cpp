#include "ui/console_model.h"

#include <algorithm>

namespace ui {
namespace {

bool isRepeat(const ConsoleEntry& a, const ConsoleEntry& b)
{
    const bool canRepeat = a.level != ConsoleLevel::Input && a.level != ConsoleLevel::Result;
    return canRepeat && a.level == b.level && a.line == b.line && a.text == b.text
           && a.file == b.file;
}

// Control characters could hide a text or turn its direction around.
QString cleaned(const QString& text)
{
    QString clean = text.left(ConsoleModel::kLongestText);
    for (QChar& c : clean) {
        const bool isControl = c.category() == QChar::Other_Control && c != u'\n' && c != u'\t';
        const bool isDirection = (c >= QChar(0x202a) && c <= QChar(0x202e))
                                 || (c >= QChar(0x2066) && c <= QChar(0x2069));
        if (isControl || isDirection)
            c = QChar::ReplacementCharacter;
    }
    if (text.size() > ConsoleModel::kLongestText)
        clean += u'…';
    return clean;
}

} // namespace

ConsoleModel::ConsoleModel(QObject* parent) : QAbstractListModel(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kShowIntervalMs);
    connect(&m_timer, &QTimer::timeout, this, &ConsoleModel::showWaiting);
}

int ConsoleModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

QVariant ConsoleModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const ConsoleEntry& entry = m_entries[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return entry.text;
    case Qt::AccessibleTextRole:
        return entry.level == ConsoleLevel::Error     ? tr("Error: %1").arg(entry.text)
               : entry.level == ConsoleLevel::Warning ? tr("Warning: %1").arg(entry.text)
                                                      : entry.text;
    case LevelRole:
        return int(entry.level);
    case FileRole:
        return entry.file;
    case LineRole:
        return entry.line;
    case CountRole:
        return entry.count;
    default:
        return {};
    }
}

void ConsoleModel::add(ConsoleEntry entry)
{
    m_counts[int(entry.level)] += entry.count;
    entry.text = cleaned(entry.text);
    if (!m_waiting.empty() && isRepeat(m_waiting.back(), entry)) {
        m_waiting.back().count += entry.count;
    } else {
        m_waiting.push_back(std::move(entry));
        if (m_waiting.size() > kMostEntries) {
            m_waiting.pop_front();
            ++m_dropped;
        }
    }
    if (!m_timer.isActive())
        m_timer.start();
}

void ConsoleModel::showWaiting()
{
    if (!m_entries.empty() && !m_waiting.empty() && isRepeat(m_entries.back(), m_waiting.front())) {
        m_entries.back().count += m_waiting.front().count;
        m_waiting.pop_front();
        const QModelIndex last = index(rowCount() - 1);
        emit dataChanged(last, last, {CountRole});
    }
    const int tooMany =
        int(std::min(m_entries.size(),
                     std::size_t(std::max<std::ptrdiff_t>(
                         0, std::ptrdiff_t(m_entries.size() + m_waiting.size()) - kMostEntries))));
    if (tooMany > 0) {
        beginRemoveRows({}, 0, tooMany - 1);
        m_entries.erase(m_entries.begin(), m_entries.begin() + tooMany);
        m_dropped += tooMany;
        endRemoveRows();
    }
    if (!m_waiting.empty()) {
        beginInsertRows({}, rowCount(), rowCount() + int(m_waiting.size()) - 1);
        std::move(m_waiting.begin(), m_waiting.end(), std::back_inserter(m_entries));
        m_waiting.clear();
        endInsertRows();
    }
    emit countsChanged();
}

void ConsoleModel::clear()
{
    beginResetModel();
    m_entries.clear();
    m_waiting.clear();
    std::fill(std::begin(m_counts), std::end(m_counts), 0);
    m_dropped = 0;
    endResetModel();
    emit countsChanged();
}

} // namespace ui
