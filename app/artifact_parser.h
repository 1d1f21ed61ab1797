// ArtifactParser: finds an app in the text of an answer while it arrives: a bare page, a listing in
// html or svg, or several listings with file names. It reads character by character, so the result
// does not depend on how the text was cut into pieces.

#pragma once

#include "app/app_source.h"
#include "app/file_naming.h"
#include "app/page_scanner.h"

namespace app {

class ArtifactParser
{
public:
    void feed(QStringView text);
    // Nothing follows. An answer that ended by itself is whole although its last listing may be
    // open; one that was cut is not.
    void finish(bool isWhole);

    // True once there is something that could be opened; it never becomes false again.
    bool hasApp() const;
    // The app so far; empty while there is none.
    AppSource source() const;
    // The named files that were written to their end, whether there is a page among them or not.
    QList<AppFile> files() const;
    // The name of the file whose text grows now; empty: none.
    QString writing() const;
    // Whether what is there can run: nothing of it is being written or still to come.
    bool isComplete() const;

private:
    enum class Mode { Prose, Page, Listing };
    enum class Scan { Yes, No };

    struct File
    {
        QString name; // empty: a listing without a name
        QString language;
        QString text;
        bool isPage = false; // can be opened
        bool isClosed = false;
    };

    void put(QChar c);
    void putProse(QChar c);
    void putPage(QChar c);
    void putListing(QChar c);
    void endProseLine();
    void endListingLine(bool hasLineBreak);
    void beginListing(const FenceLine& fence);
    void endListing();
    void openFile(const QString& name, const QString& language);
    void closeFile();
    void decideFirstLine(bool isComplete);
    void writeLine(Scan scan = Scan::Yes);
    void write(QStringView text, Scan scan = Scan::Yes);
    bool mayBeFence() const;
    bool isBehindPage() const;
    bool isThere(const QString& name) const; // a file that was written to its end

    QString nameOf(const File& file) const;
    qsizetype entryIndex() const;

    QList<File> m_files;
    qsizetype m_open = -1; // the file that is written; -1: none
    Mode m_mode = Mode::Prose;
    PageScanner m_scanner;

    QString m_line;               // of the line, what is not decided yet
    qsizetype m_candidate = -1;   // in prose: where in the line a page may begin
    QString m_heading;            // in prose: the last line that was not empty
    int m_emptyLines = 0;         // since then
    FenceLine m_fence;            // that opened the listing
    Listing m_listing;            // and what it said
    bool m_isAtLineStart = false; // in a listing: m_line may become a fence
    bool m_isFirstLine = false;   // in a listing: m_line may name the file
    bool m_mayBeQuote = false;    // in a listing: only a sentence before it has named the file
    int m_nested = 0;             // listings inside the listing
    qsizetype m_refusedEnd = -1;  // where a fence was taken for text although it could be the end
    bool m_isFinished = false;
    bool m_isWhole = false;
};

} // namespace app
