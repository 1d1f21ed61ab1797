#include "ui/chat_style.h"

#include "ui/colours.h"

#include <QCoreApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QLocale>
#include <QWidget>

namespace ui {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ui::ChatView)
};

QString css(const QFont& font)
{
    QStringList names;
    for (const QString& family : font.families())
        names.append(u'"' + family + u'"');
    return names.join(u',');
}

} // namespace

QJsonObject chatLook(const QWidget& widget)
{
    const QPalette& colours = widget.palette();
    const QColor accent = colours.color(QPalette::Highlight);
    const auto name = [](const QColor& colour) { return colour.name(); };
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    return {
        {QStringLiteral("name"), QStringLiteral("look")},
        {QStringLiteral("isDark"), isDark(colours)},
        {QStringLiteral("variables"),
         QJsonObject{
             {QStringLiteral("base"), name(colours.color(QPalette::Base))},
             {QStringLiteral("text"), name(colours.color(QPalette::Text))},
             {QStringLiteral("dim"), name(dimText(colours))},
             {QStringLiteral("raised"), name(raised(colours))},
             {QStringLiteral("outline"), name(outline(colours))},
             {QStringLiteral("link"), name(colours.color(QPalette::Link))},
             {QStringLiteral("error"), name(errorText(colours))},
             {QStringLiteral("good"), name(goodText(colours))},
             {QStringLiteral("warning"), name(warningText(colours))},
             {QStringLiteral("accent"), name(accent)},
             {QStringLiteral("accentText"), name(colours.color(QPalette::HighlightedText))},
             {QStringLiteral("mark"),
              isDark(colours) ? QStringLiteral("#6b5a1a") : QStringLiteral("#ffe58a")},
             {QStringLiteral("family"), css(widget.font())},
             {QStringLiteral("mono"), css(fixed)},
             {QStringLiteral("size"),
              QStringLiteral("%1px").arg(QFontInfo(widget.font()).pixelSize() * 1.1)},
         }},
    };
}

QJsonObject chatWords()
{
    return {
        {QStringLiteral("name"), QStringLiteral("words")},
        {QStringLiteral("language"), QLocale().bcp47Name()},
        {QStringLiteral("words"),
         QJsonObject{
             {QStringLiteral("conversation"), Words::tr("Conversation")},
             {QStringLiteral("you"), Words::tr("You")},
             {QStringLiteral("model"), Words::tr("Model")},
             {QStringLiteral("thinking"), Words::tr("Thinking")},
             {QStringLiteral("isThinking"), Words::tr("Thinking…")},
             {QStringLiteral("tryAgain"), Words::tr("Try again")},
             {QStringLiteral("actions"), Words::tr("Actions")},
             {QStringLiteral("previousBranch"), Words::tr("Previous version")},
             {QStringLiteral("nextBranch"), Words::tr("Next version")},
             {QStringLiteral("copy"), Words::tr("Copy")},
             {QStringLiteral("copied"), Words::tr("Copied")},
             {QStringLiteral("copyCode"), Words::tr("Copy this code")},
             {QStringLiteral("copyMessage"), Words::tr("Copy this message")},
             {QStringLiteral("run"), Words::tr("Run")},
             {QStringLiteral("code"), Words::tr("Code")},
             {QStringLiteral("edit"), Words::tr("Edit")},
             {QStringLiteral("editMessage"), Words::tr("Edit this message")},
             {QStringLiteral("again"), Words::tr("Again")},
             {QStringLiteral("answerAgain"), Words::tr("Answer again")},
             {QStringLiteral("quotes"), Words::tr("Quotations, looked up in the documents")},
             {QStringLiteral("send"), Words::tr("Send")},
             {QStringLiteral("save"), Words::tr("Save")},
             {QStringLiteral("cancel"), Words::tr("Cancel")},
             {QStringLiteral("picture"), Words::tr("Picture, not loaded:")},
             {QStringLiteral("toEnd"), Words::tr("Go to the end")},
         }},
    };
}

} // namespace ui
