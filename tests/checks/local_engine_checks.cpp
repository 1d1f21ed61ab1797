// LocalEngine on tiny-a, whose random weights say nothing of sense but always the same.

#include "engine/local_engine.h"
#include "tests/checks/check.h"

namespace {

using engine::Conversation;
using engine::EngineOptions;
using engine::Finish;
using engine::Listener;
using engine::LocalEngine;
using engine::Message;
using engine::PlainText;
using engine::Request;
using engine::Result;
using engine::Role;
using engine::Summary;
using engine::TokenIds;

EngineOptions options()
{
    EngineOptions options;
    options.threads = 2;
    options.chunkTokens = 16;
    return options;
}

Message message(Role role, const std::string& text)
{
    Message value;
    value.role = role;
    value.text = text;
    return value;
}

Request greedy(int maxNewTokens)
{
    Request request;
    request.sampling.temperature = 0.0f;
    request.maxNewTokens = maxNewTokens;
    request.ignoreEndTokens = true;
    return request;
}

struct Answer
{
    Summary summary;
    std::string text;
    std::vector<std::int32_t> ids;
};

Answer ask(checks::Context& context, LocalEngine& engine, const Request& request,
           std::stop_token stop = {}, std::function<void()> onToken = {})
{
    Answer answer;
    Listener listener;
    listener.onBytes = [&](std::string_view bytes) { answer.text += bytes; };
    listener.onToken = [&](std::int32_t id) {
        answer.ids.push_back(id);
        if (onToken)
            onToken();
    };
    const Result<Summary> summary = engine.generate(request, listener, stop);
    if (summary)
        answer.summary = *summary;
    else
        context.fail(__FILE__, __LINE__, summary.error().message);
    return answer;
}

} // namespace

