// The model that comes with Levin, through the engine as the window uses it. What it can do is measured
// by tools/training/evaluate; here it must open and do what the start page offers.

#include "engine/local_engine.h"
#include "tests/checks/check.h"

#include <filesystem>
#include <memory>
#include <utility>

namespace {

using engine::LocalEngine;
using engine::Result;

constexpr const char* kModel = LEVIN_BUILT_IN_MODEL;

// Null, and the check skipped or failed, where it cannot be opened.
std::unique_ptr<LocalEngine> openedModel(checks::Context& context)
{
    if (!std::filesystem::exists(kModel)) {
        context.skip("there is no built-in model in this source tree");
        return nullptr;
    }
    Result<std::unique_ptr<LocalEngine>> opened = LocalEngine::open(kModel, {});
    if (!opened) {
        context.fail(__FILE__, __LINE__, opened.error().message);
        return nullptr;
    }
    return std::move(*opened);
}

std::string answerTo(checks::Context& context, LocalEngine& engine, const std::string& question,
                     int mostTokens)
{
    engine::Message message;
    message.text = question;
    engine::Request request;
    request.prompt = engine::Conversation{{message}, {}, false};
    request.maxNewTokens = mostTokens;
    request.sampling.temperature = 0.0f; // as the file recommends
    std::string answer;
    engine::Listener listener;
    listener.onBytes = [&](std::string_view bytes) { answer += bytes; };
    const auto summary = engine.generate(request, listener, {});
    if (!summary)
        context.fail(__FILE__, __LINE__, summary.error().message);
    return answer;
}

} // namespace

LEVIN_CHECK(builtInModelDoesWhatTheStartPageOffers)
{
    const std::unique_ptr<LocalEngine> opened = openedModel(context);
    if (!opened)
        return;
    LocalEngine& engine = *opened;
    EXPECT_EQ(engine.file().config().name, "Levin Small");
    EXPECT(engine.file().recommended().temperature == 0.0f);

    EXPECT(answerTo(context, engine, "What can you do?", 100).find("web apps")
           != std::string::npos);
    for (const char* request : {"Make a maze with purple walls and a gold path.",
                                "做一个迷宫，颜色是紫色，路径颜色是金色。"})
    {
        const std::string page = answerTo(context, engine, request, 2500);
        EXPECT(page.find("<!DOCTYPE html>") != std::string::npos);
        EXPECT(page.find("</html>\n```") != std::string::npos);
        EXPECT(page.find("const wall = \"purple\";") != std::string::npos);
        EXPECT(page.find("const path = \"gold\";") != std::string::npos);
    }
    const std::string quote = answerTo(context, engine,
                                       "<document name=\"contract.txt\">\n"
                                       "The parties shall act in good faith. [1.1]\n"
                                       "The fee of Lorvane is 4280 euros. [1.2]\n"
                                       "The notice period of Lorvane is 45 days. [1.3]\n"
                                       "Torvune delivers to Kasdorf. [2.1]\n"
                                       "The contact person of Torvune is Mirel. [2.2]\n"
                                       "</document>\n\nWhat is the fee of Lorvane?",
                                       60);
    EXPECT_EQ(quote, "> The fee of Lorvane is 4280 euros. [1.2]");
}

LEVIN_CHECK(builtInModelThinksBeforeItWritesAPage)
{
    const std::unique_ptr<LocalEngine> opened = openedModel(context);
    if (!opened)
        return;
    const std::string answer = answerTo(
        context, *opened, "Make a typing test with a dark theme and a limit of 45 seconds.", 2500);
    const std::size_t end = answer.find("\n</think>\n\n");
    EXPECT(answer.starts_with("<think>\n"));
    EXPECT(end != std::string::npos);
    const std::string thinking = answer.substr(0, end);
    EXPECT(thinking.find(" -> theme=dark\n") != std::string::npos);
    EXPECT(thinking.ends_with(" -> seconds=45"));
    // What was decided is what the page does.
    EXPECT(answer.find("<body class=\"dark\">", end) != std::string::npos);
    EXPECT(answer.find("const seconds = 45;", end) != std::string::npos);
}
