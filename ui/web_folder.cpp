#include "ui/web_folder.h"

#include <QCoreApplication>
#include <QDir>

namespace ui {

QString webFolder()
{
    QString named = qEnvironmentVariable("LEVIN_WEB");
    if (!named.isEmpty())
        return named;
    return QDir::cleanPath(QCoreApplication::applicationDirPath()
                           + QStringLiteral("/../share/levin/web"));
}

} // namespace ui
