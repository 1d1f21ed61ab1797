// The lexers of QScintilla for the files of an app, and the one place that gives them colours.

#pragma once

#include <QPalette>
#include <QString>

class QFont;
class QObject;
class QsciLexer;

namespace ui {

// By the suffix of the file's name; null for plain text. The parent owns it.
QsciLexer* lexerFor(const QString& fileName, QObject* parent);
void applyColours(QsciLexer* lexer, const QPalette& palette, const QFont& font);

} // namespace ui
