#include "app/file_naming.h"

#include <QHash>
#include <QRegularExpression>

namespace app {
namespace {

using Option = QRegularExpression::PatternOption;

// A relative path with a suffix that an app may have, and no step upwards.
QString asFileName(QString text)
{
    static const QRegularExpression pattern(
        QStringLiteral("^[\\w@-][\\w@.-]*(/[\\w@-][\\w@.-]*)*\\."
                       "(html?|svg|css|[cm]?js|jsx|tsx?|json|txt|csv|md|glsl|vert|frag|xml)$"),
        Option::CaseInsensitiveOption | Option::UseUnicodePropertiesOption);
    if (text.startsWith(QLatin1String("./")))
        text.remove(0, 2);
    constexpr qsizetype kLongest = 120;
    return text.size() <= kLongest && pattern.match(text).hasMatch() ? text : QString();
}

QString unquoted(QString text)
{
    static const QRegularExpression quotes(QStringLiteral("^[\"'`]+|[\"'`,]+$"));
    return text.remove(quotes);
}

} // namespace

FenceLine fenceOf(QStringView line)
{
    FenceLine fence;
    while (fence.indent < line.size() && line[fence.indent].isSpace())
        ++fence.indent;
    line = line.mid(fence.indent);
    if (line.isEmpty() || (line[0] != u'`' && line[0] != u'~'))
        return fence;
    fence.character = line[0];
    while (fence.length < line.size() && line[fence.length] == fence.character)
        ++fence.length;
    fence.info = line.mid(fence.length).trimmed().toString();
    // "```one```" is code inside a line.
    if (fence.character == u'`' && fence.info.contains(u'`'))
        fence.length = 0;
    return fence;
}

Listing listingOf(const QString& info)
{
    static const QRegularExpression gaps(QStringLiteral("[\\s,{}]+"));
    static const QRegularExpression keys(QStringLiteral("^(file|filename|title|name|path)[=:]"),
                                         Option::CaseInsensitiveOption);
    Listing listing;
    const QStringList words = info.split(gaps, Qt::SkipEmptyParts);
    for (qsizetype i = 0; i < words.size(); ++i) {
        QString word = words[i];
        const qsizetype colon = word.indexOf(u':');
        const bool hasKey = keys.match(word).hasMatch();
        if (i == 0 && !hasKey) {
            listing.language = word.left(colon < 0 ? word.size() : colon).toLower();
            if (listing.language.startsWith(u'.'))
                listing.language.remove(0, 1);
        }
        if (hasKey)
            word.remove(keys);
        else if (i == 0 && colon >= 0)
            word = word.mid(colon + 1);
        if (const QString name = asFileName(unquoted(word)); !name.isEmpty()) {
            listing.name = name;
            if (i == 0 && (hasKey || colon < 0))
                listing.language = languageOfName(name);
            break;
        }
    }
    return listing;
}

QString nameInHeading(const QString& line)
{
    static const QRegularExpression decoration(
        QStringLiteral("^\\s*(?:[-*+>]\\s+|#+\\s*)*(?:\\d+[.)]\\s*)?|[*_`\"':\\s]+$"));
    static const QRegularExpression label(
        QStringLiteral("^[*_`\"]*(?:file(?:name)?\\s*:\\s*)?[*_`\"\\s]*"),
        Option::CaseInsensitiveOption);
    static const QRegularExpression remark(QStringLiteral("[*_`\\s]*\\([^()]*\\)$"));
    QString text = line.trimmed();
    text.remove(decoration).remove(remark).remove(decoration).remove(label);
    return asFileName(text);
}

// It leads to the listing and names one file.
QString nameInSentence(const QString& line)
{
    static const QRegularExpression quoted(QStringLiteral("`([^`]+)`"));
    if (!line.trimmed().endsWith(u':'))
        return {};
    QString found;
    for (auto all = quoted.globalMatch(line); all.hasNext();) {
        const QString name = asFileName(all.next().captured(1));
        if (name.isEmpty())
            continue;
        if (!found.isEmpty())
            return {};
        found = name;
    }
    return found;
}

QString nameInComment(const QString& line)
{
    static const QRegularExpression comment(
        QStringLiteral("^\\s*(?://+|/\\*+|<!--|#)\\s*(?:file(?:name)?\\s*:\\s*)?(\\S+?)\\s*"
                       "(?:\\*/|-->)?\\s*$"),
        Option::CaseInsensitiveOption);
    return asFileName(comment.match(line).captured(1));
}

bool mayBecomeComment(QStringView begin)
{
    const QStringView text = begin.trimmed();
    for (const QStringView opening : {u"//", u"/*", u"<!--", u"#"})
        if (text.startsWith(opening) || opening.startsWith(text))
            return true;
    return false;
}

QString languageOfName(const QString& name)
{
    const QString suffix = name.section(u'.', -1).toLower();
    return suffix == QLatin1String("htm") ? QStringLiteral("html") : suffix;
}

bool isWebLanguage(const QString& language)
{
    static const QStringList known =
        QStringLiteral("html svg css js javascript mjs jsx json").split(u' ');
    return known.contains(language);
}

Verdict beginsPage(QStringView text, bool isAtLineStart, bool isLineComplete)
{
    const Verdict open = isLineComplete ? Verdict::No : Verdict::Undecided;
    constexpr QStringView kOpenings[] = {u"<!doctype html", u"<html"};
    for (const QStringView opening : kOpenings) {
        // In a sentence, <html> is a word; only a doctype is meant.
        if (!isAtLineStart && opening != kOpenings[0])
            continue;
        const qsizetype common = qMin(opening.size(), text.size());
        if (text.left(common).compare(opening.left(common), Qt::CaseInsensitive) != 0)
            continue;
        if (text.size() <= opening.size())
            return open;
        if (const QChar next = text[opening.size()]; next != u'>' && !next.isSpace())
            return Verdict::No;
        constexpr qsizetype kLongestTag = 400;
        const qsizetype end = text.indexOf(u'>');
        if (end < 0) // attributes may go on in the next line
            return isLineComplete && isAtLineStart ? Verdict::Yes
                   : text.size() > kLongestTag     ? Verdict::No
                                                   : open;
        const QStringView rest = text.mid(end + 1).trimmed();
        if (rest.isEmpty())
            return isLineComplete && isAtLineStart ? Verdict::Yes : open;
        return rest[0] == u'<' ? Verdict::Yes : Verdict::No;
    }
    return Verdict::No;
}

} // namespace app
