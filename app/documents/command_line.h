// What levin read and levin ask share: their options, and what they print.

#pragma once

#include "app/documents/reading.h"

#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QJsonObject>

#include <optional>

namespace documents {

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;
constexpr int kInterrupted = 130;

// What a command is given by the program.
struct Surroundings
{
    std::stop_token stop;
    std::int64_t availableMemory = 0; // bytes; 0: not known
};

int readCommand(const QStringList& arguments, const Surroundings& surroundings);
int askCommand(const QStringList& arguments, const Surroundings& surroundings);

void say(const QString& sentence); // on stderr
int fail(const engine::Error& error);
void print(const QJsonObject& json); // on stdout, one line

void addCommonOptions(QCommandLineParser& parser);
// Whether the arguments make sense; says what does not. Prints the help and ends where that is wanted.
bool parse(QCommandLineParser& parser, const QStringList& arguments);
// The number of an option; says what is wrong with one that is none, or less than `least`.
std::optional<int> numberOf(const QCommandLineParser& parser, const QString& option, int least);

engine::Result<std::unique_ptr<engine::LocalEngine>> openModel(const QString& path, int threads);

// On one line of the terminal a few times a second; a line for every percent where somebody else
// reads along.
class ProgressLine
{
public:
    explicit ProgressLine(bool isAsked);
    ~ProgressLine();

    void show(const ReadingProgress& progress);

private:
    bool m_isTerminal;
    bool m_isWanted;
    QElapsedTimer m_sinceShown;
    int m_shownPercent = -1;
};

// Reads what is not yet read of the plan and shows how far it is. Fails before it begins where the
// disk or the memory has too little room.
engine::Result<ReadingOutcome> readWithProgress(engine::LocalEngine& engine,
                                                const ReadingPlan& plan, const QString& folder,
                                                bool isProgressAsked,
                                                const Surroundings& surroundings);

} // namespace documents
