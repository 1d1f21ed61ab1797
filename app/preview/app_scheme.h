// AppScheme: serves the files of the one app that this process runs, at play://HOST/, and the files
// of the library pack, at play://lib/ADDRESS. There is nothing else behind these addresses: no
// folder is opened, so no path leads out of one.

#pragma once

#include "app/preview_page.h"

#include <QHash>
#include <QStringList>
#include <QUrl>
#include <QWebEngineUrlSchemeHandler>

namespace preview {

class LibraryPack;

inline constexpr char kScheme[] = "play";
inline constexpr char kLibraryHost[] = "lib"; // no app is called so

class AppScheme : public QWebEngineUrlSchemeHandler
{
    Q_OBJECT

public:
    AppScheme(const QString& host, const LibraryPack& libraries, QObject* parent);

    static void registerScheme(); // before QApplication

    // play://lib/HOST/PATH for http(s)://HOST/PATH, so that a module's own imports find their
    // neighbours, and back.
    static QUrl libraryAddress(const QUrl& address);
    static QUrl originalAddress(const QUrl& libraryAddress);

    void setFiles(const QList<app::PreviewFile>& files);
    QUrl addressOf(const QString& fileName) const;
    QString nameOf(const QString& address) const; // what the user calls it: "index.html"

    void requestStarted(QWebEngineUrlRequestJob* job) override;

signals:
    void noted(const QString& text);
    void refused(const QUrl& url, const QString& kind);

private:
    void answerFile(QWebEngineUrlRequestJob* job);
    void answerLibrary(QWebEngineUrlRequestJob* job);
    void answer(QWebEngineUrlRequestJob* job, const QByteArray& type, const QByteArray& bytes);

    QString m_host;
    const LibraryPack& m_libraries;
    QByteArray m_policy;
    QHash<QString, QByteArray> m_files;
};

} // namespace preview
