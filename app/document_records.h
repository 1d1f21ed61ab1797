// What is kept of document sets in the database, as values. Their texts and readings lie in folders
// (app/documents/stored_set.h).

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace app {

struct DocumentSetRecord
{
    qint64 id = 0;
    QString title;
    QStringList paths;    // what was dropped, absolute
    QStringList excluded; // names of files that are not read
    qint64 tokens = 0;    // of what is read, counted last; 0: not counted
    qint64 bytes = 0;     // of the saved readings
    QString model;        // that counted them: its fingerprint
    qint64 created = 0;   // milliseconds since 1970
    qint64 used = 0;
    bool isWanted = false; // a reading was begun, and nobody paused it
};

// One measured reading, or a part of one between two pauses.
struct ReadingRun
{
    QString model; // its fingerprint
    QString device;
    qint64 found = 0; // tokens in front of those that were read
    qint64 tokens = 0;
    double seconds = 0.0;
    qint64 bytes = 0; // of the program's memory behind it
    qint64 created = 0;
};

} // namespace app
