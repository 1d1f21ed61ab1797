#include "ui/code_words.h"

#include <QHash>
#include <QSet>

#include <array>

namespace ui {

struct CodeGrammar
{
    QSet<QStringView> keywords;
    QLatin1String lineComment;
    QLatin1String blockBegin, blockEnd;
    QLatin1String quotes;                    // marks of strings within a line
    std::array<QLatin1String, 2> longQuotes; // of strings across lines
    bool hasTags = false;                    // <name attribute="...">
    bool hasDirectives = false;              // # at the begin of a line
    bool hasHeadings = false;                // Markdown
    bool isCaseSensitive = true;
};

namespace {

enum class Language {
    C,
    Python,
    Script,
    Rust,
    Go,
    Java,
    Shell,
    Settings,
    Json,
    Sql,
    Style,
    Page,
    Markdown
};

QSet<QStringView> words(QStringView list)
{
    QSet<QStringView> all;
    for (const QStringView word : list.split(u' '))
        all.insert(word);
    return all;
}

CodeGrammar grammar(Language language)
{
    const QLatin1String slashes("//"), open("/*"), close("*/"), hash("#"), both("\"'");
    switch (language) {
    case Language::C:
        return {words(u"alignas alignof auto bool break case catch char class co_await co_return "
                      u"co_yield concept const consteval constexpr constinit const_cast continue "
                      u"decltype default delete do double dynamic_cast else enum explicit export "
                      u"extern false final float for friend goto if inline int long mutable "
                      u"namespace new noexcept nullptr operator override private protected public "
                      u"register reinterpret_cast requires restrict return short signed sizeof "
                      u"static static_assert static_cast struct switch template this thread_local "
                      u"throw true try typedef typeid typename union unsigned using virtual void "
                      u"volatile while NULL __global__ __device__ __host__ __shared__"),
                slashes,
                open,
                close,
                both,
                {},
                false,
                true};
    case Language::Python:
        return {words(u"False None True and as assert async await break case class continue def "
                      u"del elif else except finally for from global if import in is lambda match "
                      u"nonlocal not or pass raise return self try while with yield"),
                hash,
                {},
                {},
                both,
                {QLatin1String("\"\"\""), QLatin1String("'''")}};
    case Language::Script:
        return {words(u"abstract any as async await boolean break case catch class const continue "
                      u"debugger declare default delete do else enum export extends false finally "
                      u"for from function get if implements import in instanceof interface let "
                      u"namespace new null number of private protected public readonly return set "
                      u"static string super switch this throw true try type typeof undefined "
                      u"unknown var void while yield"),
                slashes,
                open,
                close,
                both,
                {QLatin1String("`"), {}}};
    case Language::Rust:
        return {words(u"Self as async await bool box break char const continue crate dyn else enum "
                      u"extern f32 f64 false fn for i128 i16 i32 i64 i8 if impl in isize let loop "
                      u"match mod move mut pub ref return self static str struct super trait true "
                      u"type u128 u16 u32 u64 u8 union unsafe use usize where while"),
                slashes,
                open,
                close,
                QLatin1String("\""),
                {}};
    case Language::Go:
        return {words(u"any bool break byte case chan const continue default defer else error "
                      u"fallthrough false float32 float64 for func go goto if import int int32 "
                      u"int64 interface iota map nil package range return rune select string "
                      u"struct switch true type uint uint32 uint64 var"),
                slashes,
                open,
                close,
                both,
                {QLatin1String("`"), {}}};
    case Language::Java:
        return {words(u"abstract as assert boolean break byte case catch char class const continue "
                      u"data default do double else enum extends false final finally float for fun "
                      u"goto if implements import in instanceof int interface internal is lateinit "
                      u"long namespace native new null object open out override package private "
                      u"protected public readonly record return sealed short static string super "
                      u"switch synchronized this throw throws transient true try using val var "
                      u"virtual void volatile when while yield"),
                slashes,
                open,
                close,
                both,
                {QLatin1String("\"\"\""), {}}};
    case Language::Shell:
        return {
            words(u"break case continue do done elif else endforeach endfunction endif endmacro "
                  u"esac exit export fi for foreach function if in local macro return set "
                  u"shift then until while"),
            hash,
            {},
            {},
            both,
            {}};
    case Language::Settings:
        return {words(u"false no null off on true yes"), hash, {}, {}, both, {}};
    case Language::Json:
        return {words(u"false null true"), slashes, open, close, QLatin1String("\""), {}};
    case Language::Sql: {
        CodeGrammar sql{
            words(u"add all alter and as asc begin between by case check column commit "
                  u"constraint create cross default delete desc distinct drop else end "
                  u"exists foreign from full group having if in index inner insert into "
                  u"is join key left like limit not null on or order outer primary "
                  u"references right rollback select set table then transaction union "
                  u"unique update values view when where with"),
            QLatin1String("--"),
            open,
            close,
            both,
            {}};
        sql.isCaseSensitive = false;
        return sql;
    }
    case Language::Style:
        return {words(u"important media import keyframes supports"), {}, open, close, both, {}};
    case Language::Page:
        return {{}, {}, QLatin1String("<!--"), QLatin1String("-->"), both, {}, true};
    case Language::Markdown:
        break;
    }
    return {{},    {},  QLatin1String("<!--"), QLatin1String("-->"), QLatin1String("`"), {}, false,
            false, true};
}

const QHash<QString, Language>& languages()
{
    static const QHash<QString, Language> known = [] {
        QHash<QString, Language> all;
        const auto add = [&](QStringView suffixes, Language language) {
            for (const QStringView suffix : suffixes.split(u' '))
                all.insert(suffix.toString(), language);
        };
        add(u"c h cc cpp cxx hpp hh hxx ipp inl cu cuh ino m mm", Language::C);
        add(u"py pyi pyx", Language::Python);
        add(u"js mjs cjs jsx ts tsx mts vue svelte", Language::Script);
        add(u"rs", Language::Rust);
        add(u"go", Language::Go);
        add(u"java kt kts cs scala groovy swift dart", Language::Java);
        add(u"sh bash zsh cmake mk pl rb", Language::Shell);
        add(u"yml yaml toml ini cfg conf properties", Language::Settings);
        add(u"json jsonl json5 ipynb", Language::Json);
        add(u"sql", Language::Sql);
        add(u"css scss less", Language::Style);
        add(u"xml svg ui qrc xhtml html htm", Language::Page);
        add(u"md markdown", Language::Markdown);
        return all;
    }();
    return known;
}

bool isWordBegin(QChar c) { return c.isLetter() || c == u'_'; }
bool isWordPart(QChar c) { return c.isLetterOrNumber() || c == u'_'; }

// Behind the closing mark, or -1 if the text ends before. A backslash takes the mark its meaning.
qsizetype behindString(QStringView line, qsizetype from, QLatin1String mark)
{
    for (qsizetype at = from; at < line.size(); ++at)
        if (line[at] == u'\\')
            ++at;
        else if (line.mid(at).startsWith(mark))
            return at + mark.size();
    return -1;
}

class Scanner
{
public:
    Scanner(QStringView line, const CodeGrammar& grammar, CodeState& state)
        : m_line(line)
        , m_grammar(grammar)
        , m_state(state)
    {}

