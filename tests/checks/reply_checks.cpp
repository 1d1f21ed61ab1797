// The parser of replies: what it makes of them, and that no cut of the text changes it.

#include "engine/reply_parser.h"
#include "engine/utf8.h"
#include "tests/checks/check.h"

#include <random>

namespace {

using namespace engine;

// A reply as the events tell it, joined: "T(thinking)C(content)S0(name)A0(args)F0(name args)M(line)".
class Story
{
public:
    explicit Story(checks::Context& context) : m_context(context) {}

    void take(const std::vector<ReplyEvent>& events)
    {
        for (const ReplyEvent& event : events)
            std::visit([this](const auto& value) { on(value); }, event);
    }

    std::string told() const { return m_told + (m_open.empty() ? "" : ")"); }

private:
    void on(const ThinkingText& event) { add("T", event.text); }
    void on(const ContentText& event) { add("C", event.text); }
    void on(const ToolCallStarted& event)
    {
        m_arguments.clear();
        add("S" + std::to_string(event.index), event.name);
        close();
    }
    void on(const ToolCallArguments& event)
    {
        m_arguments += event.delta;
        add("A" + std::to_string(event.index), event.delta);
    }
    void on(const ToolCallFinished& event)
    {
        checks::Context& context = m_context;
        EXPECT_EQ(m_arguments, event.arguments);
        add("F" + std::to_string(event.index), event.name);
        close();
    }
    void on(const MalformedToolCall& event)
    {
        add(event.hadStarted ? "V" : "M", event.line);
        close();
    }

    void add(const std::string& kind, const std::string& text)
    {
        checks::Context& context = m_context;
        EXPECT(!text.empty());
        if (m_open != kind) {
            close();
            m_told += kind + "(";
            m_open = kind;
        }
        m_told += text;
    }
    void close()
    {
        if (!m_open.empty())
            m_told += ")";
        m_open.clear();
    }

