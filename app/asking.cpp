#include "app/asking.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace app {
namespace {

const auto kMode = QStringLiteral("mode");
const auto kKind = QStringLiteral("scope");
const auto kFile = QStringLiteral("file");
const auto kBegin = QStringLiteral("begin");
const auto kEnd = QStringLiteral("end");

} // namespace

QString toText(const Asking& asking)
{
    const QJsonObject json{{kMode, int(asking.mode)},
                           {kKind, int(asking.scope.kind)},
                           {kFile, asking.scope.file},
                           {kBegin, qint64(asking.scope.begin)},
                           {kEnd, qint64(asking.scope.end)}};
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

Asking askingFrom(const QString& text)
{
    const QJsonObject json = QJsonDocument::fromJson(text.toUtf8()).object();
    Asking asking;
    asking.mode = ui::AskMode(std::clamp(json[kMode].toInt(), 0, int(ui::AskMode::BySections)));
    asking.scope.kind =
        ui::Scope::Kind(std::clamp(json[kKind].toInt(), 0, int(ui::Scope::Kind::Selection)));
    asking.scope.file = json[kFile].toString();
    asking.scope.begin = json[kBegin].toInteger();
    asking.scope.end = json[kEnd].toInteger();
    return asking;
}

} // namespace app
