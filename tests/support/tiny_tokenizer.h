// The 512-token tokenizer of tests/data/golden/tiny-a, and the files around it.

#pragma once

#include "engine/tokenizer.h"

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace checks {

// The bytes of a file below tests/data; empty when it cannot be read, which no golden file is.
std::string readData(std::string_view relative);

// Keeps the order of the names, so that tools are printed as they were written.
nlohmann::ordered_json readDataJson(std::string_view relative);

engine::Result<engine::Vocabulary> tinyVocabulary();
engine::Result<engine::Tokenizer> tinyTokenizer();

} // namespace checks
