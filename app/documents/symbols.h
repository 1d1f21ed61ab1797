// The functions, classes and other names that a source text defines, found line by line by their
// patterns: an outline to jump by. What a preprocessor or a macro makes is not seen.

#pragma once

#include "app/documents/extracted.h"

namespace documents {

// By the name's ending: C, C++, Python, JavaScript, TypeScript, Rust, Go and Java; of other texts none.
// Ascending; a symbol within another one has a higher level.
QList<Heading> symbolsOf(const QString& name, const QString& text);

} // namespace documents
