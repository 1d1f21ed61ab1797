#include "ui/chat_feed.h"

#include "ui/quote_chip.h"

#include <QLocale>

namespace ui {
namespace {

// A pasted document is shown by its beginning; the model reads all of it.
constexpr qsizetype kShownCharacters = 20'000;

// With their words, which the page does not have.
QJsonArray quoteChips(const QVariantList& quotes)
{
    QJsonArray all;
    for (const QVariant& quote : quotes) {
        const QuoteChip chip(quote.toMap());
        all.append(QJsonObject{{QStringLiteral("status"), chip.statusName()},
                               {QStringLiteral("title"), chip.title()},
                               {QStringLiteral("text"), chip.text()},
                               {QStringLiteral("tip"), chip.tip()}});
    }
    return all;
}

QJsonObject operation(QLatin1String name) { return {{QStringLiteral("name"), name}}; }

} // namespace

void ChatFeed::setModel(QAbstractItemModel* model)
{
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    connect(model, &QAbstractItemModel::modelReset, this, &ChatFeed::begin);
    connect(model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex&, int first, int last) { insert(first, last); });
    connect(model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex&, int first, int last) { remove(first, last); });
    connect(model, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex& first, const QModelIndex& last) {
                for (int row = first.row(); row <= last.row(); ++row)
                    tell(row);
            });
    begin();
}

void ChatFeed::setThinkingShown(bool isShown)
{
    m_isThinkingShown = isShown;
    begin();
}

void ChatFeed::begin()
{
    if (!m_model)
        return;
    m_operations = {};
    m_changed.clear();
    m_growing = {};
    m_known.assign(std::size_t(m_model->rowCount()), Known::Size);
    QJsonObject reset = operation(QLatin1String("reset"));
    reset[QStringLiteral("entries")] = entries(0, m_model->rowCount() - 1);
    push(reset);
}

void ChatFeed::want(const QList<int>& rows)
{
    for (const int row : rows) {
        if (row < 0 || row >= int(m_known.size()))
            continue;
        m_known[std::size_t(row)] = Known::Text;
        tell(row);
    }
}

void ChatFeed::tell(int row)
{
    if (row >= int(m_known.size()) || m_known[std::size_t(row)] != Known::Text)
        return;
    m_known[std::size_t(row)] = Known::OldText;
    m_changed.append(row);
    if (m_changed.size() == 1)
        emit changed();
}

// Follows the insertions and removals, so that the numbers of rows are the page's by then.
void ChatFeed::flush()
{
    for (const int row : std::as_const(m_changed)) {
        m_known[std::size_t(row)] = Known::Text;
        const QString text = value(row, TextRole).toString();
        const QString thinking = value(row, ThinkingRole).toString();
        const bool isGrowing = m_growing.row == row && text.startsWith(m_growing.text)
                               && thinking.startsWith(m_growing.thinking)
                               && others(row) == m_growing.others;
        if (isGrowing) {
            QJsonObject grow = operation(QLatin1String("grow"));
            grow[QStringLiteral("row")] = row;
            grow[QStringLiteral("text")] = text.mid(m_growing.text.size());
            grow[QStringLiteral("thinking")] = thinking.mid(m_growing.thinking.size());
            grow[QStringLiteral("thinkingCost")] = thinkingCost(row);
            m_operations.append(grow);
        } else {
            QJsonObject set = operation(QLatin1String("set"));
            set[QStringLiteral("row")] = row;
            set[QStringLiteral("data")] = contents(row);
            m_operations.append(set);
        }
        const bool wasRunning = m_growing.row == row;
        if (wasRunning && state(row) == MessageState::Answered) {
            QJsonObject announce = operation(QLatin1String("announce"));
            announce[QStringLiteral("row")] = row;
            m_operations.append(announce);
        }
        if (state(row) == MessageState::Running)
            m_growing = {row, text, thinking, others(row)};
        else if (wasRunning)
            m_growing = {};
    }
    m_changed.clear();
}

QJsonArray ChatFeed::take()
{
    flush();
    return std::exchange(m_operations, {});
}

void ChatFeed::push(const QJsonObject& operation)
{
    m_operations.append(operation);
    emit changed();
}

void ChatFeed::insert(int first, int last)
{
    const int count = last - first + 1;
    m_known.insert(m_known.begin() + first, std::size_t(count), Known::Size);
    for (int& row : m_changed)
        row += row >= first ? count : 0;
    if (m_growing.row >= first)
        m_growing.row += count;
    QJsonObject insert = operation(QLatin1String("insert"));
    insert[QStringLiteral("row")] = first;
    insert[QStringLiteral("entries")] = entries(first, last);
    push(insert);
}

void ChatFeed::remove(int first, int last)
{
    const int count = last - first + 1;
    m_known.erase(m_known.begin() + first, m_known.begin() + last + 1);
    m_changed.removeIf([&](int row) { return row >= first && row <= last; });
    for (int& row : m_changed)
        row -= row > last ? count : 0;
    if (m_growing.row > last)
        m_growing.row -= count;
    else if (m_growing.row >= first)
        m_growing = {};
    QJsonObject remove = operation(QLatin1String("remove"));
    remove[QStringLiteral("row")] = first;
    remove[QStringLiteral("count")] = count;
    push(remove);
}