    checks::Context& m_context;
    std::string m_told;
    std::string m_open;
    std::string m_arguments;
};

std::string told(checks::Context& context, std::initializer_list<std::string_view> chunks)
{
    ReplyParser parser;
    Story story(context);
    for (const std::string_view chunk : chunks)
        story.take(parser.feed(chunk));
    story.take(parser.finish());
    return story.told();
}

std::string toldByteByByte(checks::Context& context, std::string_view reply)
{
    ReplyParser parser;
    Story story(context);
    for (const char c : reply)
        story.take(parser.feed(std::string_view(&c, 1)));
    story.take(parser.finish());
    return story.told();
}

struct Row
{
    std::string_view reply;
    std::string_view told;
};

constexpr Row kRows[] = {
    {"", ""},
    {"Hello.", "C(Hello.)"},
    {"  Hello.\n", "C(  Hello.\n)"},
    {" \n", "C( \n)"},
    {"<think>\nso\n</think>\n\nHello.", "T(\nso\n)C(\n\nHello.)"},
    {" \n<think>a</think>b", "T(a)C(b)"},
    {"<think>a</think>", "T(a)"},
    {"<think></think>b", "C(b)"},
    {"<think>still at it </thin", "T(still at it </thin)"},
    {"<think", "C(<think)"},
    {"<thinks>a", "C(<thinks>a)"},
    {"a <think>b</think>", "C(a <think>b</think>)"},
    {"<think>a <think> b</think> c</think>", "T(a <think> b)C( c</think>)"},
    {"<think><tool_calls>\n{}\n</tool_calls></think>b", "T(<tool_calls>\n{}\n</tool_calls>)C(b)"},
    {"1 < 2 <tool <tool_call> </think>", "C(1 < 2 <tool <tool_call> </think>)"},
    {"<<think>", "C(<<think>)"},
    {"a<tool_calls>\n{\"name\": \"f\", \"arguments\": {\"x\": [1, {\"y\": \"}\"}]}}\n</tool_calls>",
     "C(a)S0(f)A0({\"x\": [1, {\"y\": \"}\"}]})F0(f)"},
    {"<tool_calls>\n{\"name\": \"f\", \"arguments\": {}}\n \n{\"name\": \"g\", \"arguments\": "
     "{\"a\": 1}}\n"
     "</tool_calls>\nbye",
     "S0(f)A0({})F0(f)S1(g)A1({\"a\": 1})F1(g)C(\nbye)"},
    {"<tool_calls>{\"name\":\"f\",\"arguments\":{}}</tool_calls>", "S0(f)A0({})F0(f)"},
    // No end tag at the end of the reply.
    {"<tool_calls>\n{\"name\": \"f\", \"arguments\": {}}\n", "S0(f)A0({})F0(f)"},
    {"<tool_calls>\n{\"name\": \"f\", \"arguments\": {}}", "S0(f)A0({})F0(f)"},
    {"<tool_calls>\n{\"name\": \"f\", \"arguments\": {\"a", "S0(f)A0({\"a)V({\"name\": \"f\", "
                                                            "\"arguments\": {\"a)"},
    {"<tool_calls>", ""},
    {"<tool_calls>\n</tool_calls>", ""},
    // Arguments first, arguments in a string, more members, escapes.
    {"<tool_calls>\n{\"arguments\": {\"b\": 2}, \"name\": \"f\"}\n", "S0(f)A0({\"b\": 2})F0(f)"},
    {"<tool_calls>\n{\"name\": \"f\", \"arguments\": \"{\\\"a\\\": \\\"\\u00e9\\\"}\"}\n",
     "S0(f)A0({\"a\": \"é\"})F0(f)"},
    {"<tool_calls>\n{\"id\": 7, \"na\\u006de\": \"f\\n\", \"x\": null, \"arguments\": {}}\n",
     "S0(f\n)A0({})F0(f\n)"},
    {"<tool_calls>\r\n\t{ \"name\" : \"f\" , \"arguments\" : { } } \r\n</tool_calls>",
     "S0(f)A0({ })F0(f)"},
    // The end tag inside of an argument is an argument; in a broken line it is the end.
    {"<tool_calls>\n{\"name\": \"f\", \"arguments\": {\"t\": \"</tool_calls>\"}}\n</tool_calls>z",
     "S0(f)A0({\"t\": \"</tool_calls>\"})F0(f)C(z)"},
    {"<tool_calls>\n{\"name\": \"f</tool_calls> z\nmore", "M({\"name\": \"f)C( z\nmore)"},
    {"<tool_calls>{\"name\": \"f</tool_calls> z", "M({\"name\": \"f)C( z)"},
    {"<tool_calls>{\"a</tool_calls>x<tool_calls>7</tool_calls>y", "M({\"a)C(x)M(7)C(y)"},
    {"<tool_calls>{\"a</tool_calls>x<tool_calls>{\"b", "M({\"a</tool_calls>x<tool_calls>{\"b)"},
    {"<tool_calls>\n{\"name\": 7</tool_calls>z", "M({\"name\": 7)C(z)"},
    // Lines that are no calls are reported, and the others kept.
    {"<tool_calls>\n```json\n{\"name\": \"f\", \"arguments\": {}}\n[1]\n</tool_calls>",
     "M(```json)S0(f)A0({})F0(f)M([1])"},
    {"<tool_calls>\n{\"name\": \"f\"}\n{\"name\": \"g\", \"arguments\": {}}\n",
     "S0(f)V({\"name\": \"f\"})S0(g)A0({})F0(g)"},
    {"<tool_calls>\n{\"arguments\": {}}\n", "M({\"arguments\": {}})"},
    {"<tool_calls>\n{\"name\": \"\", \"arguments\": {}}\n",
     "M({\"name\": \"\", \"arguments\": {}})"},
    {"<tool_calls>\n{\"name\": [\"f\"], \"arguments\": {}}\n",
     "M({\"name\": [\"f\"], \"arguments\": {}})"},
    {"<tool_calls>\n{\"name\": \"f\", \"arguments\": [1]}\n",
     "S0(f)V({\"name\": \"f\", \"arguments\": [1]})"},
    {"<tool_calls>\n{\"name\": \"f\", \"arguments\": \"[1]\"}\n",
     "S0(f)V({\"name\": \"f\", \"arguments\": \"[1]\"})"},
    {"<tool_calls>\n{\"name\": \"f\", \"arguments\": {}, }\n",
     "S0(f)A0({})V({\"name\": \"f\", \"arguments\": {}, })"},
    {"<tool_calls>\n{\"name\": \"f\", \"arguments\": {}} x\n",
     "S0(f)A0({})V({\"name\": \"f\", \"arguments\": {}} x)"},
    {"<tool_calls>\n{\"name\": \"f\", \"name\": \"g\", \"arguments\": {}}\n",
     "S0(f)A0({})V({\"name\": \"f\", \"name\": \"g\", \"arguments\": {}})"},
    {"<tool_calls>\n{\"name\": \"f\", \"arguments\": {\"city\": \"Oslo\"}, \"arguments\": {}}\n",
     "S0(f)A0({\"city\": \"Oslo\"})V({\"name\": \"f\", \"arguments\": {\"city\": \"Oslo\"}, "
     "\"arguments\": {}})"},
    {"<tool_calls>\n{\"name\": \"f\", \"arguments\": {\"a\": ]}\n",
     "S0(f)A0({\"a\": ])V({\"name\": \"f\", \"arguments\": {\"a\": ]})"},
    // Two blocks, and characters of several bytes everywhere.
    {"<think>né</think>是<tool_calls>\n{\"name\": \"天\", \"arguments\": {\"市\": "
     "\"北京\"}}\n</tool_calls>😀<tool_calls>\n{\"name\": \"g\", \"arguments\": {}}\n</tool_calls>",
     "T(né)C(是)S0(天)A0({\"市\": \"北京\"})F0(天)C(😀)S1(g)A1({})F1(g)"},
};

} // namespace

