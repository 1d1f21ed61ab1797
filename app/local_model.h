// Opens a model on this computer. Any thread.

#pragma once

#include "app/opened_model.h"

namespace app {

// A GGUF file, a folder, or any file of a model folder that is no GGUF file. What it needs is known from
// the file's description, before any weight is read.
engine::Result<OpenedModel> openLocalModel(const QString& path, qint64 mostBytes);

} // namespace app
