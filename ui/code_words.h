// The words of source text that are shown in colours, line by line: enough to read by, not a parser.

#pragma once

#include <QString>
#include <QStringView>

#include <vector>

namespace ui {

enum class CodeKind : char { Comment, Keyword, String, Number, Tag, Special };

struct CodeSpan
{
    int begin = 0;
    int length = 0;
    CodeKind kind = CodeKind::Comment;
};

// What a line begins within, which began on a line before: nothing, a comment, or a string by the
// index of its marks in the grammar.
enum class CodeState : signed char { Plain = -2, Comment = -1 };

struct CodeGrammar;
const CodeGrammar* grammarOf(const QString& fileName); // null: plain text

// The state is that at the line's begin and becomes that at its end.
std::vector<CodeSpan> codeSpans(QStringView line, const CodeGrammar& grammar, CodeState& state);

// The state at the begin of a text that was cut out of the middle, as far as it can be told.
CodeState guessedState(QStringView text, const CodeGrammar& grammar);

} // namespace ui
