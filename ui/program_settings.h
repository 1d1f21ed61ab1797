// ProgramSettings: what the user chose for the program as a whole.

#pragma once

#include "ui/colours.h"
#include "ui/composer.h"

#include <QString>

namespace ui {

struct ProgramSettings
{
    Appearance appearance = Appearance::Desktop;
    QString language; // a name of QLocale, such as zh_CN; empty: the system's
    SendKey sendKey = SendKey::Enter;
    bool isThinkingShown = true;
    QString modelFolder;      // where opening a model begins
    int readingGibibytes = 0; // that saved readings may take on disk; 0: as the program thinks fit

    bool operator==(const ProgramSettings&) const = default;
};

} // namespace ui
