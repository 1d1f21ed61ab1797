#include "app/app_source.h"

#include <QRegularExpression>
#include <QTextDocumentFragment>

namespace app {
namespace {

using Option = QRegularExpression::PatternOption;

QString withoutDot(QString name)
{
    if (name.startsWith(QLatin1String("./")))
        name.remove(0, 2);
    return name;
}

bool isLocal(const QString& address)
{
    static const QRegularExpression scheme(QStringLiteral("^([a-z][a-z0-9+.-]*:|//|/|#)"),
                                           Option::CaseInsensitiveOption);
    return !address.isEmpty() && !scheme.match(address).hasMatch();
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

QString inlinedTag(const QString& tag, const AppSource& source)
{
    const bool isScript = tag.startsWith(QLatin1String("<script"), Qt::CaseInsensitive);
    const bool isLink = tag.startsWith(QLatin1String("<link"), Qt::CaseInsensitive);
    const QString key = isLink ? QStringLiteral("href") : QStringLiteral("src");
    const QString address = attribute(tag, key);
    const AppFile* file = isLocal(address) ? source.find(withoutDot(address)) : nullptr;
    if (!file)
        return tag;
    if (isLink)
        return QStringLiteral("<style>\n%1</style>").arg(file->text);
    if (!isScript)
        return QString(tag).replace(address, dataAddress(*file));
    const QString type = attribute(tag, QStringLiteral("type"));
    const QString opening = type.isEmpty() ? QStringLiteral("<script>\n")
                                           : QStringLiteral("<script type=\"%1\">\n").arg(type);
    return opening + scriptSafe(file->text) + QStringLiteral("</script>");
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
            if (const QString address = withoutDot(attribute(tag, key));
                isLocal(address) && !names.contains(address))
                names.append(address);
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

QString singlePage(const AppSource& source)
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
    qsizetype from = 0;
    for (auto all = tags.globalMatch(entry->text); all.hasNext();) {
        const QRegularExpressionMatch match = all.next();
        result += QStringView(entry->text).mid(from, match.capturedStart() - from);
        const QString tag = match.captured();
        const QString inlined = inlinedTag(tag, page);
        (inlined != tag && isDeferred(tag) ? deferred : result) += inlined;
        from = match.capturedEnd();
    }
    result += QStringView(entry->text).mid(from);
    if (!deferred.isEmpty()) {
        const qsizetype end = result.lastIndexOf(QLatin1String("</body"), -1, Qt::CaseInsensitive);
        result.insert(end < 0 ? result.size() : end, deferred + u'\n');
    }
    return result;
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