#define OPEN_ENGINE(name)                                                                          \
    Result<std::unique_ptr<LocalEngine>> name##Result =                                            \
        LocalEngine::open(checks::dataPath("golden/tiny-a"), options());                           \
    REQUIRE_OK(name##Result);                                                                      \
    LocalEngine& name = **name##Result

LEVIN_CHECK(engineSecondTurnReadsOnlyWhatIsNew)
{
    OPEN_ENGINE(engine);
    Conversation conversation;
    conversation.messages = {message(Role::System, "Be brief."), message(Role::User, "Hello!")};
    Request request = greedy(10);
    request.prompt = conversation;
    const Answer first = ask(context, engine, request);
    EXPECT_EQ(first.summary.reusedTokens, 0);
    EXPECT_EQ(first.summary.readTokens, first.summary.promptTokens);
    EXPECT_EQ(first.summary.newTokens, 10);
    EXPECT(first.summary.finish == Finish::TokenLimit);
    EXPECT_EQ(first.text, engine.tokenizer()->decode(first.ids));

    // Asking the same again takes up the state behind the prompt and says the same.
    const Answer again = ask(context, engine, request);
    EXPECT_EQ(again.summary.reusedTokens, first.summary.promptTokens);
    EXPECT_EQ(again.summary.readTokens, 0);
    EXPECT(again.ids == first.ids);

    conversation.messages.push_back(message(Role::Assistant, "A short answer."));
    conversation.messages.push_back(message(Role::User, "And then?"));
    request.prompt = conversation;
    const Answer second = ask(context, engine, request);
    // At least everything up to the end of the first user's turn is known.
    EXPECT(second.summary.reusedTokens >= first.summary.promptTokens);
    EXPECT_EQ(second.summary.reusedTokens + second.summary.readTokens, second.summary.promptTokens);

    // An edited first message goes back to the end of the system's turn.
    conversation.messages[1].text = "Good day!";
    request.prompt = conversation;
    const Answer edited = ask(context, engine, request);
    EXPECT(edited.summary.reusedTokens > 0);
    EXPECT(edited.summary.reusedTokens < first.summary.promptTokens);

    OPEN_ENGINE(fresh);
    const Answer wanted = ask(context, fresh, request);
    EXPECT(edited.ids == wanted.ids);
}

LEVIN_CHECK(engineReadingAheadMakesTheQuestionCheap)
{
    OPEN_ENGINE(engine);
    const std::string document(400, 'x');
    Request read = greedy(0);
    read.prompt = PlainText{document};
    const Answer ahead = ask(context, engine, read);
    EXPECT(ahead.summary.finish == Finish::TokenLimit);
    EXPECT_EQ(ahead.summary.newTokens, 0);
    EXPECT_EQ(ahead.summary.readTokens, ahead.summary.promptTokens);

    Request question = greedy(3);
    std::vector<std::int32_t> ids(engine.session().tokens().begin(),
                                  engine.session().tokens().end());
    ids.push_back(5);
    question.prompt = TokenIds{ids};
    const Answer answer = ask(context, engine, question);
    EXPECT_EQ(answer.summary.readTokens, 1);
    EXPECT_EQ(answer.ids.size(), 3u);
}

LEVIN_CHECK(engineStopEndsTheAnswerAndKeepsIt)
{
    OPEN_ENGINE(engine);
    Request request = greedy(50);
    request.prompt = PlainText{"Once upon a time"};
    const Answer whole = ask(context, engine, request);

    std::stop_source source;
    int tokens = 0;
    const Answer stopped = ask(context, engine, request, source.get_token(), [&] {
        if (++tokens == 4)
            source.request_stop();
    });
    EXPECT(stopped.summary.finish == Finish::Stopped);
    EXPECT_EQ(stopped.summary.newTokens, 4);
    EXPECT(std::equal(stopped.ids.begin(), stopped.ids.end(), whole.ids.begin()));

    // Stopped while the prompt is read: no answer, and what was read is reused.
    std::stop_source early;
    Listener listener;
    listener.onPrefill = [&](std::int64_t done, std::int64_t total) {
        EXPECT_EQ(total, 100);
        if (done == 32)
            early.request_stop();
    };
    request.prompt = TokenIds{std::vector<std::int32_t>(100, 7)};
    const Result<Summary> summary = engine.generate(request, listener, early.get_token());
    REQUIRE_OK(summary);
    EXPECT(summary->finish == Finish::Stopped);
    EXPECT_EQ(summary->readTokens, 32);
    EXPECT_EQ(summary->reusedTokens, 0);
    EXPECT_EQ(summary->newTokens, 0);
    const Answer resumed = ask(context, engine, request);
    EXPECT_EQ(resumed.summary.reusedTokens, 32);
    EXPECT_EQ(resumed.summary.readTokens, 68);
}

LEVIN_CHECK(engineEndsForEachReason)
{
    OPEN_ENGINE(engine);
    Request request = greedy(40);
    request.prompt = TokenIds{{1, 2, 3, 4, 5}};
    const Answer whole = ask(context, engine, request);
    REQUIRE(whole.ids.size() == 40);

    // Its own text from the tenth token on, as a stop string; an earlier occurrence ends it, too.
    Request stopping = request;
    const std::string tail = engine.tokenizer()->decode(std::span(whole.ids).subspan(10, 4));
    REQUIRE(!tail.empty());
    stopping.stopStrings = {tail};
    const Answer cut = ask(context, engine, stopping);
    EXPECT(cut.summary.finish == Finish::StopString);
    EXPECT_EQ(cut.text, whole.text.substr(0, whole.text.find(tail)));

    Request looping = request;
    looping.loop = {5, 0.0f}; // every token counts as certain
    const Answer loop = ask(context, engine, looping);
    EXPECT(loop.summary.finish == Finish::Loop);
    EXPECT_EQ(loop.summary.newTokens, 5);

    Request full = request;
    full.prompt = TokenIds{std::vector<std::int32_t>(4090, 9)}; // the limit is 4,096
    const Answer context7 = ask(context, engine, full);
    EXPECT(context7.summary.finish == Finish::ContextFull);
    EXPECT_EQ(context7.summary.newTokens, 7); // the last one is told, but can no longer be read
}

LEVIN_CHECK(engineEndsAtTheEndToken)
{
    OPEN_ENGINE(engine);
    const auto end = engine.tokenizer()->idOf("<end_of_sentence>");
    REQUIRE(end.has_value());
    EXPECT(engine.file().endTokens() == std::vector<std::int32_t>{*end});

    // A random model says it sooner or later when it is asked often enough.
    Request request = greedy(400);
    request.ignoreEndTokens = false;
    request.sampling.temperature = 5.0f;
    request.sampling.topP = 1.0f;
    request.prompt = TokenIds{{1}};
    bool hasEnded = false;
    for (std::uint64_t seed = 1; seed <= 20 && !hasEnded; ++seed) {
        request.sampling.seed = seed;
        const Answer answer = ask(context, engine, request);
        hasEnded = answer.summary.finish == Finish::EndOfTurn;
        EXPECT(std::find(answer.ids.begin(), answer.ids.end(), *end) == answer.ids.end());
        // Nor does it go on with another turn in the name of somebody else.
        for (const char* name : {"<begin_of_document>", "<beginning_of_sentence>"})
            if (const auto begin = engine.tokenizer()->idOf(name))
                EXPECT(std::find(answer.ids.begin(), answer.ids.end(), *begin) == answer.ids.end());
    }
    EXPECT(hasEnded);
}

LEVIN_CHECK(engineWithoutTokenizerStillContinuesIds)
{
    Result<std::unique_ptr<LocalEngine>> opened =
        LocalEngine::open(checks::dataPath("golden/tiny-b"), options());
    REQUIRE_OK(opened);
    Request request = greedy(4);
    request.prompt = TokenIds{{1, 2, 3}};
    const Answer answer = ask(context, **opened, request);
    EXPECT_EQ(answer.ids.size(), 4u);
    EXPECT_EQ(answer.text, "");

    request.prompt = PlainText{"text"};
    const Result<Summary> refused = (*opened)->generate(request, {}, {});
    REQUIRE(!refused);
    EXPECT(refused.error().code == engine::ErrorCode::NotSupported);
    EXPECT(refused.error().message.find("tok") != std::string::npos);
}

LEVIN_CHECK(engineReadsADocumentOnceForTwoQuestions)
{
    OPEN_ENGINE(engine);
    std::string document;
    for (int i = 0; i < 40; ++i)
        document += "a line of the document\n";
    std::int64_t reused = 0;
    for (const char* question : {"first?", "second?"}) {
        Message message;
        message.text = document + question;
        message.boundaries = {document.size()};
        Request request = greedy(3);
        request.prompt = Conversation{{message}, {}, false};
        reused = ask(context, engine, request).summary.reusedTokens;
    }
    EXPECT(reused > 100);
}
