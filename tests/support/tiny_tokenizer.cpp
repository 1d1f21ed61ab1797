#include "tests/support/tiny_tokenizer.h"

#include "engine/tokenizer_json.h"
#include "tests/checks/check.h"

#include <fstream>
#include <iterator>

namespace checks {

std::string readData(std::string_view relative)
{
    std::ifstream file(dataPath(relative), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

nlohmann::ordered_json readDataJson(std::string_view relative)
{
    return nlohmann::ordered_json::parse(readData(relative));
}

engine::Result<engine::Vocabulary> tinyVocabulary()
{
    return engine::parseTokenizerJson(readData("golden/tiny-a/tokenizer.json"), "tokenizer.json");
}

engine::Result<engine::Tokenizer> tinyTokenizer()
{
    const engine::Result<engine::Vocabulary> vocabulary = tinyVocabulary();
    if (!vocabulary)
        return vocabulary.error();
    return engine::Tokenizer::create(*vocabulary);
}

} // namespace checks
