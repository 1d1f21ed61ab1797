#include "app/preview/library_address.h"

#include <QHash>
#include <QRegularExpression>

namespace preview {
namespace {

using Parser = std::optional<LibraryAddress> (*)(const QString& path, const QUrl& url);

// cdnjs and others have names of their own for some.
QString npmNameOf(const QString& name)
{
    static const QHash<QString, QString> kNames{
        {QStringLiteral("three.js"), QStringLiteral("three")},
        {QStringLiteral("threejs"), QStringLiteral("three")},
        {QStringLiteral("d3js"), QStringLiteral("d3")},
        {QStringLiteral("chart.js"), QStringLiteral("chart.js")},
        {QStringLiteral("p5.js"), QStringLiteral("p5")},
        {QStringLiteral("babel-standalone"), QStringLiteral("@babel/standalone")},
        {QStringLiteral("lodash.js"), QStringLiteral("lodash")},
        {QStringLiteral("lodash-es"), QStringLiteral("lodash")},
        {QStringLiteral("tailwindcss-cdn"), QStringLiteral("tailwindcss")},
        {QStringLiteral("@tailwindcss/browser"), QStringLiteral("tailwindcss")},
        {QStringLiteral("anime"), QStringLiteral("animejs")},
        {QStringLiteral("matter.js"), QStringLiteral("matter-js")},
        {QStringLiteral("pixi"), QStringLiteral("pixi.js")},
        {QStringLiteral("tone.js"), QStringLiteral("tone")},
        {QStringLiteral("vue.js"), QStringLiteral("vue")},
    };
    const QString lower = name.toLower();
    // The parts of D3 are all in D3.
    if (lower.startsWith(QLatin1String("d3-")))
        return QStringLiteral("d3");
    return kNames.value(lower, lower);
}

// NAME[@VERSION][/PATH], as npm, unpkg and most others write it; the name may have a scope.
std::optional<LibraryAddress> parsePackage(const QString& text, bool isModule)
{
    static const QRegularExpression kPackage(
        QStringLiteral("^((?:@[^/@]+/)?[^/@]+)(?:@([^/]*))?(?:/(.*))?$"));
    const QRegularExpressionMatch match = kPackage.match(text);
    if (!match.hasMatch())
        return {};
    LibraryAddress address{npmNameOf(match.captured(1)), match.captured(2), match.captured(3),
                           isModule};
    if (match.captured(1).startsWith(QLatin1String("d3-"))) // the parts have versions of their own
        address.version.clear();
    if (address.path == QLatin1String("+esm")) {
        address.path.clear();
        address.isModule = true;
    } else if (address.path.endsWith(QLatin1String("/+esm"))) {
        address.path.chop(5);
        address.isModule = true;
    }
    return address;
}

std::optional<LibraryAddress> parseUnpkg(const QString& path, const QUrl& url)
{
    return parsePackage(path, url.query().startsWith(QLatin1String("module")));
}

std::optional<LibraryAddress> parseJsdelivr(const QString& path, const QUrl&)
{
    if (!path.startsWith(QLatin1String("npm/")))
        return {};
    return parsePackage(path.mid(4), false);
}

// A build number or "stable" may stand before the package.
std::optional<LibraryAddress> parseEsm(const QString& path, const QUrl&)
{
    static const QRegularExpression kPrefix(
        QStringLiteral("^(?:(?:v\\d+|stable|pin|new|-)/)?\\*?(.*)$"));
    return parsePackage(kPrefix.match(path).captured(1), true);
}

std::optional<LibraryAddress> parseJspm(const QString& path, const QUrl&)
{
    return parsePackage(path.startsWith(QLatin1String("npm:")) ? path.mid(4) : path, true);
}

// ajax/libs/NAME/VERSION/PATH
std::optional<LibraryAddress> parseAjaxLibs(const QString& path, const QUrl&)
{
    static const QRegularExpression kAjax(QStringLiteral("^ajax/libs/([^/]+)/([^/]+)/(.+)$"));
    const QRegularExpressionMatch match = kAjax.match(path);
    if (!match.hasMatch())
        return {};
    return LibraryAddress{npmNameOf(match.captured(1)), match.captured(2), match.captured(3),
                          false};
}

std::optional<LibraryAddress> parseTailwind(const QString& path, const QUrl&)
{
    return LibraryAddress{QStringLiteral("tailwindcss"), path, {}, false};
}

// jquery-3.7.1.min.js
std::optional<LibraryAddress> parseJquery(const QString& path, const QUrl&)
{
    static const QRegularExpression kFile(
        QStringLiteral("^jquery(?:-(\\d[\\d.]*\\d))?((?:\\.slim)?(?:\\.min)?\\.js)$"));
    const QRegularExpressionMatch match = kFile.match(path);
    if (!match.hasMatch())
        return {};
    return LibraryAddress{QStringLiteral("jquery"), match.captured(1),
                          QStringLiteral("dist/jquery") + match.captured(2), false};
}

// d3.v7.min.js
std::optional<LibraryAddress> parseD3(const QString& path, const QUrl&)
{
    static const QRegularExpression kFile(QStringLiteral("^d3(?:\\.v(\\d+))?((?:\\.min)?\\.js)$"));
    const QRegularExpressionMatch match = kFile.match(path);
    if (!match.hasMatch())
        return {};
    return LibraryAddress{QStringLiteral("d3"), match.captured(1),
                          QStringLiteral("dist/d3") + match.captured(2), false};
}

std::optional<LibraryAddress> parseThree(const QString& path, const QUrl&)
{
    return LibraryAddress{QStringLiteral("three"), {}, path, false};
}

const QHash<QString, Parser>& parsers()
{
    static const QHash<QString, Parser> kParsers{
        {QStringLiteral("unpkg.com"), parseUnpkg},
        {QStringLiteral("www.unpkg.com"), parseUnpkg},
        {QStringLiteral("cdn.jsdelivr.net"), parseJsdelivr},
        {QStringLiteral("fastly.jsdelivr.net"), parseJsdelivr},
        {QStringLiteral("cdnjs.cloudflare.com"), parseAjaxLibs},
        {QStringLiteral("ajax.googleapis.com"), parseAjaxLibs},
        {QStringLiteral("esm.sh"), parseEsm},
        {QStringLiteral("esm.run"), parseEsm},
        {QStringLiteral("cdn.esm.sh"), parseEsm},
        {QStringLiteral("cdn.skypack.dev"), parseEsm},
        {QStringLiteral("ga.jspm.io"), parseJspm},
        {QStringLiteral("jspm.dev"), parseJspm},
        {QStringLiteral("cdn.tailwindcss.com"), parseTailwind},
        {QStringLiteral("code.jquery.com"), parseJquery},
        {QStringLiteral("d3js.org"), parseD3},
        {QStringLiteral("threejs.org"), parseThree},
    };
    return kParsers;
}

} // namespace

const QStringList& libraryHosts()
{
    static const QStringList kHosts = [] {
        QStringList hosts = parsers().keys();
        hosts.sort();
        return hosts;
    }();
    return kHosts;
}

std::optional<LibraryAddress> parseLibraryAddress(const QUrl& url)
{
    const Parser parser = parsers().value(url.host());
    const bool isWeb =
        url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http");
    if (!parser || !isWeb)
        return {};
    QString path = url.path().mid(1);
    while (path.endsWith(u'/'))
        path.chop(1);
    return parser(path, url);
}

} // namespace preview
