#include "app/preview/file_fence.h"

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLibraryInfo>

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace preview {
namespace {

constexpr quint64 kRead =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr quint64 kReadFile = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE;
constexpr quint64 kWriteFile = kReadFile | LANDLOCK_ACCESS_FS_WRITE_FILE;
// All of the first version of Landlock, which every kernel that has it knows.
constexpr quint64 kEverything =
    kRead | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR
    | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR
    | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO
    | LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;

bool allow(int ruleset, const QString& path, quint64 ofFolder, quint64 ofFile)
{
    const int place = ::open(QFile::encodeName(path).constData(), O_PATH | O_CLOEXEC);
    if (place < 0)
        return true; // it is not there, so nothing is to be reached
    landlock_path_beneath_attr rule{};
    rule.allowed_access = QFileInfo(path).isDir() ? ofFolder : ofFile;
    rule.parent_fd = place;
    const bool added =
        ::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
    ::close(place);
    return added;
}

} // namespace

ReachableFiles filesOfPreview(const QString& dataFolder)
{
    const QString home = QDir::homePath();
    const QString program =
        QFileInfo(QFile::symLinkTarget(QStringLiteral("/proc/self/exe"))).path();
    ReachableFiles files;
    for (const char* place : {"/usr", "/bin", "/lib", "/lib64", "/etc", "/opt", "/sys", "/run",
                              "/var/cache/fontconfig", "/var/lib", "/nix/store"})
        files.readable.append(QLatin1String(place));
    files.readable << program << program + QStringLiteral("/../share/levin")
                   << QLibraryInfo::path(QLibraryInfo::LibrariesPath)
                   << QLibraryInfo::path(QLibraryInfo::PluginsPath)
                   << QLibraryInfo::path(QLibraryInfo::DataPath)
                   << QLibraryInfo::path(QLibraryInfo::LibraryExecutablesPath)
                   << home + QStringLiteral("/.fonts")
                   << home + QStringLiteral("/.local/share/fonts")
                   << home + QStringLiteral("/.config/fontconfig")
                   << home + QStringLiteral("/.cache/fontconfig")
                   << home + QStringLiteral("/.config/pulse") << home + QStringLiteral("/.icons")
                   << home + QStringLiteral("/.Xauthority") << qEnvironmentVariable("XAUTHORITY")
                   << qEnvironmentVariable("LEVIN_LIBRARY_PACK");
    // Chromium's own sandbox writes the maps of its user namespaces to /proc.
    files.writable << QStringLiteral("/proc") << QStringLiteral("/dev") << QDir::tempPath()
                   << QStringLiteral("/tmp") << qEnvironmentVariable("XDG_RUNTIME_DIR")
                   << dataFolder;
    files.readable.removeAll(QString());
    files.writable.removeAll(QString());
    return files;
}

bool fenceFiles(const ReachableFiles& files)
{
    landlock_ruleset_attr handled{};
    handled.handled_access_fs = kEverything;
    const auto ruleset = int(::syscall(SYS_landlock_create_ruleset, &handled, sizeof(handled), 0));
    if (ruleset < 0)
        return false;
    bool isComplete = true;
    for (const QString& path : files.readable)
        isComplete = allow(ruleset, path, kRead, kReadFile) && isComplete;
    for (const QString& path : files.writable)
        isComplete = allow(ruleset, path, kEverything, kWriteFile) && isComplete;
    const bool isFenced = isComplete && ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
                          && ::syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    ::close(ruleset);
    return isFenced;
}

} // namespace preview
