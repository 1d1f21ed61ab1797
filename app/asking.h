// What of its documents a conversation is asked, and how: kept with it as text.

#pragma once

#include "ui/document_plan.h"

#include <QString>

namespace app {

struct Asking
{
    ui::AskMode mode = ui::AskMode::WholeText;
    ui::Scope scope;

    bool operator==(const Asking&) const = default;
};

// JSON. What is missing or of another type keeps its default.
QString toText(const Asking& asking);
Asking askingFrom(const QString& text);

} // namespace app
