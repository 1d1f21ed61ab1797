// The listings of an answer as its reader counts them: fenced blocks by the rules of CommonMark, and
// pages that stand there without a fence.

#pragma once

#include <QString>

namespace app {

// With its fences; counted from 0. Empty: there is no such listing.
QString listingAt(const QString& answer, int index);

} // namespace app
