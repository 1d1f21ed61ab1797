// Takes from this process what a page must not reach, before a line of Qt WebEngine runs: for good,
// and for every process that it will start.

#pragma once

namespace preview {

// A process group of its own, so that all of it can be killed at once, and no life after the window.
void becomeKillable();

// Leaves the network: a namespace without interfaces, not even loopback that is up. False where the
// system refuses it or where the display is reached through the network.
bool leaveNetwork();

} // namespace preview
