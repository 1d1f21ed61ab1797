// What the chips below an answer say of its quotations. Pure.

#pragma once

#include "app/document_values.h"
#include "ui/viewed_document.h"

#include <QVariantList>

namespace app {

QVariantList chipsFor(const QList<CheckedQuote>& quotes); // ui::QuotesRole
ui::MarkKind markFor(const CheckedQuote& quote);

} // namespace app
