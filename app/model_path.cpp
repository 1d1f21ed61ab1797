#include "app/model_path.h"

#include <QDir>
#include <QFileInfo>

namespace app {

bool isModel(const QString& path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return true;
    const QStringList endings{QStringLiteral("gguf"), QStringLiteral("safetensors")};
    if (info.isFile())
        return endings.contains(info.suffix().toLower());
    const QDir folder(path);
    return folder.exists(QStringLiteral("config.json"))
               ? !folder.entryList({QStringLiteral("*.safetensors")}, QDir::Files).isEmpty()
               : !folder.entryList({QStringLiteral("*.gguf")}, QDir::Files).isEmpty();
}

} // namespace app
