#include "app/documents/symbol_scan.h"

#include <QRegularExpression>

#include <algorithm>

namespace documents {
namespace {

// Behind the name of a function stands its body within so much text, or it is none.
constexpr qsizetype kMostSignature = 4000;

// What may begin a line with a parenthesis in it and is no definition.
bool isStatement(QStringView word)
{
    static const QStringView words[] = {
        u"if",    u"for",  u"while", u"switch",  u"return", u"else",
        u"do",    u"case", u"using", u"typedef", u"delete", u"new",
        u"throw", u"goto", u"catch", u"assert",  u"sizeof", u"static_assert"};
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// Behind the parenthesis that closes the one at `open`; -1: it is not closed.
qsizetype behindParentheses(QStringView text, qsizetype open)
{
    int depth = 0;
    for (qsizetype at = open; at < text.size(); ++at) {
        if (text[at] == u'(')
            ++depth;
        else if (text[at] == u')' && --depth == 0)
            return at + 1;
    }
    return -1;
}

// Whether a body follows: "{" before anything that ends a declaration. Initialisers of members have
// parentheses and braces of their own, but begin with a colon.
bool hasBody(QStringView text, qsizetype from)
{
    for (qsizetype at = from; at < text.size(); ++at) {
        const QChar c = text[at];
        if (c == u'{' || (c == u':' && text.mid(at, 2) != u"::"))
            return true;
        if (c == u'(') {
            at = behindParentheses(text, at) - 1;
            if (at < 0)
                return false;
        } else if (c == u';' || c == u'=' || c == u'}' || c == u'#' || c == u'"' || c == u',') {
            return false;
        }
    }
    return false;
}

std::optional<Symbol> typeIn(QStringView line)
{
    static const QRegularExpression pattern(QStringLiteral(
        "^\\s*(?:template\\s*<.*>\\s*)?(?:typedef\\s+)?(class|struct|union|enum)"
        "(?:\\s+(?:class|struct))?\\s+(?:\\[\\[.*\\]\\]\\s*)?(?:[A-Z][A-Z0-9_]+\\s+)?([\\w:]+)"
        "\\s*(?:final\\s*)?(?::[^:;(][^;]*|\\{.*)?$"));
    const auto match = pattern.match(line.toString());
    if (!match.hasMatch())
        return std::nullopt;
    return Symbol{indentOf(line), match.captured(1) + u' ' + match.captured(2)};
}

std::optional<Symbol> functionIn(QStringView line, QStringView text)
{
    const qsizetype open = line.indexOf(u'(');
    if (open < 0)
        return std::nullopt;
    static const QRegularExpression pattern(
        QStringLiteral("^(\\s*)((?:[\\w:<>,&*~\\[\\]\"]+[\\s&*]+)*?)"
                       "((?:\\w+(?:<[^<>()]*>)?::)*(?:operator\\s*(?:\\(\\)|[^\\s\\w(]+|[\\w:*& "
                       "]+)|~?\\w+))\\s*$"));
    // "operator()" has parentheses of its own.
    const bool isCall = line.left(open).endsWith(u"operator") && line.mid(open, 2) == u"()";
    const qsizetype end = isCall ? open + 2 : open;
    const auto match = pattern.match(line.left(end).toString());
    if (!match.hasMatch())
        return std::nullopt;
    const QString before = match.captured(2).trimmed();
    const QString name = match.captured(3);
    const QString first = before.isEmpty() ? name : before.section(u' ', 0, 0);
    // Within a function, what looks like one without a type is a call with a block or a macro.
    const bool isIndented = match.capturedLength(1) > 0;
    if (isStatement(first) || isStatement(name) || (isIndented && before.isEmpty())
        || first.startsWith(u':') || first.startsWith(u',') || name.front().isDigit())
        return std::nullopt;
    const QStringView near = text.left(kMostSignature);
    const qsizetype behind = behindParentheses(near, near.indexOf(u'(', end));
    if (behind < 0 || !hasBody(near, behind))
        return std::nullopt;
    // TEST(Suite, name) and the like: what the macro is given is the name.
    const bool isMacro = before.isEmpty() && name.size() > 2 && name == name.toUpper();
    return Symbol{
        indentOf(line),
        isMacro ? near.mid(open - name.size(), behind - open + name.size()).toString().simplified()
                : name + QLatin1String("()")};
}

} // namespace

std::optional<Symbol> cSymbol(QStringView line, QStringView textFromLine)
{
    if (auto type = typeIn(line))
        return type;
    return functionIn(line, textFromLine);
}

} // namespace documents
