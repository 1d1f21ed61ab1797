// PatientWrites: changes of a database's tables, made in the order in which they were asked for. One
// that the disk refuses waits and is tried again, with all behind it, because they may refer to it.

#pragma once

#include "engine/result.h"

#include <QString>
#include <QTimer>

#include <algorithm>
#include <deque>
#include <functional>
#include <utility>

namespace app {

template <class Tables>
class PatientWrites
{
public:
    static constexpr int kRepeatIntervalMs = 2000;

    using Change = std::function<engine::Status(Tables&)>;
    using Tried = std::function<void(const engine::Status&)>;
    using Unsaved = std::function<void(const QString& reason)>;

    // In the thread of `worker`. `tried` hears how each try went; `unsaved` hears the reason when
    // something begins to wait for the disk, and an empty one when nothing waits any more.
    PatientWrites(QObject* worker, Tried tried, Unsaved unsaved)
        : m_tried(std::move(tried))
        , m_unsaved(std::move(unsaved))
        , m_repeat(new QTimer(worker))
    {
        m_repeat->setSingleShot(true);
        m_repeat->setInterval(kRepeatIntervalMs);
        QObject::connect(m_repeat, &QTimer::timeout, worker, [this] { makeWaiting(); });
    }

    // What was asked for until now is made. Borrows the tables.
    void begin(Tables& tables)
    {
        m_tables = &tables;
        makeWaiting();
    }

    // There will be no tables: nothing is kept.
    void giveUp(const engine::Error& why)
    {
        m_isGivenUp = true;
        m_waiting.clear();
        tellUnsaved(why);
    }

    // A change of a row that waits already takes that one's place. 0: of no row in particular.
    void change(Change change, qint64 row = 0)
    {
        if (m_isGivenUp)
            return;
        const auto same =
            std::find_if(m_waiting.begin(), m_waiting.end(),
                         [row](const Waiting& waiting) { return row != 0 && waiting.row == row; });
        if (same != m_waiting.end())
            same->change = std::move(change);
        else
            m_waiting.push_back({row, std::move(change)});
        makeWaiting();
    }

    void makeWaiting()
    {
        while (m_tables && !m_waiting.empty()) {
            const engine::Status status = m_waiting.front().change(*m_tables);
            m_tried(status);
            // What contradicts the tables would do so for ever; anything else may pass.
            if (!status && status.error().code != engine::ErrorCode::InvalidArgument) {
                tellUnsaved(status);
                m_repeat->start();
                return;
            }
            m_waiting.pop_front();
        }
        if (m_tables)
            tellUnsaved(engine::Done{});
    }

private:
    struct Waiting
    {
        qint64 row;
        Change change;
    };

    void tellUnsaved(const engine::Status& status)
    {
        if (std::exchange(m_isUnsaved, !status) != !status)
            m_unsaved(status ? QString() : QString::fromStdString(status.error().message));
    }

    Tried m_tried;
    Unsaved m_unsaved;
    QTimer* m_repeat;
    Tables* m_tables = nullptr;
    std::deque<Waiting> m_waiting;
    bool m_isGivenUp = false;
    bool m_isUnsaved = false; // and that was told
};

} // namespace app
