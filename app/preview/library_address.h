// The addresses at which pages ask content delivery networks for a library, taken apart.

#pragma once

#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace preview {

struct LibraryAddress
{
    QString name;          // as npm calls it: "three", "@babel/standalone"
    QString version;       // as the page wrote it: "18", "^4.4.0", "r128"; empty: any
    QString path;          // inside the package; empty: its main file
    bool isModule = false; // an ES module is wanted whatever the path says
};

const QStringList& libraryHosts();

// None where the address is no library of a network that is known.
std::optional<LibraryAddress> parseLibraryAddress(const QUrl& url);

} // namespace preview
