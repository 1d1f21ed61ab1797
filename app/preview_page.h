// What is shown in the preview and what it has to say: plain values that the window, the preview
// process and the command line share. All text that comes from a page is untrusted: it is cut to a
// length and shown as plain text.

#pragma once

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>

namespace app {

struct PreviewFile
{
    QString name; // relative, with forward slashes: "index.html", "js/game.js"
    QByteArray bytes;

    bool operator==(const PreviewFile&) const = default;
};

struct PreviewPage
{
    QString appId; // apps with different ids share no origin, no process and no storage
    QList<PreviewFile> files;
    QString entry;         // the name of the file to open
    bool keepData = false; // storage outlives the preview process

    bool operator==(const PreviewPage&) const = default;
};

struct ConsoleMessage
{
    enum class Level : quint8 { Info, Warning, Error };

    Level level = Level::Info;
    QString text;
    QString source = {}; // the name of a file of the page, or an address; may be empty
    qint32 line = 0;

    bool operator==(const ConsoleMessage&) const = default;
};

struct PageError
{
    QString message;
    QString source = {};
    qint32 line = 0;    // from 1; 0 where unknown
    qint32 column = 0;  // from 1; 0 where unknown
    QString stack = {}; // may be empty

    bool operator==(const PageError&) const = default;
};

// What keeps the page from the machine, as the preview process found it.
struct PreviewSandbox
{
    bool hasOwnNetwork = false;     // a network namespace without interfaces
    bool hasProcessSandbox = false; // Chromium's sandbox around the page's process; off for root
    bool hasFileFence = false;      // Landlock keeps the user's files out of reach

    bool operator==(const PreviewSandbox&) const = default;
};

} // namespace app

Q_DECLARE_METATYPE(app::PreviewPage)
Q_DECLARE_METATYPE(app::ConsoleMessage)
Q_DECLARE_METATYPE(app::PageError)
Q_DECLARE_METATYPE(app::PreviewSandbox)
