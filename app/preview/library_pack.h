// LibraryPack: the libraries that set-up has installed, by the addresses at which pages ask for them.
// Any thread, const. It knows files by the list in pack.json only, so that no address
// leads to a file that is not of the pack.

#pragma once

#include "app/preview/library_address.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSet>
#include <QString>
#include <QUrl>
#include <QVersionNumber>

#include <optional>

namespace preview {

struct PackedFile
{
    QString path; // on this machine
    QByteArray mime;
    QString note; // a sentence for the console; empty: exactly what was asked for
};

class LibraryPack
{
public:
    // The folder that holds pack.json. Without one the pack is empty and problem() says why.
    explicit LibraryPack(const QString& folder);

    static QString installedFolder();
    // Whose addresses are looked up; nothing else of the network is.
    static QStringList hosts() { return libraryHosts(); }

    const QString& problem() const { return m_problem; }

    std::optional<PackedFile> find(const QUrl& address) const;

private:
    struct Package
    {
        QString name;
        QString folder;
        QString versionText;
        QVersionNumber version;
        QString main;
        QHash<QString, QString> modules; // by subpath
        QSet<QString> files;
    };

    bool read(const QByteArray& json);
    std::optional<PackedFile> packed(const QString& path) const;
    QList<const Package*> candidates(const LibraryAddress& address) const;

    static QString resolve(const Package& package, const LibraryAddress& address);
    static QString resolveModule(const Package& package, const QString& path);
    static QString resolveFile(const Package& package, const QString& path);

    QString m_folder;
    QString m_problem;
    QList<Package> m_packages;
};

} // namespace preview
