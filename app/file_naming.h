// How an answer says which file a listing is: on the line of the fence, on the line before it, or in
// a comment on its first line. Pure functions over one line each.

#pragma once

#include <QString>

namespace app {

struct FenceLine
{
    QChar character; // ` or ~; null: the line is no fence
    int length = 0;  // at least 3
    int indent = 0;  // spaces before it
    QString info;    // behind the fence, trimmed
    bool isValid() const { return length >= 3; }
};
FenceLine fenceOf(QStringView line);

struct Listing
{
    QString language; // lower case; empty: not said
    QString name;     // empty: not said
};
// "html", "css:style.css", "js title=\"app.js\"", "style.css"
Listing listingOf(const QString& info);

// "**style.css**", "### `src/app.js`", "File: data.json"
QString nameInHeading(const QString& line);
// "Create `style.css`:"; such a sentence may also lead to a piece that is quoted of the file.
QString nameInSentence(const QString& line);
// "// file: x.js", "/* style.css */", "<!-- index.html -->"
QString nameInComment(const QString& line);
bool mayBecomeComment(QStringView beginOfLine);

QString languageOfName(const QString& name); // by its suffix
bool isWebLanguage(const QString& language); // whose listings are files of an app

enum class Verdict { Yes, No, Undecided };
// Whether a page begins here. The end of the text is the end of the line if the line is complete; a
// page that begins behind other text must go on with a tag.
Verdict beginsPage(QStringView text, bool isAtLineStart, bool isLineComplete);

} // namespace app
