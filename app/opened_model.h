// OpenedModel: an engine that is ready, and what the window shows of its model.

#pragma once

#include "engine/engine.h"
#include "engine/recommended_use.h"
#include "ui/model_panel.h"

#include <QList>
#include <QString>

#include <functional>
#include <memory>

namespace engine {
class LocalEngine;
}

namespace app {

struct ModelNumbers;

struct ModelFacts
{
    QString name; // short, for the status line
    qint64 contextLimit = 0;
    QList<ui::FactGroup> groups;
    engine::RecommendedUse recommended = {};
    std::shared_ptr<const ModelNumbers> numbers = {}; // null: not of a model on this computer
    qint64 neededBytes = 0; // of memory, with a short context; 0: not known
};

struct OpenedModel
{
    std::unique_ptr<engine::Engine>
        engine; // null: the facts say that it needs more than it may take
    ModelFacts facts;
    engine::LocalEngine* local = nullptr; // the same engine, where it reads documents
};

// Blocks; runs in the engine thread. The model may take `mostBytes` of memory; 0: whatever it needs.
using ModelOpener =
    std::function<engine::Result<OpenedModel>(const QString& path, qint64 mostBytes)>;

} // namespace app
