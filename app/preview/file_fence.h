// The file fence: Landlock, with which a process gives up the file system but for the folders that it
// names, for good and for all its children. The user's documents are then out of reach even for a
// page that has broken out of Chromium.

#pragma once

#include <QStringList>

namespace preview {

struct ReachableFiles
{
    QStringList readable; // with all that is in them; what does not exist is left out
    QStringList writable;
};

// What Qt WebEngine, a display and fonts need, and the folder that keeps the app's data, if any.
ReachableFiles filesOfPreview(const QString& dataFolder);

// False where the kernel has no Landlock; the process is then as it was.
bool fenceFiles(const ReachableFiles& files);

} // namespace preview
