// Profile: where the files of one user of the program lie. One folder holds everything when it is
// named; else they lie where the XDG folders say.

#pragma once

#include <QString>

namespace app {

struct Profile
{
    QString dataFolder;   // conversations, apps
    QString settingsFile; // what was chosen

    // The folder, or LEVIN_HOME when it is empty, or the system's folders.
    static Profile find(const QString& folder);

    QString databaseFile() const { return dataFolder + QStringLiteral("/levin.sqlite"); }
};

// With its parents; one that is new can be read by its owner only. False: it cannot be made.
bool makePrivateFolder(const QString& path);

} // namespace app
