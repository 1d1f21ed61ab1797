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
    QString modelFolder; // where opening a model begins

    bool operator==(const ProgramSettings&) const = default;
};

} // namespace ui
