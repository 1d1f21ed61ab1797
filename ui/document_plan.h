// What documents cost before they are read, how far the reading is, and what of them is asked: the
// values that the application tells the document widgets.

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace ui {

struct PlannedFile
{
    QString name; // relative, with /
    qint64 bytes = 0;
    qint64 tokens = -1; // exact, of the model's tokenizer; -1: not counted (yet)
    bool isIncluded = true;
    QString skipped;      // why it is not read; empty: it can be read
    QStringList warnings; // what of it is not in the text

    bool operator==(const PlannedFile&) const = default;
};

struct DocumentPlan
{
    QString title;
    QList<PlannedFile> files;
    qint64 tokens = 0;          // of what is included, rendering and anchors too
    qint64 mostTokens = 0;      // of the model's context, less room for an answer; 0: no model
    qint64 memoryBytes = 0;     // needed with this set
    qint64 availableMemory = 0; // 0: not known
    qint64 diskBytes = 0;       // of the saved reading
    qint64 diskBudget = 0;
    double seconds = -1; // estimate of what is still to be read; < 0: speed not known yet
    QStringList notes;

    bool isWithinContext() const { return tokens <= mostTokens; }
    bool isWithinMemory() const { return availableMemory <= 0 || memoryBytes <= availableMemory; }
    bool fits() const { return isWithinContext() && isWithinMemory(); }
};

struct ReadingState
{
    enum class Phase { Empty, Scanning, Counting, Planned, Reading, Paused, Read, Failed };

    Phase phase = Phase::Empty;
    qint64 done = 0; // tokens (Scanning and Counting: files)
    qint64 total = 0;
    double tokensPerSecond = 0;
    qint64 changedFiles = 0; // Read: files that changed on disk since
    QString sentence;        // Failed: why; else a remark, may be empty
};

// How questions are answered from the set.
enum class AskMode { WholeText, BySearch, BySections };

// What of the set the next question is asked of.
struct Scope
{
    enum class Kind { Everything, File, Selection };

    Kind kind = Kind::Everything;
    QString file;
    qsizetype begin = 0; // Selection: UTF-16 offsets in the file's text
    qsizetype end = 0;

    bool operator==(const Scope&) const = default;
};

} // namespace ui
