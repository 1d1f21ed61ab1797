#include "app/documents/symbols.h"

#include "app/documents/symbol_scan.h"

#include <QRegularExpression>
#include <QStringList>

#include <vector>

namespace documents {
namespace {

// A pattern's group "kind" stands in front of the title ("class"); without it the symbol is a function.
// Of "owner" and "name" the latter is always there.
struct Patterns
{
    QStringList suffixes;
    std::vector<QRegularExpression> all;
    QStringList notNames; // words that a pattern takes for names
    QLatin1String longQuote;
};

QRegularExpression pattern(const char* text)
{
    return QRegularExpression(QString::fromLatin1(text));
}

const std::vector<Patterns>& patterns()
{
    static const QStringList statements =
        QStringLiteral(
            "if for while switch catch return new else function do try with synchronized "
            "throw super this constructor")
            .split(u' ');
    static const std::vector<Patterns> known = {
        {QStringLiteral("py pyi pyx").split(u' '),
         {pattern("^\\s*(?:async\\s+)?def\\s+(?<name>\\w+)"),
          pattern("^\\s*(?<kind>class)\\s+(?<name>\\w+)")},
         {},
         QLatin1String("\"\"\"")},
        {QStringLiteral("js mjs cjs jsx ts tsx mts vue svelte").split(u' '),
         {pattern("^\\s*(?:export\\s+)?(?:default\\s+)?(?:declare\\s+)?(?:async\\s+)?"
                  "function\\s*\\*?\\s*(?<name>[\\w$]+)"),
          pattern("^\\s*(?:export\\s+)?(?:default\\s+)?(?:declare\\s+)?(?:abstract\\s+)?"
                  "(?:const\\s+)?(?<kind>class|interface|enum|namespace)\\s+(?<name>[\\w$]+)"),
          pattern("^\\s*(?:export\\s+)?(?:const|let|var)\\s+(?<name>[\\w$]+)\\s*(?::[^=]+)?=\\s*"
                  "(?:async\\s*)?(?:function\\b|(?:\\([^)]*\\)|[\\w$]+)\\s*(?::[^=]+)?=>)"),
          pattern("^\\s+(?:(?:public|private|protected|static|async|get|set|override)\\s+)*"
                  "\\*?(?<name>#?[\\w$]+)\\s*\\([^;]*\\)\\s*(?::[^{;]+)?\\{\\s*$")},
         statements,
         QLatin1String("`")},
        {{QStringLiteral("rs")},
         {pattern("^\\s*(?:pub(?:\\([^)]*\\))?\\s+)?(?:(?:default|const|async|unsafe)\\s+|"
                  "extern\\s+(?:\"[^\"]*\"\\s+)?)*fn\\s+(?<name>\\w+)"),
          pattern("^\\s*(?:pub(?:\\([^)]*\\))?\\s+)?(?:unsafe\\s+)?"
                  "(?<kind>struct|enum|trait|union|mod)\\s+(?<name>\\w+)\\b(?!\\s*;)"),
          pattern("^\\s*(?:unsafe\\s+)?(?<kind>impl)\\b(?:<[^{]*?>)?\\s+(?<name>[^{]*[^{\\s])"),
          pattern("^\\s*(?<kind>macro_rules!)\\s+(?<name>\\w+)")},
         {},
         {}},
        {{QStringLiteral("go")},
         {pattern("^func\\s+(?:\\(\\s*(?:\\w+\\s+)?\\*?(?<owner>\\w+)[^)]*\\)\\s*)?(?<name>\\w+)"),
          pattern("^(?<kind>type)\\s+(?<name>\\w+)")},
         {},
         QLatin1String("`")},
        {{QStringLiteral("java")},
         {pattern("^\\s*(?:(?:public|protected|private|static|final|abstract|sealed|non-sealed|"
                  "strictfp)\\s+)*(?<kind>class|@?interface|enum|record)\\s+(?<name>\\w+)"),
          pattern("^\\s+(?:@\\w+\\s+)*(?:(?:public|protected|private|static|final|abstract|native|"
                  "synchronized|default)\\s+)*(?:<[^>]+>\\s+)?[\\w.<>\\[\\],?]+(?:\\s*<[^()]*>)?"
                  "\\s+(?<name>\\w+)\\s*\\([^;]*(?:\\{\\s*\\}?|[^;{}]*)$"),
          pattern("^\\s+(?:public|protected|private)\\s+(?<name>\\w+)\\s*\\([^;]*$")},
         statements,
         {}},
    };
    return known;
}

bool isC(const QString& suffix)
{
    static const QStringList suffixes =
        QStringLiteral("c h cc cpp cxx hpp hh hxx ipp inl cu cuh ino m mm").split(u' ');
    return suffixes.contains(suffix);
}

std::optional<Symbol> symbolIn(QStringView line, const Patterns& patterns)
{
    const QString text = line.toString();
    for (const QRegularExpression& one : patterns.all) {
        const auto match = one.match(text);
        if (!match.hasMatch())
            continue;
        const QString name = match.captured(u"name");
        const QString firstWord = line.trimmed().toString().section(u' ', 0, 0);
        if (patterns.notNames.contains(name) || patterns.notNames.contains(firstWord))
            continue;
        // Groups that a pattern does not have are null.
        const QString kind = one.namedCaptureGroups().contains(QStringLiteral("kind"))
                                 ? match.captured(u"kind")
                                 : QString();
        const QString owner = one.namedCaptureGroups().contains(QStringLiteral("owner"))
                                  ? match.captured(u"owner")
                                  : QString();
        const QString whole = owner.isEmpty() ? name : owner + u'.' + name;
        return Symbol{indentOf(line),
                      kind.isEmpty() ? whole + QLatin1String("()") : kind + u' ' + whole};
    }
    return std::nullopt;
}

// Follows comments and strings across lines: what stands in them defines nothing.
class Outside
{
public:
    explicit Outside(QLatin1String longQuote) : m_longQuote(longQuote) {}

