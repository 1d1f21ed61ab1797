// The few colours that a palette does not name, mixed from those that it does, so that they follow
// the desktop from light to dark. And two palettes for those who want another than the desktop's.

#pragma once

#include <QColor>
#include <QPalette>

namespace ui {

enum class Appearance { Desktop, Light, Dark };

// Of the whole application; the desktop's palette is the one it started with.
void apply(Appearance appearance);

bool isDark(const QPalette& palette);
QColor dimText(const QPalette& palette);   // on base; contrast at least 4.5 : 1
QColor errorText(const QPalette& palette); // on base; contrast at least 4.5 : 1
QColor raised(const QPalette& palette);    // a surface that stands out from base a little
QColor outline(const QPalette& palette);
QColor warningText(const QPalette& palette); // on base; contrast at least 4.5 : 1
QColor goodText(const QPalette& palette);    // on base; contrast at least 4.5 : 1
QColor addedLine(const QPalette& palette);   // behind text on base
QColor removedLine(const QPalette& palette);

// Of the words of source text, each on base with a contrast of at least 4.5 : 1.
struct CodeColours
{
    QColor plain, comment, keyword, string, number, tag, attribute, special;
};
CodeColours codeColours(const QPalette& palette);

} // namespace ui
