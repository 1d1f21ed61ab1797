#include "app/preview/page_policy.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <iterator>
#include <utility>

namespace preview {
namespace {

// Where a comment that begins at `begin` ends, by the rules of HTML's tokenizer: "<!-->" and
// "<!--->" are whole comments, and "--!>" closes one, too.
qsizetype endOfComment(const QByteArray& document, qsizetype begin)
{
    if (document.mid(begin + 4, 1) == ">")
        return begin + 5;
    if (document.mid(begin + 4, 2) == "->")
        return begin + 6;
    const qsizetype plain = document.indexOf("-->", begin + 4);
    const qsizetype odd = document.indexOf("--!>", begin + 4);
    if (plain < 0 && odd < 0)
        return document.size();
    if (odd < 0 || (plain >= 0 && plain < odd))
        return plain + 3;
    return odd + 4;
}

// Behind byte order mark, white space, comments and doctype: where the first element may stand.
qsizetype firstElement(const QByteArray& document)
{
    qsizetype at = document.startsWith("\xef\xbb\xbf") ? 3 : 0;
    const qsizetype start = at;
    for (;;) {
        while (at < document.size() && QByteArrayView(" \t\r\n\f").contains(document.at(at)))
            ++at;
        if (document.mid(at, 4) == "<!--") {
            at = endOfComment(document, at);
            continue;
        }
        if (document.mid(at, 9).toLower() != "<!doctype")
            return start;
        // Whatever the doctype holds, quotes included, its first ">" ends it.
        const qsizetype end = document.indexOf('>', at);
        return end < 0 ? document.size() : end + 1;
    }
}

} // namespace

QByteArray contentPolicy(const QString& host, const QStringList& libraryHosts)
{
    QStringList sources = {QStringLiteral("'self'"), QStringLiteral("play://") + host,
                           QStringLiteral("play://lib"),
                           QStringLiteral("https://%1.play.invalid").arg(host)};
    for (const QString& library : libraryHosts)
        for (const char* scheme : {"https://", "http://", "play://"})
            sources << QLatin1String(scheme) + library;
    const QString all = sources.join(u' ');
    const QStringList policy = {
        QStringLiteral("default-src 'unsafe-inline' 'unsafe-eval' data: blob: ") + all,
        QStringLiteral("connect-src data: blob: ") + all,
        QStringLiteral("frame-src data: blob: 'self' play://") + host,
        QStringLiteral("worker-src data: blob: 'self' play://") + host,
        QStringLiteral("object-src 'none'"),
        QStringLiteral("form-action 'self'"),
    };
    return policy.join(QStringLiteral("; ")).toUtf8();
}

QByteArray withPolicy(const QByteArray& document, const QByteArray& policy)
{
    const qsizetype at = firstElement(document);
    static const QRegularExpression kIntegrity(
        QStringLiteral(
            R"((<(?:script|link)\b[^>]*?)\sintegrity\s*=\s*(?:"[^"\r\n]*"|'[^'\r\n]*'))"),
        QRegularExpression::CaseInsensitiveOption);
    // Latin-1 maps bytes to characters one to one, whatever the document's own encoding.
    QString rest = QString::fromLatin1(document.mid(at));
    rest.replace(kIntegrity, QStringLiteral("\\1"));
    return document.left(at) + "<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy
           + "\">" + rest.toLatin1();
}

std::optional<Refusal> refusalIn(const QString& consoleText)
{
    // "Refused to load the image 'https://...' because it violates ..."; in Chromium of 2025
    // "Loading the image 'https://...' violates ...".
    static const QRegularExpression kSentence(
        QStringLiteral("^(?:Refused to )?([A-Za-z ]+) '([^']+)' (?:because it )?"
                       "violates the following Content Security Policy directive"));
    const QRegularExpressionMatch match = kSentence.match(consoleText);
    if (!match.hasMatch())
        return {};
    static const std::pair<const char*, const char*> kKinds[] = {
        {"stylesheet", "style sheet"},
        {"script", "script"},
        {"image", "image"},
        {"font", "font"},
        {"media", "media"},
        {"connect", "fetch"},
        {"worker", "worker"},
        {"fram", "frame"},
    };
    const auto kind = std::find_if(std::begin(kKinds), std::end(kKinds), [&](const auto& one) {
        return match.captured(1).contains(QLatin1String(one.first), Qt::CaseInsensitive);
    });
    return Refusal{QUrl(match.captured(2)), kind == std::end(kKinds) ? QStringLiteral("request")
                                                                     : QLatin1String(kind->second)};
}

bool repeatsRefusal(const QString& consoleText)
{
    return consoleText.contains(
        QLatin1String("because it violates the document's Content Security Policy"));
}

QByteArray withCharset(const QByteArray& mimeType)
{
    const bool isText = mimeType.startsWith("text/") || mimeType.endsWith("xml");
    return isText ? mimeType + ";charset=utf-8" : mimeType;
}

QByteArray mimeTypeOf(const QString& fileName)
{
    static const QHash<QString, QByteArray> kTypes = {
        {QStringLiteral("html"), "text/html"},        {QStringLiteral("htm"), "text/html"},
        {QStringLiteral("js"), "text/javascript"},    {QStringLiteral("mjs"), "text/javascript"},
        {QStringLiteral("jsx"), "text/javascript"},   {QStringLiteral("css"), "text/css"},
        {QStringLiteral("json"), "application/json"}, {QStringLiteral("map"), "application/json"},
        {QStringLiteral("svg"), "image/svg+xml"},     {QStringLiteral("png"), "image/png"},
        {QStringLiteral("jpg"), "image/jpeg"},        {QStringLiteral("jpeg"), "image/jpeg"},
        {QStringLiteral("gif"), "image/gif"},         {QStringLiteral("webp"), "image/webp"},
        {QStringLiteral("ico"), "image/x-icon"},      {QStringLiteral("wasm"), "application/wasm"},
        {QStringLiteral("mp3"), "audio/mpeg"},        {QStringLiteral("ogg"), "audio/ogg"},
        {QStringLiteral("wav"), "audio/wav"},         {QStringLiteral("mp4"), "video/mp4"},
        {QStringLiteral("webm"), "video/webm"},       {QStringLiteral("woff"), "font/woff"},
        {QStringLiteral("woff2"), "font/woff2"},      {QStringLiteral("ttf"), "font/ttf"},
        {QStringLiteral("txt"), "text/plain"},        {QStringLiteral("md"), "text/plain"},
        {QStringLiteral("csv"), "text/csv"},          {QStringLiteral("xml"), "application/xml"},
        {QStringLiteral("glsl"), "text/plain"},       {QStringLiteral("vert"), "text/plain"},
        {QStringLiteral("frag"), "text/plain"},
    };
    const QString ending = fileName.mid(fileName.lastIndexOf(u'.') + 1).toLower();
    return kTypes.value(ending, "application/octet-stream");
}

} // namespace preview
