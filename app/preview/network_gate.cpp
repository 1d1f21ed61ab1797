#include "app/preview/network_gate.h"

#include "app/preview/app_scheme.h"
#include "app/preview/library_pack.h"

#include <QWebEngineUrlRequestInfo>

namespace preview {
namespace {

constexpr qsizetype kMostUnknown = 100;

QString kindOf(const QWebEngineUrlRequestInfo& request)
{
    switch (request.resourceType()) {
    case QWebEngineUrlRequestInfo::ResourceTypeMainFrame:
        return QStringLiteral("page");
    case QWebEngineUrlRequestInfo::ResourceTypeSubFrame:
        return QStringLiteral("frame");
    case QWebEngineUrlRequestInfo::ResourceTypeStylesheet:
        return QStringLiteral("style sheet");
    case QWebEngineUrlRequestInfo::ResourceTypeScript:
        return QStringLiteral("script");
    case QWebEngineUrlRequestInfo::ResourceTypeImage:
        return QStringLiteral("image");
    case QWebEngineUrlRequestInfo::ResourceTypeFontResource:
        return QStringLiteral("font");
    case QWebEngineUrlRequestInfo::ResourceTypeMedia:
        return QStringLiteral("media");
    case QWebEngineUrlRequestInfo::ResourceTypeWorker:
    case QWebEngineUrlRequestInfo::ResourceTypeSharedWorker:
    case QWebEngineUrlRequestInfo::ResourceTypeServiceWorker:
        return QStringLiteral("worker");
    case QWebEngineUrlRequestInfo::ResourceTypeXhr:
        return QStringLiteral("fetch");
    case QWebEngineUrlRequestInfo::ResourceTypePing:
        return QStringLiteral("ping");
    case QWebEngineUrlRequestInfo::ResourceTypeWebSocket:
        return QStringLiteral("websocket");
    default:
        return QStringLiteral("request");
    }
}

} // namespace

NetworkGate::NetworkGate(const QString& host, const LibraryPack& libraries, QObject* parent)
    : QWebEngineUrlRequestInterceptor(parent)
    , m_host(host)
    , m_libraries(libraries)
    , m_fetchHost(host + QStringLiteral(".play.invalid"))
{}

void NetworkGate::interceptRequest(QWebEngineUrlRequestInfo& request)
{
    const QUrl url = request.requestUrl();
    const QString scheme = url.scheme();
    if (scheme == QLatin1String("data") || scheme == QLatin1String("blob")
        || url == QUrl(QStringLiteral("about:blank"))
        || url == QUrl(QStringLiteral("about:srcdoc")))
        return;
    if (scheme == QLatin1String(kScheme)
        && (url.host() == m_host || url.host() == QLatin1String(kLibraryHost)))
        return;
    if (scheme == QLatin1String("https") && url.host() == m_fetchHost) {
        QUrl file = url;
        file.setScheme(QLatin1String(kScheme));
        file.setHost(m_host);
        request.redirect(file);
        return;
    }
    if (redirectToLibrary(request))
        return;
    request.block(true);
    emit blocked(url, kindOf(request));
}

// "//cdn.jsdelivr.net/..." in a page of ours means play://cdn.jsdelivr.net/...
bool NetworkGate::redirectToLibrary(QWebEngineUrlRequestInfo& request)
{
    QUrl address = request.requestUrl();
    static const QStringList kSchemes = {QStringLiteral("https"), QStringLiteral("http"),
                                         QLatin1String(kScheme)};
    if (!kSchemes.contains(address.scheme()) || !LibraryPack::hosts().contains(address.host())
        || request.requestMethod() != "GET")
        return false;
    address.setScheme(QStringLiteral("https"));
    if (m_libraries.find(address)) {
        request.redirect(AppScheme::libraryAddress(address));
        return true;
    }
    if (!m_unknown.contains(address) && m_unknown.size() < kMostUnknown) {
        m_unknown.insert(address);
        emit noted(m_libraries.problem().isEmpty()
                       ? tr("%1 is not among the libraries that are installed with Levin; "
                            "previews have no network.")
                             .arg(address.toString().left(300))
                       : m_libraries.problem());
    }
    return false;
}

} // namespace preview