    std::vector<CodeSpan> scan()
    {
        finishWhatBeganBefore();
        if (m_at == 0)
            takeWholeLine();
        while (m_at < m_line.size())
            if (!(takeComment() || takeString() || takeTag() || takeNumber() || takeWord()))
                ++m_at;
        return std::move(m_spans);
    }

private:
    bool at(QLatin1String mark) const
    {
        return !mark.isEmpty() && m_line.mid(m_at).startsWith(mark);
    }

    void takeTo(qsizetype end, CodeKind kind)
    {
        end = end < 0 ? m_line.size() : end;
        if (end > m_at)
            m_spans.push_back({int(m_at), int(end - m_at), kind});
        m_at = end;
    }

    void finishWhatBeganBefore()
    {
        if (m_state == CodeState::Comment)
            takeRestOfComment(0);
        else if (m_state != CodeState::Plain)
            takeRestOfString(0, std::size_t(m_state));
    }

    void takeRestOfComment(qsizetype from)
    {
        const qsizetype close = m_line.indexOf(m_grammar.blockEnd, from);
        m_state = close < 0 ? CodeState::Comment : CodeState::Plain;
        takeTo(close < 0 ? -1 : close + m_grammar.blockEnd.size(), CodeKind::Comment);
    }

    void takeRestOfString(qsizetype from, std::size_t mark)
    {
        const qsizetype end = behindString(m_line, from, m_grammar.longQuotes[mark]);
        m_state = end < 0 ? CodeState(mark) : CodeState::Plain;
        takeTo(end, CodeKind::String);
    }

