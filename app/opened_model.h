// OpenedModel: an engine that is ready, and what the window shows of its model.

#pragma once

#include "engine/engine.h"
#include "engine/recommended_use.h"
#include "ui/model_panel.h"

#include <QList>
#include <QString>

#include <functional>
#include <memory>

namespace app {

struct ModelFacts
{
    QString name; // short, for the status line
    qint64 contextLimit = 0;
    QList<ui::FactGroup> groups;
    engine::RecommendedUse recommended = {};
};

struct OpenedModel
{
    std::unique_ptr<engine::Engine> engine;
    ModelFacts facts;
};

// Blocks; runs in the engine thread.
using ModelOpener = std::function<engine::Result<OpenedModel>(const QString& path)>;

} // namespace app
