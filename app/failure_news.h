// FailureNews passes on what fails: the first failure, and then each of another kind. What goes wrong
// at a store goes wrong at every write, and nobody wants to read it each time.

#pragma once

#include "engine/result.h"

#include <QString>

#include <functional>
#include <string>
#include <utility>

namespace app {

class FailureNews
{
public:
    using Told = std::function<void(const QString& reason)>;

    // `told` is called in the thread that hears.
    explicit FailureNews(Told told) : m_told(std::move(told)) {}

    // A success makes every failure news again.
    void hear(const engine::Status& status)
    {
        std::string failure = status ? std::string() : status.error().message;
        if (!failure.empty() && failure != m_last)
            m_told(QString::fromStdString(failure));
        m_last = std::move(failure);
    }

private:
    Told m_told;
    std::string m_last;
};

} // namespace app
