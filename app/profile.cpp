#include "app/profile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

namespace app {

Profile Profile::find(const QString& folder)
{
    const QString named = folder.isEmpty() ? qEnvironmentVariable("LEVIN_HOME") : folder;
    if (!named.isEmpty()) {
        const QString home = QDir(named).absolutePath();
        return {home, home + QStringLiteral("/levin.conf")};
    }
    const auto at = [](QStandardPaths::StandardLocation location) {
        return QStandardPaths::writableLocation(location);
    };
    return {at(QStandardPaths::AppDataLocation),
            at(QStandardPaths::AppConfigLocation) + QStringLiteral("/levin.conf")};
}

bool makePrivateFolder(const QString& path)
{
    if (QFileInfo::exists(path))
        return true;
    return QDir().mkpath(path)
           && QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

} // namespace app
