// Radicals of Chinese that stand in place of ideographs.

#pragma once

#include <QChar>

namespace documents {

// PDF files made with some fonts give radicals where ideographs were written, and compatibility
// decomposition does not know those of the supplement block. Other characters come back as they are.
QChar ideographOf(QChar c);

} // namespace documents
