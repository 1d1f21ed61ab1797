// PageScanner: reads HTML or JavaScript character by character and knows no more of it than this:
// whether the page has ended, and whether a line of ``` here would be text inside a string or a
// comment rather than the end of a listing.

#pragma once

#include <QChar>
#include <QList>
#include <QString>

namespace app {

// Strings, comments, regular expressions and template literals with their nesting.
class ScriptScanner
{
public:
    void put(QChar c);
    bool isInside() const { return m_state == State::Template || m_state == State::BlockComment; }

private:
    enum class State {
        Code,
        Slash, // the next character tells a division from a comment and a regular expression
        LineComment,
        BlockComment,
        Single,
        Double,
        Template,
        Pattern,
    };

    void putCode(QChar c);
    void putSlash(QChar c);
    void putPattern(QChar c);
    bool mayBeginPattern() const;

    State m_state = State::Code;
    bool m_isEscaped = false;
    bool m_isInClass = false; // of a regular expression: [/] does not end it
    QChar m_last;             // the character before, whatever it was
    QChar m_significant;      // the last one in code that is no space
    QList<int> m_braces;      // one entry a ${, counting the braces inside it
};

class PageScanner
{
public:
    enum class Language { Page, Script, Other };

    explicit PageScanner(Language language = Language::Other) : m_language(language) {}

    void put(QChar c);
    bool hasEnded() const { return m_hasEnded; } // after </html>
    bool isInside() const;

private:
    enum class State { Markup, Comment, Script };

    void putPage(QChar c);
    void endTag();

    Language m_language;
    State m_state = State::Markup;
    ScriptScanner m_script;
    QString m_tag; // lower case, from "<" on; in a comment its last characters
    bool m_hasEnded = false;
};

} // namespace app
