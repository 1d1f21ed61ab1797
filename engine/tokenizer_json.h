// Reads the vocabulary from a Hugging Face tokenizer.json. Byte-level byte-pair vocabularies without
// a normalizer are supported; whatever else a file asks for is refused by name instead of being
// tokenized wrongly.

#pragma once

#include "engine/result.h"
#include "engine/vocabulary.h"

#include <string>
#include <string_view>

namespace engine {

// The file's name is for the sentences of errors.
Result<Vocabulary> parseTokenizerJson(std::string_view json, const std::string& fileName);

} // namespace engine
