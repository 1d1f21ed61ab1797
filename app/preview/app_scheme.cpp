#include "app/preview/app_scheme.h"

#include "app/preview/page_policy.h"

#include <QBuffer>
#include <QWebEngineUrlRequestJob>
#include <QWebEngineUrlScheme>

namespace preview {

AppScheme::AppScheme(const QString& host, QObject* parent)
    : QWebEngineUrlSchemeHandler(parent)
    , m_host(host)
    , m_policy(contentPolicy(host, {}))
{}

void AppScheme::registerScheme()
{
    QWebEngineUrlScheme scheme(kScheme);
    scheme.setSyntax(QWebEngineUrlScheme::Syntax::Host); // an origin for each host
    // Modules and fetch are requests with CORS; LocalScheme would break workers.
    scheme.setFlags(QWebEngineUrlScheme::SecureScheme | QWebEngineUrlScheme::CorsEnabled);
    QWebEngineUrlScheme::registerScheme(scheme);
}

void AppScheme::setFiles(const QList<app::PreviewFile>& files)
{
    m_files.clear();
    for (const app::PreviewFile& file : files)
        m_files.insert(addressOf(file.name).path(), file.bytes);
}

QUrl AppScheme::addressOf(const QString& fileName) const
{
    QUrl url;
    url.setScheme(QLatin1String(kScheme));
    url.setHost(m_host);
    url.setPath(u'/' + fileName, QUrl::DecodedMode);
    return url.adjusted(QUrl::NormalizePathSegments);
}

QString AppScheme::nameOf(const QString& address) const
{
    const QUrl url(address);
    return url.scheme() == QLatin1String(kScheme) && url.host() == m_host ? url.path().mid(1)
                                                                          : address;
}

void AppScheme::requestStarted(QWebEngineUrlRequestJob* job)
{
    // CORS lets every origin of a scheme read every other one, so it is decided here who asks. The
    // window's own request has no initiator; a frame without an origin calls itself "null".
    const QUrl initiator = job->initiator();
    const bool isOurs =
        initiator.isEmpty() || initiator == QUrl(QStringLiteral("null"))
        || (initiator.scheme() == QLatin1String(kScheme) && initiator.host() == m_host);
    const QString host = job->requestUrl().host();
    if (isOurs && host == m_host) {
        answerFile(job);
    } else if (isOurs && host == QLatin1String("lib")) {
        answerLibrary(job);
    } else {
        emit refused(job->requestUrl(), QStringLiteral("another app"));
        job->fail(QWebEngineUrlRequestJob::RequestDenied);
    }
}

void AppScheme::answerFile(QWebEngineUrlRequestJob* job)
{
    const QString path = job->requestUrl().path();
    const auto file = m_files.constFind(path);
    if (file == m_files.constEnd()) {
        job->fail(QWebEngineUrlRequestJob::UrlNotFound);
        return;
    }
    const QByteArray type = mimeTypeOf(path);
    answer(job, type, type == "text/html" ? withPolicy(*file, m_policy) : *file);
}

void AppScheme::answerLibrary(QWebEngineUrlRequestJob* job)
{
    job->fail(QWebEngineUrlRequestJob::UrlNotFound);
}

void AppScheme::answer(QWebEngineUrlRequestJob* job, const QByteArray& type,
                       const QByteArray& bytes)
{
    auto* body = new QBuffer(job);
    body->setData(bytes);
    body->open(QIODevice::ReadOnly);
    job->reply(type, body);
}

} // namespace preview
