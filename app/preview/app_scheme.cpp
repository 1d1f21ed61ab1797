#include "app/preview/app_scheme.h"

#include "app/preview/library_pack.h"
#include "app/preview/page_policy.h"

#include <QBuffer>
#include <QFile>
#include <QWebEngineUrlRequestJob>
#include <QWebEngineUrlScheme>

namespace preview {

AppScheme::AppScheme(const QString& host, const LibraryPack& libraries, QObject* parent)
    : QWebEngineUrlSchemeHandler(parent)
    , m_host(host)
    , m_libraries(libraries)
    , m_policy(contentPolicy(host, LibraryPack::hosts()))
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
    } else if (isOurs && host == QLatin1String(kLibraryHost)) {
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
    answer(job, withCharset(type), type == "text/html" ? withPolicy(*file, m_policy) : *file);
}

QUrl AppScheme::libraryAddress(const QUrl& address)
{
    QUrl url = address;
    url.setScheme(QLatin1String(kScheme));
    url.setHost(QLatin1String(kLibraryHost));
    url.setPath(u'/' + address.host() + address.path());
    return url;
}

QUrl AppScheme::originalAddress(const QUrl& libraryAddress)
{
    QUrl url = libraryAddress;
    const QString path = url.path();
    url.setScheme(QStringLiteral("https"));
    url.setHost(path.section(u'/', 1, 1));
    url.setPath(u'/' + path.section(u'/', 2));
    return url;
}

void AppScheme::answerLibrary(QWebEngineUrlRequestJob* job)
{
    const QUrl address = originalAddress(job->requestUrl());
    const std::optional<PackedFile> found = m_libraries.find(address);
    auto* file = new QFile(found ? found->path : QString(), job);
    if (!found || !file->open(QIODevice::ReadOnly)) {
        emit refused(address, QStringLiteral("library"));
        job->fail(QWebEngineUrlRequestJob::UrlNotFound);
        return;
    }
    if (!found->note.isEmpty())
        emit noted(found->note);
    job->reply(found->mime, file);
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
