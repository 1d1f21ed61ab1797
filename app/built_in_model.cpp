#include "app/built_in_model.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace app {

QString builtInModel()
{
    // The same place beside the program in a build folder and where it was installed.
    const QString path =
        QDir::cleanPath(QCoreApplication::applicationDirPath()
                        + QStringLiteral("/../share/levin/models/levin-small.gguf"));
    return QFileInfo::exists(path) ? path : QString();
}

} // namespace app
