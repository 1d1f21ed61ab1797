// The curves and points of the cost view: from the numbers of the open model and the readings that
// took place with it. Pure.

#pragma once

#include "app/document_records.h"
#include "app/model_numbers.h"
#include "ui/cost_view.h"

namespace app {

// `name` is the model's for people. Runs of other models are passed over; the time is that of the
// device on which the model runs now.
ui::CostCurves costCurves(const ModelNumbers& model, const QString& name,
                          const QList<ReadingRun>& runs);
QList<ui::CostPoint> costPoints(const ModelNumbers& model, const QList<ReadingRun>& runs);

} // namespace app
