// The model that comes with Levin (resources/models), so that the first minute needs no download.

#pragma once

#include <QString>

namespace app {

// Empty where it was not installed.
QString builtInModel();

} // namespace app
