// The program's settings in its settings file.

#pragma once

#include "ui/program_settings.h"

class QSettings;

namespace app {

// What is missing or unknown keeps its default.
ui::ProgramSettings readProgramSettings(const QSettings& settings);
void writeProgramSettings(QSettings& settings, const ui::ProgramSettings& chosen);

} // namespace app
