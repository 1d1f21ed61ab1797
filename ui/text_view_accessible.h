// What a screen reader hears of a TextView: its text, its caret and its selection. Nothing of it goes
// through the whole of a long text.

#pragma once

namespace ui {

void installTextViewAccessible(); // once for all views

} // namespace ui
