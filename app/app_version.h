// What is kept of the app of a conversation: its versions, each with the message that it came from.
// Values: they travel between the window's thread and the one that writes.

#pragma once

#include "app/app_source.h"

#include <QByteArray>

namespace app {

struct AppVersion
{
    enum class Origin { Model, User };
    enum class Status {
        Writing,   // the model writes it
        CutOff,    // the model was stopped before it was complete
        NotRun,    // complete, not run yet
        Works,     // ran without an error
        HasErrors, // ran with errors
        Hung,      // had to be stopped, or crashed: never run by itself again
    };

    qint64 id = 0;
    int number = 0; // of the app, from 1
    Origin origin = Origin::Model;
    Status status = Status::NotRun;
    qint64 message = 0; // the answer that it was written in, or that the user's edit followed
    qint64 parent = 0;  // the version that it replaced; 0: none
    qint64 created = 0; // milliseconds since 1970
    AppSource source;
    QByteArray thumbnail; // PNG; empty: none yet
};

// Of the list of all apps.
struct AppEntry
{
    qint64 conversation = 0;
    QString title; // of the page; may be empty
};

struct AppRecord
{
    qint64 id = 0; // 0: the conversation has no app
    qint64 conversation = 0;
    qint64 shown = 0;           // the version in the editor
    bool keepsData = false;     // what the app stores outlives the preview
    QList<AppVersion> versions; // by number

    const AppVersion* find(qint64 version) const
    {
        for (const AppVersion& one : versions)
            if (one.id == version)
                return &one;
        return nullptr;
    }
};

} // namespace app
