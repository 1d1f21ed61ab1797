#include "app/app_source.h"

#include <QRegularExpression>
#include <QTextDocumentFragment>

namespace app {
namespace {

using Option = QRegularExpression::PatternOption;

// The file of the app that an address means: "./style.css", "/style.css", "style.css?v=2"; empty:
// it is elsewhere.
QString localName(const QString& address)
{
    static const QRegularExpression elsewhere(QStringLiteral("^([a-z][a-z0-9+.-]*:|//|#)"),
                                              Option::CaseInsensitiveOption);
    static const QRegularExpression rest(QStringLiteral("^(?:\\./|/)|[?#].*$"));
    return elsewhere.match(address).hasMatch() ? QString() : QString(address).remove(rest);
}

QString attribute(const QString& tag, const QString& name)
{
    const QRegularExpression pattern(
        QStringLiteral("\\s%1\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s>]+))").arg(name),
        Option::CaseInsensitiveOption);
    const QRegularExpressionMatch match = pattern.match(tag);
    return match.captured(1) + match.captured(2) + match.captured(3);
}

QString pageAround(const AppFile& picture)
{
    // The picture comes first and on a line of its own, so that its lines keep their numbers.
    return QStringLiteral("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>%1</title>"
                          "<style>html,body{height:100%;margin:0}body{display:grid;"
                          "place-items:center}svg{max-width:100%;max-height:100%}</style></head>"
                          "<body>%2</body></html>\n")
        .arg(picture.name.toHtmlEscaped(), picture.text.trimmed());
}

// A script ends at the first "</script", even inside a string.
QString scriptSafe(QString code)
{
    static const QRegularExpression end(QStringLiteral("</(script)"),
                                        Option::CaseInsensitiveOption);
    return code.replace(end, QStringLiteral("<\\/\\1"));
}

QString dataAddress(const AppFile& file)
{
    const QString type = file.name.endsWith(QLatin1String(".svg")) ? QStringLiteral("image/svg+xml")
                         : file.name.endsWith(QLatin1String(".json"))
                             ? QStringLiteral("application/json")
                             : QStringLiteral("text/plain");
    return QStringLiteral("data:%1;base64,%2")
        .arg(type, QString::fromLatin1(file.text.toUtf8().toBase64()));
}

// Without the attribute, which may stand with quotes or without.
QString without(QString tag, const QString& name)
{
    const QRegularExpression pattern(
        QStringLiteral("\\s%1\\s*=\\s*(?:\"[^\"]*\"|'[^']*'|[^\\s>]+)").arg(name),
        Option::CaseInsensitiveOption);
    return tag.remove(pattern);
}

QString styleFrom(const QString& link, const AppFile& file)
{
    const QString media = attribute(link, QStringLiteral("media"));
    return (media.isEmpty() ? QStringLiteral("<style>\n")
                            : QStringLiteral("<style media=\"%1\">\n").arg(media))
           + file.text + QStringLiteral("</style>");
}

QString scriptFrom(const QString& tag, const AppFile& file)
{
    QString opening = tag.left(tag.indexOf(u'>') + 1);
    for (const char* name : {"src", "integrity", "crossorigin"})
        opening = without(opening, QLatin1String(name));
    return opening + u'\n' + scriptSafe(file.text) + QStringLiteral("</script>");
}

// The tag with what it names put in, or as it is; the name is noted then.
QString inlinedTag(const QString& tag, const AppSource& source, QStringList& taken)
{
    const bool isLink = tag.startsWith(QLatin1String("<link"), Qt::CaseInsensitive);
    const QString address = attribute(tag, isLink ? QStringLiteral("href") : QStringLiteral("src"));
    const AppFile* file = source.find(localName(address));
    if (!file)
        return tag;
    const QStringList relations =
        attribute(tag, QStringLiteral("rel")).toLower().split(u' ', Qt::SkipEmptyParts);
    const bool isIcon = relations.contains(QLatin1String("icon"));
    if (isLink && !isIcon && !relations.contains(QLatin1String("stylesheet")))
        return tag;
    taken.append(file->name);
    if (isLink && !isIcon)
        return styleFrom(tag, *file);
    if (tag.startsWith(QLatin1String("<script"), Qt::CaseInsensitive))
        return scriptFrom(tag, *file);
    return QString(tag).replace(address, dataAddress(*file));
}

// Saved as a file, a page comes without the header that says what it is written in.
QString withCharset(QString page)
{
    static const QRegularExpression said(QStringLiteral("<meta\\b[^>]*\\bcharset\\s*="),
                                         Option::CaseInsensitiveOption);
    static const QRegularExpression begin(
        QStringLiteral("^\\s*(?:<!doctype[^>]*>\\s*)?(?:<html\\b[^>]*>\\s*)?(?:<head\\b[^>]*>)?"),
        Option::CaseInsensitiveOption);
    if (!said.match(page).hasMatch())
        page.insert(begin.match(page).capturedEnd(), QStringLiteral("<meta charset=\"utf-8\">"));
    return page;
}

// A classic script with "defer" runs after the page is read, an inlined one would run at once.
bool isDeferred(const QString& tag)
{
    static const QRegularExpression defer(QStringLiteral("\\sdefer[\\s=>]"),
                                          Option::CaseInsensitiveOption);
    return tag.startsWith(QLatin1String("<script"), Qt::CaseInsensitive)
           && defer.match(tag).hasMatch() && attribute(tag, QStringLiteral("type")).isEmpty();
}

} // namespace

const AppFile* AppSource::find(const QString& name) const
{
    for (const AppFile& file : files)
        if (file.name == name)
            return &file;
    return nullptr;
}

QStringList localReferences(const QString& page)
{
    static const QRegularExpression tags(QStringLiteral("<(?:script|link|img)\\b[^>]*>"),
                                         Option::CaseInsensitiveOption);
    QStringList names;
    for (auto all = tags.globalMatch(page); all.hasNext();) {
        const QString tag = all.next().captured();
        for (const QString& key : {QStringLiteral("src"), QStringLiteral("href")})
            if (const QString name = localName(attribute(tag, key));
                !name.isEmpty() && !names.contains(name))
                names.append(name);
    }
    return names;
}

AppSource runnable(const AppSource& source)
{
    const AppFile* entry = source.find(source.entry);
    if (!entry || !entry->name.endsWith(QLatin1String(".svg")))
        return source;
    AppSource page = source;
    page.entry = QStringLiteral("index.html");
    page.files.append({page.entry, pageAround(*entry)});
    return page;
}

SinglePage singlePage(const AppSource& source)
{
    const AppSource page = runnable(source);
    const AppFile* entry = page.find(page.entry);
    if (!entry)
        return {};
    static const QRegularExpression tags(
        QStringLiteral("<script\\b[^>]*\\ssrc\\s*=[^>]*>\\s*</script\\s*>|<link\\b[^>]*>|"
                       "<img\\b[^>]*>"),
        Option::CaseInsensitiveOption);
    QString result;
    QString deferred;
    QStringList taken{page.entry};
    qsizetype from = 0;
    for (auto all = tags.globalMatch(entry->text); all.hasNext();) {
        const QRegularExpressionMatch match = all.next();
        result += QStringView(entry->text).mid(from, match.capturedStart() - from);
        const QString tag = match.captured();
        const QString inlined = inlinedTag(tag, page, taken);
        (inlined != tag && isDeferred(tag) ? deferred : result) += inlined;
        from = match.capturedEnd();
    }
    result += QStringView(entry->text).mid(from);
    if (!deferred.isEmpty()) {
        const qsizetype end = result.lastIndexOf(QLatin1String("</body"), -1, Qt::CaseInsensitive);
        result.insert(end < 0 ? result.size() : end, deferred + u'\n');
    }
    SinglePage single{withCharset(result), {}};
    for (const AppFile& file : source.files)
        if (!taken.contains(file.name) && file.name != source.entry)
            single.left.append(file.name);
    return single;
}

QString titleOf(const AppSource& source)
{
    static const QRegularExpression title(
        QStringLiteral("<title[^>]*>\\s*([^<]{1,200}?)\\s*</title"), Option::CaseInsensitiveOption);
    const AppFile* entry = source.find(source.entry);
    const QString markup = entry ? title.match(entry->text).captured(1) : QString();
    const QString found = QTextDocumentFragment::fromHtml(markup).toPlainText().simplified();
    return found.isEmpty() ? source.entry : found;
}

} // namespace app
