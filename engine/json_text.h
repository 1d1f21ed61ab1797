// JSON as prompts print it: on one line, ", " and ": " between values, names in their order, all
// characters but control ones as they are. This is what tojson gives in the chat templates of
// Hugging Face models (Python's json.dumps with ensure_ascii=False), not Jinja's own tojson, which
// sorts names and escapes < > & '.

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace engine {

// The object, printed like that; numbers stay as they are written. None when the text is not one
// JSON object.
std::optional<std::string> jsonObjectOnOneLine(std::string_view json);

// The string with its quotes and escapes. The text must be UTF-8; stray bytes become U+FFFD.
std::string jsonString(std::string_view text);

} // namespace engine
