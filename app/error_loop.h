// ErrorLoop: what went wrong in the running app, as one readable message for the model, and whether
// the program may ask the model by itself. A state machine without clocks: its owner says when a run
// begins and when it has settled.

#pragma once

#include <QCoreApplication>
#include <QList>
#include <QStringList>

#include <functional>

namespace app {

struct PageProblem
{
    enum class Kind {
        Uncaught,  // an error nobody caught
        Rejection, // a promise nobody handled
        Console,   // console.error
        Blank,     // nothing is to be seen
        Frozen,    // no frame for a while
        Hung,      // had to be stopped
    };

    Kind kind = Kind::Uncaught;
    QString text;
    QString file;
    int line = 0; // from 1; 0: unknown
    int count = 1;
};

class ErrorLoop
{
    Q_DECLARE_TR_FUNCTIONS(app::ErrorLoop)

public:
    static constexpr int kMostTries = 3;

    enum class Decision {
        Rest,   // nothing is wrong, or the automatic mode is off
        Ask,    // send message()
        GiveUp, // reason() says why
    };

    // Gives the text of a line of a file of the version that runs; empty: there is none.
    using LineOf = std::function<QString(const QString& file, int line)>;

    void setAutomatic(bool isOn) { m_isAutomatic = isOn; }

    void reset();     // another conversation
    void beginAnew(); // the user has asked for something: the tries are counted anew
    // A run begins; its problems come one by one, equal ones are counted.
    void beginRun(LineOf lineOf);
    void add(const PageProblem& problem);
    void takeBack(PageProblem::Kind kind); // it is over
    // The run has shown what it does. Calling it again for the same run decides nothing new.
    Decision settle();
    // The message was sent, by the program or by a person.
    void asked() { m_isSettled = true; }

    const QList<PageProblem>& problems() const { return m_problems; }
    int problemCount() const { return int(m_problems.size()); }
    QString message() const;   // for the model; empty: nothing is wrong
    QString signature() const; // equal for the same problems, wherever their lines have moved to
    QString reason() const { return m_reason; }
    int tries() const { return m_tries; }

private:
    QString describe(const PageProblem& problem) const;

    bool m_isAutomatic = false;
    bool m_isSettled = true;
    int m_tries = 0;
    LineOf m_lineOf;
    QList<PageProblem> m_problems;
    int m_left = 0;           // problems of this run beyond the most that are kept
    QStringList m_signatures; // of the runs that the model was asked to repair
    QString m_reason;
};

} // namespace app
