// The switches that Chromium is started with. They are the layer below the interceptor and the
// policy of the page, for the ways into the network that those two do not see.

#pragma once

namespace preview {

// Before QApplication. Replaces what the environment says.
void setChromiumSwitches();

} // namespace preview
