// Documents inside of a message, as people paste them and as documents are rendered for the model:
//
//     <document name="contract.txt">
//     The fee of Lorvane is 4280 euros. [1.2]
//     </document>

#pragma once

#include "app/documents/quote.h"

#include <QString>

#include <vector>

namespace documents {

// Their texts without the anchors, which become the anchors of the lines. One that does not end goes
// on to the end of the message.
std::vector<Source> documentsIn(const QString& message);

// Offsets in UTF-8 in front of each document's end mark: another question may follow there.
std::vector<std::size_t> documentEnds(const QString& message);

} // namespace documents
