// The numbers of an open model as a value, from which plans are made without its engine.

#pragma once

#include "engine/model_config.h"
#include "kernels/dtype.h"

#include <QString>

namespace app {

struct ModelNumbers
{
    engine::ModelConfig config;
    quint64 fingerprint = 0;
    qint64 weightBytes = 0;
    kernels::DType kvType = kernels::DType::F32;
    int chunkTokens = 0;
    QString device; // what it computes on
};

} // namespace app
