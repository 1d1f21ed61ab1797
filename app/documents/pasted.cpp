#include "app/documents/pasted.h"

#include <QRegularExpression>

namespace documents {
namespace {

const QRegularExpression& beginMark()
{
    static const QRegularExpression mark(
        QStringLiteral("^<document name=\"([^\"\\n]{0,300})\">\\n"),
        QRegularExpression::MultilineOption);
    return mark;
}

const auto kEndMark = QStringLiteral("\n</document>");

struct Found
{
    QString name;
    qsizetype begin; // of the text
    qsizetype end;
    bool isClosed;
};

QList<Found> found(const QString& message)
{
    QList<Found> list;
    for (auto it = beginMark().globalMatch(message); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        if (!list.isEmpty() && match.capturedStart() < list.last().end)
            continue; // text of the one before
        // The line break behind the first mark may be the one in front of the end mark.
        const qsizetype end = message.indexOf(kEndMark, match.capturedEnd() - 1);
        const qsizetype stop = end < 0 ? message.size() : std::max(end, match.capturedEnd());
        list.append({match.captured(1), match.capturedEnd(), stop, end >= 0});
    }
    return list;
}

} // namespace

std::vector<Source> documentsIn(const QString& message)
{
    static const QRegularExpression anchor(QStringLiteral("\\s*\\[([^\\[\\]\\n]{1,200})\\]\\s*$"));
    std::vector<Source> sources;
    for (const Found& one : found(message)) {
        Source source;
        source.name = one.name;
        const QStringList lines = message.mid(one.begin, one.end - one.begin).split(u'\n');
        for (const QString& line : lines) {
            const QRegularExpressionMatch match = anchor.match(line);
            const qsizetype begin = source.text.size();
            source.text += match.hasMatch() ? line.left(match.capturedStart()) : line;
            source.lines.push_back({begin, source.text.size(), match.captured(1)});
            source.text += u'\n';
        }
        sources.push_back(std::move(source));
    }
    return sources;
}

std::vector<std::size_t> documentEnds(const QString& message)
{
    std::vector<std::size_t> ends;
    for (const Found& one : found(message)) {
        if (one.isClosed)
            ends.push_back(std::size_t(QStringView(message).left(one.end).toUtf8().size()));
    }
    return ends;
}

} // namespace documents
