#include "ui/code_lexers.h"

#include "ui/colours.h"

#include <QFont>
#include <Qsci/qscilexercss.h>
#include <Qsci/qscilexerhtml.h>
#include <Qsci/qscilexerjavascript.h>
#include <Qsci/qscilexerjson.h>

#include <initializer_list>

namespace ui {
namespace {

struct StyleColour
{
    int style;
    QColor CodeColours::*colour;
};

using C = CodeColours;
using Html = QsciLexerHTML;
using Css = QsciLexerCSS;
using Script = QsciLexerJavaScript;
using Json = QsciLexerJSON;

constexpr StyleColour kHtml[] = {
    {Html::Tag, &C::tag},
    {Html::UnknownTag, &C::tag},
    {Html::XMLTagEnd, &C::tag},
    {Html::Script, &C::tag},
    {Html::Attribute, &C::attribute},
    {Html::UnknownAttribute, &C::attribute},
    {Html::HTMLNumber, &C::number},
    {Html::HTMLDoubleQuotedString, &C::string},
    {Html::HTMLSingleQuotedString, &C::string},
    {Html::HTMLValue, &C::string},
    {Html::HTMLComment, &C::comment},
    {Html::Entity, &C::special},
    {Html::SGMLDefault, &C::comment},
    {Html::SGMLCommand, &C::comment},
    {Html::SGMLParameter, &C::comment},
    {Html::JavaScriptComment, &C::comment},
    {Html::JavaScriptCommentLine, &C::comment},
    {Html::JavaScriptCommentDoc, &C::comment},
    {Html::JavaScriptNumber, &C::number},
    {Html::JavaScriptKeyword, &C::keyword},
    {Html::JavaScriptDoubleQuotedString, &C::string},
    {Html::JavaScriptSingleQuotedString, &C::string},
    {Html::JavaScriptUnclosedString, &C::string},
    {Html::JavaScriptRegex, &C::special},
};

constexpr StyleColour kCss[] = {
    {Css::Tag, &C::tag},
    {Css::ClassSelector, &C::tag},
    {Css::IDSelector, &C::tag},
    {Css::PseudoClass, &C::keyword},
    {Css::UnknownPseudoClass, &C::keyword},
    {Css::PseudoElement, &C::keyword},
    {Css::AtRule, &C::keyword},
    {Css::MediaRule, &C::keyword},
    {Css::Important, &C::special},
    {Css::CSS1Property, &C::attribute},
    {Css::CSS2Property, &C::attribute},
    {Css::CSS3Property, &C::attribute},
    {Css::UnknownProperty, &C::attribute},
    {Css::ExtendedCSSProperty, &C::attribute},
    {Css::Variable, &C::attribute},
    {Css::Value, &C::number},
    {Css::DoubleQuotedString, &C::string},
    {Css::SingleQuotedString, &C::string},
    {Css::Comment, &C::comment},
};

constexpr StyleColour kScript[] = {
    {Script::Comment, &C::comment},
    {Script::CommentLine, &C::comment},
    {Script::CommentDoc, &C::comment},
    {Script::CommentLineDoc, &C::comment},
    {Script::CommentDocKeyword, &C::comment},
    {Script::Number, &C::number},
    {Script::Keyword, &C::keyword},
    {Script::KeywordSet2, &C::keyword},
    {Script::DoubleQuotedString, &C::string},
    {Script::SingleQuotedString, &C::string},
    {Script::RawString, &C::string},
    {Script::UnclosedString, &C::string},
    {Script::Regex, &C::special},
    {Script::EscapeSequence, &C::special},
};

constexpr StyleColour kJson[] = {
    {Json::Number, &C::number},       {Json::String, &C::string},
    {Json::Property, &C::tag},        {Json::Keyword, &C::keyword},
    {Json::Error, &C::special},       {Json::UnclosedString, &C::special},
    {Json::CommentLine, &C::comment}, {Json::CommentBlock, &C::comment},
};

template <std::size_t kSize>
void colour(QsciLexer* lexer, const StyleColour (&styles)[kSize], const CodeColours& colours)
{
    for (const StyleColour& style : styles)
        lexer->setColor(colours.*style.colour, style.style);
}

} // namespace

QsciLexer* lexerFor(const QString& fileName, QObject* parent)
{
    const QString suffix = fileName.section(u'.', -1).toLower();
    if (suffix == QLatin1String("css"))
        return new QsciLexerCSS(parent);
    if (suffix == QLatin1String("json"))
        return new QsciLexerJSON(parent);
    static const QStringList scripts = QStringLiteral("js mjs cjs jsx ts tsx").split(u' ');
    if (scripts.contains(suffix))
        return new QsciLexerJavaScript(parent);
    static const QStringList pages = QStringLiteral("html htm svg xml").split(u' ');
    if (pages.contains(suffix)) {
        auto* html = new QsciLexerHTML(parent);
        html->setFoldCompact(false);
        return html;
    }
    return nullptr;
}

void applyColours(QsciLexer* lexer, const QPalette& palette, const QFont& font)
{
    const CodeColours colours = codeColours(palette);
    lexer->setDefaultFont(font);
    lexer->setDefaultPaper(palette.color(QPalette::Base));
    lexer->setDefaultColor(colours.plain);
    // All styles at once: those without a colour of their own look like plain text.
    lexer->setFont(font, -1);
    lexer->setPaper(palette.color(QPalette::Base), -1);
    lexer->setColor(colours.plain, -1);
    if (qobject_cast<QsciLexerHTML*>(lexer))
        colour(lexer, kHtml, colours);
    else if (qobject_cast<QsciLexerCSS*>(lexer))
        colour(lexer, kCss, colours);
    else if (qobject_cast<QsciLexerJavaScript*>(lexer))
        colour(lexer, kScript, colours);
    else if (qobject_cast<QsciLexerJSON*>(lexer))
        colour(lexer, kJson, colours);
}

} // namespace ui