    void takeWholeLine()
    {
        const QStringView text = m_line.trimmed();
        if (m_grammar.hasHeadings && text.startsWith(u'#'))
            takeTo(-1, CodeKind::Keyword);
        else if (m_grammar.hasHeadings && text.startsWith(u'>'))
            takeTo(-1, CodeKind::Comment);
        else if (m_grammar.hasDirectives && text.startsWith(u'#'))
            takeTo(m_line.indexOf(u'#') + 1, CodeKind::Special);
    }

    bool takeComment()
    {
        if (at(m_grammar.lineComment)) {
            // "$#" and "a#b" of a shell begin none.
            const bool isHash = m_grammar.lineComment == QLatin1String("#");
            if (isHash && m_at > 0 && !m_line[m_at - 1].isSpace() && m_line[m_at - 1].isPrint()
                && (isWordPart(m_line[m_at - 1]) || m_line[m_at - 1] == u'$'))
                return false;
            takeTo(-1, CodeKind::Comment);
            return true;
        }
        if (!at(m_grammar.blockBegin))
            return false;
        takeRestOfComment(m_at + m_grammar.blockBegin.size());
        return true;
    }

    bool takeString()
    {
        for (std::size_t mark = 0; mark < m_grammar.longQuotes.size(); ++mark)
            if (at(m_grammar.longQuotes[mark])) {
                takeRestOfString(m_at + m_grammar.longQuotes[mark].size(), mark);
                return true;
            }
        for (qsizetype i = 0; i < m_grammar.quotes.size(); ++i)
            if (const QLatin1String mark = m_grammar.quotes.mid(i, 1); at(mark)) {
                const qsizetype end = behindString(m_line, m_at + 1, mark);
                // A mark without its second is an apostrophe.
                if (end < 0)
                    return false;
                takeTo(end, CodeKind::String);
                return true;
            }
        return false;
    }

    bool takeTag()
    {
        if (!m_grammar.hasTags || m_line[m_at] != u'<')
            return false;
        qsizetype end = m_at + 1;
        while (end < m_line.size()
               && (isWordPart(m_line[end]) || QStringView(u"/!?:-").contains(m_line[end])))
            ++end;
        takeTo(end, CodeKind::Tag);
        return true;
    }

    bool takeNumber()
    {
        if (!m_line[m_at].isDigit() || m_grammar.hasHeadings || m_grammar.hasTags)
            return false;
        qsizetype end = m_at + 1;
        while (end < m_line.size() && (isWordPart(m_line[end]) || m_line[end] == u'.'))
            ++end;
        takeTo(end, CodeKind::Number);
        return true;
    }

    bool takeWord()
    {
        if (!isWordBegin(m_line[m_at]))
            return false;
        qsizetype end = m_at + 1;
        while (end < m_line.size() && isWordPart(m_line[end]))
            ++end;
        const QStringView word = m_line.mid(m_at, end - m_at);
        const bool isKeyword = m_grammar.isCaseSensitive
                                   ? m_grammar.keywords.contains(word)
                                   : m_grammar.keywords.contains(word.toString().toLower());
        if (isKeyword)
            takeTo(end, CodeKind::Keyword);
        m_at = end;
        return true;
    }

    QStringView m_line;
    const CodeGrammar& m_grammar;
    CodeState& m_state;
    std::vector<CodeSpan> m_spans;
    qsizetype m_at = 0;
};

} // namespace

const CodeGrammar* grammarOf(const QString& fileName)
{
    static const std::vector<CodeGrammar> grammars = [] {
        std::vector<CodeGrammar> all;
        for (int i = 0; i <= int(Language::Markdown); ++i)
            all.push_back(grammar(Language(i)));
        return all;
    }();
    const QString name = fileName.section(u'/', -1);
    if (name == QLatin1String("CMakeLists.txt") || name == QLatin1String("Makefile"))
        return &grammars[std::size_t(Language::Shell)];
    const auto known = languages().find(name.section(u'.', -1).toLower());
    return known == languages().end() || !name.contains(u'.') ? nullptr
                                                              : &grammars[std::size_t(*known)];
}

std::vector<CodeSpan> codeSpans(QStringView line, const CodeGrammar& grammar, CodeState& state)
{
    return Scanner(line, grammar, state).scan();
}

CodeState guessedState(QStringView text, const CodeGrammar& grammar)
{
    if (grammar.blockEnd.isEmpty())
        return CodeState::Plain;
    const qsizetype close = text.indexOf(grammar.blockEnd);
    const qsizetype open = text.indexOf(grammar.blockBegin);
    return close >= 0 && (open < 0 || close < open) ? CodeState::Comment : CodeState::Plain;
}

} // namespace ui
