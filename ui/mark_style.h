// How a marked place looks: its colour, a line below it that tells the kinds apart without colour,
// and the sentence that says what it is.

#pragma once

#include "ui/viewed_document.h"

#include <QColor>
#include <QPalette>
#include <QTextCharFormat>

namespace ui {

// Text in the palette's colour of text has a contrast of at least 4.5 : 1 on it.
QColor markColour(const QPalette& palette, MarkKind kind);
QColor foundColour(const QPalette& palette); // what a search found
QTextCharFormat markFormat(const QPalette& palette, MarkKind kind);
QString markSentence(MarkKind kind); // empty for a place that is no quotation

} // namespace ui
