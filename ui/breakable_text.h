// Text for a label that wraps its words: addresses and the like, which have no spaces, may be broken
// as well and do not make the window wider.

#pragma once

#include <QString>

namespace ui {

QString breakable(const QString& text);

} // namespace ui
