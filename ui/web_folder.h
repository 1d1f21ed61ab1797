// Where the web libraries lie that set-up installs from npm: beside the program, in the build folder
// as in an installation. $LEVIN_WEB names another folder.

#pragma once

#include <QString>

namespace ui {

QString webFolder();

} // namespace ui
