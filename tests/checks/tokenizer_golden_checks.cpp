// The tokenizer against golden/tokenizer_golden.json. Its ids for the full vocabulary of MiniMax-M1
// ("m1_ids") are not checked: the 199,744 merges they need are not part of the test data.

#include "engine/model_file.h"
#include "engine/pre_tokenizer.h"
#include "engine/tokenizer.h"
#include "tests/checks/check.h"
#include "tests/support/tiny_tokenizer.h"

namespace {

using namespace engine;

std::string shownIds(const std::vector<std::int32_t>& ids)
{
    std::string text;
    for (const std::int32_t id : ids)
        text += std::to_string(id) + ' ';
    return text;
}

} // namespace

LEVIN_CHECK(tokenizerIdsAreTheReferences)
{
    const Result<Tokenizer> tokenizer = checks::tinyTokenizer();
    REQUIRE_OK(tokenizer);
    const nlohmann::ordered_json golden = checks::readDataJson("golden/tokenizer_golden.json");
    EXPECT_EQ(golden.size(), 32u);
    for (const auto& entry : golden) {
        const std::string text = entry["text"];
        const std::vector<std::int32_t> wanted = entry["tiny_ids"];
        const std::vector<std::int32_t> ids = tokenizer->encode(text, SpecialTokens::Parse);
        EXPECT_EQ(shownIds(ids), shownIds(wanted));
    }
}

LEVIN_CHECK(tokenizerIsTheSameFromEveryFormat)
{
    const Result<Vocabulary> wanted = checks::tinyVocabulary();
    REQUIRE_OK(wanted);
    for (const char* path : {"golden/tiny-a", "golden/tiny-a/tiny-a.gguf"}) {
        const Result<ModelFile> file = ModelFile::open(checks::dataPath(path));
        REQUIRE_OK(file);
        REQUIRE(file->vocabulary().has_value());
        EXPECT(file->vocabulary()->tokens == wanted->tokens);
        EXPECT(file->vocabulary()->merges == wanted->merges);
        EXPECT(file->vocabulary()->preTokenizer == PreTokenizer::O200k);
        const Result<Tokenizer> tokenizer = Tokenizer::create(*file->vocabulary());
        REQUIRE_OK(tokenizer);
        for (const auto& entry : checks::readDataJson("golden/tokenizer_golden.json")) {
            const std::string text = entry["text"];
            const std::vector<std::int32_t> ids = entry["tiny_ids"];
            EXPECT(tokenizer->encode(text, SpecialTokens::Parse) == ids);
        }
    }
}

LEVIN_CHECK(tokenizerPiecesAreTheReferences)
{
    const Result<PieceSplitter> splitter = PieceSplitter::create(PreTokenizer::O200k);
    REQUIRE_OK(splitter);
    int compared = 0;
    for (const auto& entry : checks::readDataJson("golden/tokenizer_golden.json")) {
        const std::string text = entry["text"];
        if (text.starts_with("<begin_of_document>")) // no splitter ever sees control tokens
            continue;
        PieceSplitter::Pieces pieces(*splitter, text);
        for (const std::string piece : entry["pieces"])
            EXPECT_EQ(pieces.next(), piece);
        EXPECT_EQ(pieces.next(), "");
        ++compared;
    }
    EXPECT_EQ(compared, 31);
}