LEVIN_CHECK(replyIsTakenApart)
{
    for (const Row& row : kRows)
        EXPECT_EQ(told(context, {row.reply}), row.told);
}

LEVIN_CHECK(replyIsTheSameHoweverItIsCut)
{
    for (const Row& row : kRows) {
        EXPECT_EQ(toldByteByByte(context, row.reply), row.told);
        for (std::size_t cut = 0; cut <= row.reply.size(); ++cut)
            EXPECT_EQ(told(context, {row.reply.substr(0, cut), row.reply.substr(cut)}), row.told);
    }
}

LEVIN_CHECK(replyIsTheSameInRandomPieces)
{
    std::mt19937 random(17);
    const std::string_view parts[] = {"<think>",
                                      "</think>",
                                      "<tool_calls>",
                                      "</tool_calls>",
                                      "\n",
                                      "{\"name\": \"f\", \"arguments\": {",
                                      "}}",
                                      "\"",
                                      "\\",
                                      "é",
                                      "text ",
                                      "<",
                                      "{}",
                                      "[",
                                      "\"arguments\":",
                                      ",",
                                      "\xF0\x9F"};
    for (int round = 0; round < 4000; ++round) {
        std::string reply;
        for (std::size_t i = random() % 12; i > 0; --i)
            reply += parts[random() % std::size(parts)];
        const std::string whole = told(context, {reply});
        ReplyParser parser;
        Story story(context);
        for (std::size_t at = 0; at < reply.size();) {
            const std::size_t bytes = 1 + random() % 9;
            story.take(parser.feed(std::string_view(reply).substr(at, bytes)));
            at += bytes;
        }
        story.take(parser.finish());
        EXPECT_EQ(story.told(), whole);
    }
}

LEVIN_CHECK(replyTextsHoldWholeCharacters)
{
    const std::string_view reply = "<think>né是😀</think>né是😀<tool_calls>\n{\"name\": \"é\", "
                                   "\"arguments\": {\"ü\": \"是😀\"}}\n</tool_calls>é";
    ReplyParser parser;
    int texts = 0;
    const auto look = [&](const std::vector<ReplyEvent>& events) {
        for (const ReplyEvent& event : events) {
            std::string text;
            if (const auto* thinking = std::get_if<ThinkingText>(&event))
                text = thinking->text;
            else if (const auto* content = std::get_if<ContentText>(&event))
                text = content->text;
            else if (const auto* arguments = std::get_if<ToolCallArguments>(&event))
                text = arguments->delta;
            EXPECT_EQ(validUtf8Prefix(text), text.size());
            ++texts;
        }
    };
    for (const char c : reply)
        look(parser.feed(std::string_view(&c, 1)));
    look(parser.finish());
    EXPECT(texts > 20);
}

// What cannot be a tag or a character any more is given at once.
LEVIN_CHECK(replyHoldsBackOnlyWhatItMust)
{
    const auto fed = [](std::string_view text) {
        ReplyParser parser;
        std::string content;
        for (const ReplyEvent& event : parser.feed(text))
            content += std::get<ContentText>(event).text;
        return content;
    };
    EXPECT_EQ(fed("Hello"), "Hello");
    EXPECT_EQ(fed("Hello <"), "Hello ");
    EXPECT_EQ(fed("Hello <tool_calls"), "Hello ");
    EXPECT_EQ(fed("Hello <tool_callz"), "Hello <tool_callz");
    EXPECT_EQ(fed("Hello <<too"), "Hello <");
    EXPECT_EQ(fed("caf\xC3"), "caf");
    EXPECT_EQ(fed("caf\xFF"), "caf\xFF");
    EXPECT_EQ(fed("<thi"), "");
}

LEVIN_CHECK(replyStreamsArgumentsAsTheyCome)
{
    ReplyParser parser;
    EXPECT(parser.feed("<tool_calls>\n{\"name\": \"f\", \"arg").size() == 1);
    const std::vector<ReplyEvent> events = parser.feed("uments\": {\"city\": \"Os");
    REQUIRE(events.size() == 1);
    EXPECT_EQ(std::get<ToolCallArguments>(events[0]).delta, "{\"city\": \"Os");
}

LEVIN_CHECK(replyParserTakesDeepAndLongLines)
{
    std::string reply = "<tool_calls>\n{\"name\": \"f\", \"arguments\": {\"a\": ";
    reply += std::string(200000, '[') + std::string(200000, ']') + "}}\n";
    reply += "{\"name\": " + std::string(200000, '[') + "\n</tool_calls>";
    ReplyParser parser;
    int finished = 0;
    int malformed = 0;
    for (const ReplyEvent& event : parser.feed(reply)) {
        finished += std::holds_alternative<ToolCallFinished>(event) ? 1 : 0;
        malformed += std::holds_alternative<MalformedToolCall>(event) ? 1 : 0;
    }
    EXPECT_EQ(finished, 1);
    EXPECT_EQ(malformed, 1);
}
