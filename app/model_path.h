// Which of the files that people drop and name are models, and which are documents.

#pragma once

#include <QString>

namespace app {

// A GGUF or safetensors file, or a folder that holds a model of these. What is not there at all
// counts as a model, too: opening it says so.
bool isModel(const QString& path);

} // namespace app
