// StatusLine: what is true now: the model, what it does, how full its context is, and what the last
// turn cost.

#pragma once

#include <QString>
#include <QWidget>

#include <optional>

class QLabel;

namespace ui {

struct TurnCost
{
    qint64 promptTokens = 0;
    qint64 reusedTokens = 0; // of the prompt: known from before
    qint64 readTokens = 0;   // of the prompt: read now
    qint64 newTokens = 0;
    double readPerSecond = 0.0; // tokens; 0: nothing was read
    double newPerSecond = 0.0;  // tokens; 0: nothing was written
};

struct Status
{
    enum class Activity { NoModel, Opening, Ready, Reading, Writing, Stopping };

    Activity activity = Activity::NoModel;
    QString model;
    qint64 done = 0;            // Reading: tokens read of those that must be
    qint64 total = 0;           // 0: not known yet
    double readPerSecond = 0.0; // Reading; 0: not known yet
    qint64 newTokens = 0;       // Writing
    double newPerSecond = 0.0;  // Writing; 0: not known yet
    qint64 contextTokens = 0;   // after the last turn; -1: not known before the next one
    qint64 contextLimit = 0;
    qint64 memoryBytes = 0; // of the program; 0: not known
    std::optional<TurnCost> lastTurn;
};

class StatusLine : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget* parent = nullptr);

    // "reused 100 of 123 tokens, read 23 (210/s), wrote 45 (37.1/s)"
    static QString describe(const TurnCost& cost);

    void setStatus(const Status& status);
    void setUnsaved(const QString& reason); // why something is not saved yet; empty: all is
    QString text() const;                   // all parts

protected:
    void changeEvent(QEvent* event) override;

private:
    void colour();
    static QString describeReading(const Status& status);
    static QString describeContext(const Status& status);

    QLabel* m_model;
    QLabel* m_activity;
    QLabel* m_unsaved;
    QLabel* m_memory;
    QLabel* m_context; // in a turn about what it is, since how much is reused is known at its end
};

} // namespace ui
