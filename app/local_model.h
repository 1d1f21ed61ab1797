// Opens a model on this computer. Any thread.

#pragma once

#include "app/opened_model.h"

namespace app {

// A GGUF file, a folder, or any file of a model folder that is no GGUF file.
engine::Result<OpenedModel> openLocalModel(const QString& path);

} // namespace app