QVariant ChatFeed::value(int row, TranscriptRole role) const
{
    return m_model->index(row, 0).data(role);
}

MessageState ChatFeed::state(int row) const
{
    if (value(row, AuthorRole).toInt() == int(Author::User))
        return MessageState::Answered;
    const QVariant state = value(row, StateRole);
    if (state.isValid())
        return MessageState(state.toInt());
    // A model that does not say so: what has no note yet is being written, if it is the last.
    if (value(row, HasFailedRole).toBool())
        return MessageState::Failed;
    const bool isLast = row == m_model->rowCount() - 1;
    return isLast && value(row, NoteRole).toString().isEmpty() ? MessageState::Running
                                                               : MessageState::Answered;
}

QString ChatFeed::thinkingCost(int row) const
{
    const int tokens = value(row, ThinkingTokensRole).toInt();
    return tokens > 0 ? tr("%1 tokens").arg(QLocale().toString(tokens)) : QString();
}

QVariantList ChatFeed::others(int row) const
{
    return {int(state(row)),       value(row, NoteRole),   value(row, HasFailedRole),
            value(row, IdRole),    value(row, BranchRole), value(row, BranchCountRole),
            value(row, QuotesRole)};
}

qint64 ChatFeed::idOf(int row) const
{
    const QVariant id = value(row, IdRole);
    return id.isValid() ? id.toLongLong() : row;
}

int ChatFeed::rowOf(qint64 id) const
{
    if (!m_model)
        return -1;
    for (int row = m_model->rowCount() - 1; row >= 0; --row)
        if (idOf(row) == id)
            return row;
    return -1;
}

QString ChatFeed::textOf(qint64 id) const
{
    const int row = rowOf(id);
    return row < 0 ? QString() : value(row, TextRole).toString();
}

QString ChatFeed::everything() const
{
    QString all;
    for (int row = 0; m_model && row < m_model->rowCount(); ++row) {
        const bool isUser = value(row, AuthorRole).toInt() == int(Author::User);
        all += (isUser ? tr("You") : tr("Model")) + QLatin1String(":\n")
               + value(row, TextRole).toString() + QLatin1String("\n\n");
    }
    return all.trimmed();
}

QList<int> ChatFeed::rowsWith(const QString& query) const
{
    QList<int> rows;
    for (int row = 0; m_model && row < m_model->rowCount(); ++row) {
        const bool isThere =
            value(row, TextRole).toString().contains(query, Qt::CaseInsensitive)
            || (m_isThinkingShown
                && value(row, ThinkingRole).toString().contains(query, Qt::CaseInsensitive));
        if (isThere)
            rows.append(row);
    }
    return rows;
}

QJsonObject ChatFeed::entry(int row) const
{
    const qsizetype size = value(row, TextRole).toString().size();
    return {{QStringLiteral("id"), idOf(row)},
            {QStringLiteral("size"), qint64(std::min(size, kShownCharacters))}};
}

QJsonArray ChatFeed::entries(int first, int last) const
{
    QJsonArray all;
    for (int row = first; row <= last; ++row)
        all.append(entry(row));
    return all;
}

QJsonObject ChatFeed::contents(int row) const
{
    constexpr QLatin1String kStates[] = {QLatin1String("running"), QLatin1String("answered"),
                                         QLatin1String("failed")}; // by MessageState
    const bool isUser = value(row, AuthorRole).toInt() == int(Author::User);
    const QString text = value(row, TextRole).toString();
    const qsizetype omitted = isUser ? std::max<qsizetype>(0, text.size() - kShownCharacters) : 0;
    return {
        {QStringLiteral("id"), idOf(row)},
        {QStringLiteral("isUser"), isUser},
        {QStringLiteral("text"), omitted > 0 ? text.left(kShownCharacters) : text},
        {QStringLiteral("omitted"), omitted > 0
                                        ? tr("and %1 more characters, which the model reads too")
                                              .arg(QLocale().toString(omitted))
                                        : QString()},
        {QStringLiteral("thinking"), value(row, ThinkingRole).toString()},
        {QStringLiteral("thinkingCost"), thinkingCost(row)},
        {QStringLiteral("isThinkingHidden"), !m_isThinkingShown},
        {QStringLiteral("note"), value(row, NoteRole).toString()},
        {QStringLiteral("hasFailed"), value(row, HasFailedRole).toBool()},
        {QStringLiteral("branch"), value(row, BranchRole).toInt()},
        {QStringLiteral("branches"), value(row, BranchCountRole).toInt()},
        {QStringLiteral("state"), kStates[int(state(row))]},
        {QStringLiteral("quotes"), quoteChips(value(row, QuotesRole).toList())},
    };
}

} // namespace ui
