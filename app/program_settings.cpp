#include "app/program_settings.h"

#include <QSettings>

#include <algorithm>

namespace app {
namespace {

const auto kAppearance = QStringLiteral("window/appearance");
const auto kLanguage = QStringLiteral("window/language");
const auto kSendKey = QStringLiteral("window/sendKey");
const auto kThinking = QStringLiteral("window/thinking");
const auto kModelFolder = QStringLiteral("models/folder");
const auto kReadings = QStringLiteral("documents/gibibytes");

} // namespace

ui::ProgramSettings readProgramSettings(const QSettings& settings)
{
    ui::ProgramSettings read;
    const int appearance = settings.value(kAppearance).toInt();
    if (appearance > 0 && appearance <= int(ui::Appearance::Dark))
        read.appearance = ui::Appearance(appearance);
    read.language = settings.value(kLanguage).toString();
    if (settings.value(kSendKey).toInt() == int(ui::SendKey::ControlEnter))
        read.sendKey = ui::SendKey::ControlEnter;
    read.isThinkingShown = settings.value(kThinking, true).toBool();
    read.modelFolder = settings.value(kModelFolder).toString();
    read.readingGibibytes = std::clamp(settings.value(kReadings).toInt(), 0, 100'000);
    return read;
}

void writeProgramSettings(QSettings& settings, const ui::ProgramSettings& chosen)
{
    settings.setValue(kAppearance, int(chosen.appearance));
    settings.setValue(kLanguage, chosen.language);
    settings.setValue(kSendKey, int(chosen.sendKey));
    settings.setValue(kThinking, chosen.isThinkingShown);
    settings.setValue(kModelFolder, chosen.modelFolder);
    settings.setValue(kReadings, chosen.readingGibibytes);
}

} // namespace app