    bool isCode(QStringView line)
    {
        const bool wasInside = m_isInComment || m_isInString;
        if (!m_longQuote.isEmpty() && line.count(QString(m_longQuote)) % 2 == 1 && !m_isInComment)
            m_isInString = !m_isInString;
        const qsizetype open = line.lastIndexOf(u"/*");
        const qsizetype close = line.lastIndexOf(u"*/");
        if (!m_isInString && open != close)
            m_isInComment = open > close;
        const QStringView text = line.trimmed();
        return !wasInside && !text.isEmpty() && !text.startsWith(u"//") && !text.startsWith(u"/*")
               && !text.startsWith(u'#') && !text.startsWith(u'*');
    }

private:
    QLatin1String m_longQuote;
    bool m_isInComment = false;
    bool m_isInString = false;
};

} // namespace

qsizetype indentOf(QStringView line)
{
    qsizetype indent = 0;
    for (const QChar c : line) {
        if (c == u'\t')
            indent += 4;
        else if (c == u' ')
            ++indent;
        else
            break;
    }
    return indent;
}

QList<Heading> symbolsOf(const QString& name, const QString& text)
{
    const QString suffix = name.section(u'.', -1).toLower();
    const Patterns* language = nullptr;
    for (const Patterns& one : patterns())
        if (one.suffixes.contains(suffix))
            language = &one;
    QList<Heading> symbols;
    if (!language && !isC(suffix))
        return symbols;
    constexpr qsizetype kLongestLine = 1000; // of what people write
    Outside outside(language ? language->longQuote : QLatin1String());
    std::vector<qsizetype> around; // the indents of the symbols that the line lies within
    const QStringView all(text);
    for (qsizetype begin = 0; begin < all.size();) {
        const qsizetype found = all.indexOf(u'\n', begin);
        const qsizetype end = found < 0 ? all.size() : found;
        const QStringView line = all.mid(begin, end - begin);
        if (line.size() <= kLongestLine && outside.isCode(line)) {
            const auto symbol =
                language ? symbolIn(line, *language) : cSymbol(line, all.mid(begin));
            if (symbol) {
                while (!around.empty() && around.back() >= symbol->indent)
                    around.pop_back();
                around.push_back(symbol->indent);
                symbols.append({begin, int(around.size()), symbol->title});
            }
        }
        begin = end + 1;
    }
    return symbols;
}

} // namespace documents
