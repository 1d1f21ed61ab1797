// NetworkGate: every request of the page passes here, and only those to the app's own files and to
// the library pack go on. The content policy is asked earlier but can be missing (a worker has none);
// this gate is always there.

#pragma once

#include <QSet>
#include <QUrl>
#include <QWebEngineUrlRequestInterceptor>

namespace preview {

class LibraryPack;

class NetworkGate : public QWebEngineUrlRequestInterceptor
{
    Q_OBJECT

public:
    NetworkGate(const QString& host, const LibraryPack& libraries, QObject* parent);

    void interceptRequest(QWebEngineUrlRequestInfo& request) override;

signals:
    void noted(const QString& text);
    void blocked(const QUrl& url, const QString& kind);

private:
    bool redirectToLibrary(QWebEngineUrlRequestInfo& request);

    QString m_host;
    const LibraryPack& m_libraries;
    QSet<QUrl> m_unknown; // libraries that were asked for in vain and told of
    QString m_fetchHost;  // fetch() knows only http: its addresses are rewritten to this host
};

} // namespace preview
