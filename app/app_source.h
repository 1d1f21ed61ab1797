// AppSource: the files of a generated app, and what is made of them: the pages that the preview is
// given and the single page that is exported. Values and pure functions.

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace app {

struct AppFile
{
    QString name; // relative, with "/", never with ".."
    QString text;

    bool operator==(const AppFile&) const = default;
};

struct AppSource
{
    QList<AppFile> files;
    QString entry; // the name of the file that is opened

    bool operator==(const AppSource&) const = default;
    bool isEmpty() const { return files.isEmpty(); }
    const AppFile* find(const QString& name) const; // null: there is none
};

// The names of the app's own files that a page asks for by src or href, in order, each once.
QStringList localReferences(const QString& page);

// What runs: a picture, which is no page by itself, is wrapped in one. Line numbers of the files
// stay as they are.
AppSource runnable(const AppSource& source);

// Everything in one page: style sheets, scripts and pictures are put in where they are named.
struct SinglePage
{
    QString text;
    QStringList left; // files that could not be: modules import them, or scripts fetch them
};
SinglePage singlePage(const AppSource& source);

// What the page calls itself, or the name of its entry.
QString titleOf(const AppSource& source);

} // namespace app
