// What the page of a document set shows of it before and while it is read. Pure.

#pragma once

#include "app/document_records.h"
#include "app/document_values.h"
#include "app/documents/cost.h"
#include "app/model_numbers.h"
#include "ui/document_plan.h"

namespace app {

struct PlanInputs
{
    DocumentSetRecord record;
    StoredSet stored;                    // null: not loaded
    QList<qint64> fileTokens;            // of all its documents; empty: not counted
    qint64 total = 0;                    // of what is read; 0: not counted
    qint64 saved = 0;                    // tokens that lie on disk already
    const ModelNumbers* model = nullptr; // null: none that reads documents
    qint64 availableMemory = 0;
    qint64 diskBudget = 0;
    std::optional<documents::Speed> speed = {}; // measured; absent: not known
};

ui::DocumentPlan planOf(const PlanInputs& inputs);

documents::ModelShape shapeOf(const ModelNumbers& model);

// What the model needs for so many tokens, and how many it has room for.
qint64 memoryFor(const ModelNumbers& model, qint64 tokens);
qint64 mostTokens(const ModelNumbers& model, qint64 availableMemory);

// Why this set cannot be asked as a whole; empty: it can.
QString whyItDoesNotFit(const ui::DocumentPlan& plan);

} // namespace app
