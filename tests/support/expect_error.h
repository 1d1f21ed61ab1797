// EXPECT_ERROR(result, {"model.gguf", "tensor x", "12", "34"}): there is an error, and its sentence
// names all of these.

#pragma once

#include "engine/result.h"
#include "tests/checks/check.h"

#include <initializer_list>

namespace checks {

template <class T>
void expectError(Context& context, const char* file, int line, const std::string& what,
                 const engine::Result<T>& result, const std::vector<std::string>& parts)
{
    if (result) {
        context.fail(file, line, what + " is no error");
        return;
    }
    const std::string& sentence = result.error().message;
    for (const std::string& part : parts)
        if (sentence.find(part) == std::string::npos)
            context.fail(file, line,
                         what + ": \"" + sentence + "\" does not name \"" + part + "\"");
    if (sentence.find('\n') != std::string::npos)
        context.fail(file, line, what + ": the sentence has several lines: " + sentence);
}

} // namespace checks

#define EXPECT_ERROR(result, ...)                                                                  \
    checks::expectError(context, __FILE__, __LINE__, #result, result,                              \
                        std::vector<std::string>(__VA_ARGS__))
