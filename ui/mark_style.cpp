#include "ui/mark_style.h"

#include "ui/colours.h"

#include <QCoreApplication>

namespace ui {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ui::DocumentView)
};

} // namespace

QColor markColour(const QPalette& palette, MarkKind kind)
{
    const bool dark = isDark(palette);
    switch (kind) {
    case MarkKind::Exact:
        return dark ? QColor(0x1f, 0x52, 0x36) : QColor(0xb9, 0xe8, 0xc8);
    case MarkKind::Repaired:
        return dark ? QColor(0x5c, 0x47, 0x10) : QColor(0xff, 0xe5, 0x8a);
    case MarkKind::Nearest:
        return dark ? QColor(0x66, 0x2b, 0x2a) : QColor(0xff, 0xcf, 0xca);
    case MarkKind::Selection:
        break;
    }
    return dark ? QColor(0x23, 0x48, 0x6b) : QColor(0xc5, 0xdf, 0xf8);
}

QColor foundColour(const QPalette& palette)
{
    return isDark(palette) ? QColor(0x6b, 0x5a, 0x1a) : QColor(0xff, 0xe5, 0x8a);
}

QTextCharFormat markFormat(const QPalette& palette, MarkKind kind)
{
    QTextCharFormat format;
    format.setBackground(markColour(palette, kind));
    format.setForeground(palette.color(QPalette::Text));
    format.setUnderlineStyle(kind == MarkKind::Repaired  ? QTextCharFormat::DashUnderline
                             : kind == MarkKind::Nearest ? QTextCharFormat::WaveUnderline
                                                         : QTextCharFormat::SingleUnderline);
    format.setUnderlineColor(palette.color(QPalette::Text));
    return format;
}

QString markSentence(MarkKind kind)
{
    switch (kind) {
    case MarkKind::Exact:
        return Words::tr("The quotation stands here, word for word.");
    case MarkKind::Repaired:
        return Words::tr("The quotation stands here with small differences.");
    case MarkKind::Nearest:
        return Words::tr("The quotation does not stand in the documents; this is nearest to it.");
    case MarkKind::Selection:
        break;
    }
    return {};
}

} // namespace ui
