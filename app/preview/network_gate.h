// NetworkGate: every request of the page passes here, and only those to the app's own files and to
// the library pack go on. The content policy is asked earlier but can be missing (a worker has none);
// this gate is always there.

#pragma once

#include <QUrl>
#include <QWebEngineUrlRequestInterceptor>

namespace preview {

class NetworkGate : public QWebEngineUrlRequestInterceptor
{
    Q_OBJECT

public:
    NetworkGate(const QString& host, QObject* parent);

    void interceptRequest(QWebEngineUrlRequestInfo& request) override;

signals:
    void blocked(const QUrl& url, const QString& kind);

private:
    QString m_host;
    QString m_fetchHost; // fetch() knows only http: its addresses are rewritten to this host
};

} // namespace preview
