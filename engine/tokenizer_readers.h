// The vocabulary and the chat template of each format. NotSupported means that the file is sound,
// but made for another kind of tokenizer.

#pragma once

#include "engine/file_bytes.h"
#include "engine/gguf.h"
#include "engine/result.h"
#include "engine/vocabulary.h"

#include <optional>

namespace engine {

// At most `rows` tokens: as many as the embedding has rows.
Result<Vocabulary> ggufVocabulary(const GgufFile& file, int rows);
Result<Vocabulary> hfVocabulary(const FileBytes& tokenizerJson, int rows);

// chat_template.jinja, else the chat_template of tokenizer_config.json, else empty.
Result<std::string> hfChatTemplate(const std::optional<FileBytes>& jinja,
                                   const std::optional<FileBytes>& tokenizerConfig);

} // namespace engine
