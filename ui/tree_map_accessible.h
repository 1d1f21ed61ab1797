// What assistive technology is told of a TreeMap: a list of the parts of the zoomed folder, each with
// its name, its tokens and whether it takes part.

#pragma once

namespace ui {

void announceTreeMaps(); // once or more often

} // namespace ui
