#include "app/document_plan.h"

#include "app/documents/reading.h"
#include "engine/memory_plan.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSet>

#include <algorithm>

namespace app {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DocumentPlan)
};

QString number(qint64 value) { return QLocale().toString(value); }
QString size(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeIecFormat);
}

void addFiles(const PlanInputs& inputs, ui::DocumentPlan& plan)
{
    const QSet<QString> excluded(inputs.record.excluded.begin(), inputs.record.excluded.end());
    qsizetype i = 0;
    for (const documents::Document& document : inputs.stored->documents) {
        ui::PlannedFile file;
        file.name = document.name;
        file.bytes = document.bytes;
        file.tokens = inputs.fileTokens.value(i++, -1);
        file.isIncluded = !excluded.contains(document.name);
        file.warnings = document.content.warnings;
        if (file.isIncluded && file.tokens > 0)
            plan.tokens += file.tokens;
        plan.files.append(file);
    }
    for (const documents::FoundFile& found : inputs.stored->skipped) {
        ui::PlannedFile file;
        file.name = found.name;
        file.bytes = found.bytes;
        file.isIncluded = false;
        file.skipped = found.skipped;
        plan.files.append(file);
    }
}

} // namespace

documents::ModelShape shapeOf(const ModelNumbers& model)
{
    return {model.config, model.weightBytes, model.kvType, model.chunkTokens};
}

qint64 memoryFor(const ModelNumbers& model, qint64 tokens)
{
    return engine::planMemory(model.config, model.weightBytes, model.kvType, tokens,
                              model.chunkTokens)
               .totalBytes()
           + documents::snapshotBytes(model.config, model.kvType, tokens);
}

qint64 mostTokens(const ModelNumbers& model, qint64 availableMemory)
{
    const qint64 limit = model.config.contextLimit;
    if (availableMemory <= 0)
        return limit;
    qint64 fits = 0, tooMany = limit + 1;
    while (tooMany - fits > 1) {
        const qint64 tokens = fits + (tooMany - fits) / 2;
        (memoryFor(model, tokens) <= availableMemory ? fits : tooMany) = tokens;
    }
    return fits;
}

ui::DocumentPlan planOf(const PlanInputs& inputs)
{
    ui::DocumentPlan plan;
    plan.title = inputs.record.title;
    plan.diskBudget = inputs.diskBudget;
    if (inputs.stored) {
        addFiles(inputs, plan);
        plan.notes = inputs.stored->notes;
    }
    if (inputs.total > 0)
        plan.tokens = inputs.total;
    if (!inputs.model)
        return plan;
    const ModelNumbers& model = *inputs.model;
    plan.mostTokens = documents::mostDocumentTokens(model.config);
    plan.availableMemory = inputs.availableMemory;
    if (plan.tokens == 0)
        return plan;
    plan.memoryBytes = memoryFor(model, plan.tokens);
    plan.diskBytes = documents::readingBytes(model.config, model.kvType, plan.tokens);
    if (inputs.speed) {
        const auto secondsFor = [&](qint64 tokens) {
            return documents::secondsFor(shapeOf(model), tokens, documents::Attention::AsBuilt,
                                         *inputs.speed);
        };
        plan.seconds = secondsFor(plan.tokens) - secondsFor(std::min(inputs.saved, plan.tokens));
    }
    return plan;
}

QString whyItDoesNotFit(const ui::DocumentPlan& plan)
{
    if (!plan.isWithinContext())
        return Text::tr("The documents have %1 tokens, and this model reads at most %2 beside a "
                        "question and its answer. Leave out files, or let it be asked section by "
                        "section or by search.")
            .arg(number(plan.tokens), number(plan.mostTokens));
    if (!plan.isWithinMemory())
        return Text::tr("The documents need %1 of memory with this model, and %2 are available. "
                        "Leave out files, or let it be asked section by section or by search.")
            .arg(size(plan.memoryBytes), size(plan.availableMemory));
    return {};
}

} // namespace app
