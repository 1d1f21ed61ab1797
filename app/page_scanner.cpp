#include "app/page_scanner.h"

namespace app {
namespace {

constexpr qsizetype kTag = 16; // more than the names that matter

} // namespace

void ScriptScanner::put(QChar c)
{
    if (m_isEscaped) {
        m_isEscaped = false;
        m_last = QChar();
        return;
    }
    switch (m_state) {
    case State::Code:
        putCode(c);
        break;
    case State::Slash:
        putSlash(c);
        break;
    case State::LineComment:
        if (c == u'\n')
            m_state = State::Code;
        break;
    case State::BlockComment:
        if (c == u'/' && m_last == u'*')
            m_state = State::Code;
        break;
    case State::Single:
    case State::Double:
        if (c == u'\\')
            m_isEscaped = true;
        else if (c == u'\n' || c == (m_state == State::Single ? u'\'' : u'"'))
            m_state = State::Code;
        break;
    case State::Template:
        if (c == u'\\') {
            m_isEscaped = true;
        } else if (c == u'`') {
            m_state = State::Code;
        } else if (c == u'{' && m_last == u'$') {
            m_braces.append(0);
            m_significant = c;
            m_state = State::Code;
        }
        break;
    case State::Pattern:
        putPattern(c);
        break;
    }
    m_last = c;
}

// A slash behind a value divides; anywhere else it begins a regular expression.
bool ScriptScanner::mayBeginPattern() const
{
    return !m_significant.isLetterOrNumber() && !QStringView(u")]}_$'\"`").contains(m_significant);
}

void ScriptScanner::putCode(QChar c)
{
    if (c == u'/') {
        m_state = State::Slash;
        return;
    }
    if (c == u'\'')
        m_state = State::Single;
    else if (c == u'"')
        m_state = State::Double;
    else if (c == u'`')
        m_state = State::Template;
    else if (c == u'{' && !m_braces.isEmpty())
        ++m_braces.last();
    else if (c == u'}' && !m_braces.isEmpty() && m_braces.last()-- == 0) {
        m_braces.removeLast();
        m_state = State::Template;
    }
    if (!c.isSpace())
        m_significant = c;
}

void ScriptScanner::putSlash(QChar c)
{
    if (c == u'/') {
        m_state = State::LineComment;
    } else if (c == u'*') {
        m_state = State::BlockComment;
    } else if (mayBeginPattern()) {
        m_state = State::Pattern;
        m_isInClass = false;
        m_significant = u')'; // what follows the expression follows a value
        putPattern(c);
    } else {
        m_state = State::Code;
        m_significant = u'/';
        putCode(c);
    }
}

void ScriptScanner::putPattern(QChar c)
{
    if (c == u'\\')
        m_isEscaped = true;
    else if (c == u'\n' || (c == u'/' && !m_isInClass))
        m_state = State::Code;
    else if (c == u'[' || c == u']')
        m_isInClass = c == u'[';
}

void PageScanner::put(QChar c)
{
    if (m_language == Language::Script)
        m_script.put(c);
    else if (m_language == Language::Page && !m_hasEnded)
        putPage(c);
}

bool PageScanner::isInside() const
{
    if (m_language == Language::Script)
        return m_script.isInside();
    return m_state == State::Comment || (m_state == State::Script && m_script.isInside());
}

void PageScanner::putPage(QChar c)
{
    if (m_state == State::Comment) {
        m_tag = m_tag.right(2) + c;
        if (m_tag == QLatin1String("-->")) {
            m_tag.clear();
            m_state = State::Markup;
        }
        return;
    }
    if (m_state == State::Script)
        m_script.put(c);
    if (c == u'<')
        m_tag = c;
    else if (!m_tag.isEmpty() && m_tag.size() < kTag)
        m_tag += c.toLower();
    if (c == u'>') {
        endTag();
    } else if (m_state == State::Markup && m_tag == QLatin1String("<!--")) {
        m_tag.clear();
        m_state = State::Comment;
    }
}

// Markup ends a script wherever it stands, in a string too.
void PageScanner::endTag()
{
    if (m_state == State::Script) {
        if (m_tag.startsWith(QLatin1String("</script")))
            m_state = State::Markup;
    } else if (m_tag.startsWith(QLatin1String("<script"))) {
        m_script = ScriptScanner();
        m_state = State::Script;
    } else {
        m_hasEnded = m_tag.startsWith(QLatin1String("</html"));
    }
    m_tag.clear();
}

} // namespace app
