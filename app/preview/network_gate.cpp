#include "app/preview/network_gate.h"

#include "app/preview/app_scheme.h"

#include <QWebEngineUrlRequestInfo>

namespace preview {
namespace {

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

NetworkGate::NetworkGate(const QString& host, QObject* parent)
    : QWebEngineUrlRequestInterceptor(parent)
    , m_host(host)
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
        && (url.host() == m_host || url.host() == QLatin1String("lib")))
        return;
    if (scheme == QLatin1String("https") && url.host() == m_fetchHost) {
        QUrl file = url;
        file.setScheme(QLatin1String(kScheme));
        file.setHost(m_host);
        request.redirect(file);
        return;
    }
    request.block(true);
    emit blocked(url, kindOf(request));
}

} // namespace preview
