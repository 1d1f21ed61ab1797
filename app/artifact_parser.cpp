#include "app/artifact_parser.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace app {
namespace {

PageScanner::Language scannerLanguage(const QString& language)
{
    if (language == QLatin1String("html"))
        return PageScanner::Language::Page;
    static const QStringList scripts =
        QStringLiteral("js javascript mjs jsx ts tsx typescript").split(u' ');
    return scripts.contains(language) ? PageScanner::Language::Script
                                      : PageScanner::Language::Other;
}

// Style alone, or a tag that loads a library, is a hint in an answer; with something to be seen, or
// with a script of its own, it is an app.
bool looksLikePage(const QString& text)
{
    using Option = QRegularExpression::PatternOption;
    static const QRegularExpression whole(
        QStringLiteral("<!doctype html|<(?:html|head|body|canvas)[\\s>]"),
        Option::CaseInsensitiveOption);
    static const QRegularExpression ownScript(
        QStringLiteral("<script(?![^>]*\\ssrc\\s*=)[^>]*>\\s*[^\\s<]"),
        Option::CaseInsensitiveOption);
    static const QRegularExpression helper(QStringLiteral("<(?:script|style)[\\s>]"),
                                           Option::CaseInsensitiveOption);
    static const QRegularExpression painted(
        QStringLiteral("<(?:svg|img|video|div|section|main|header|nav|p|h[1-6]|ul|ol|table|form|"
                       "button|input|select|textarea|label|span|a)[\\s>]"),
        Option::CaseInsensitiveOption);
    return text.contains(whole) || text.contains(ownScript)
           || (text.contains(helper) && text.contains(painted));
}

bool isMarkdown(const QString& language)
{
    return language == QLatin1String("markdown") || language == QLatin1String("md");
}

} // namespace

void ArtifactParser::feed(QStringView text)
{
    for (const QChar c : text)
        if (c != u'\r')
            put(c);
}

void ArtifactParser::put(QChar c)
{
    switch (m_mode) {
    case Mode::Prose:
        putProse(c);
        break;
    case Mode::Page:
        putPage(c);
        break;
    case Mode::Listing:
        putListing(c);
        break;
    }
}

void ArtifactParser::putProse(QChar c)
{
    if (c == u'\n') {
        endProseLine();
        return;
    }
    m_line += c;
    // Quoted in a sentence, `<html>` is no page.
    if (m_candidate < 0 && c == u'<' && !m_line.contains(u'`'))
        m_candidate = m_line.size() - 1;
    if (m_candidate < 0)
        return;
    const bool isFirst = QStringView(m_line).left(m_candidate).trimmed().isEmpty();
    switch (beginsPage(QStringView(m_line).mid(m_candidate), isFirst, false)) {
    case Verdict::Undecided:
        break;
    case Verdict::No:
        m_candidate = c == u'<' ? m_line.size() - 1 : -1;
        break;
    case Verdict::Yes:
        openFile({}, QStringLiteral("html"));
        m_mode = Mode::Page;
        const QString begin = m_line.mid(m_candidate);
        m_line.clear();
        m_candidate = -1;
        for (const QChar first : begin)
            put(first);
        break;
    }
}

void ArtifactParser::endProseLine()
{
    const QString line = std::exchange(m_line, {});
    const qsizetype candidate = std::exchange(m_candidate, -1);
    if (candidate >= 0
        && beginsPage(QStringView(line).mid(candidate),
                      QStringView(line).left(candidate).trimmed().isEmpty(), true)
               == Verdict::Yes)
    {
        openFile({}, QStringLiteral("html"));
        m_mode = Mode::Page;
        for (const QChar c : QString(line.mid(candidate) + u'\n'))
            put(c);
        return;
    }
    if (const FenceLine fence = fenceOf(line); fence.isValid()) {
        beginListing(fence);
    } else if (line.trimmed().isEmpty()) {
        ++m_emptyLines;
    } else {
        m_heading = line;
        m_emptyLines = 0;
    }
}

void ArtifactParser::putPage(QChar c)
{
    write(QStringView(&c, 1));
    if (!m_scanner.hasEnded())
        return;
    write(u"\n");
    closeFile();
    m_mode = Mode::Prose;
}

void ArtifactParser::beginListing(const FenceLine& fence)
{
    m_mode = Mode::Listing;
    m_fence = fence;
    m_listing = listingOf(fence.info);
    if (m_listing.name.isEmpty() && m_emptyLines <= 1)
        m_listing.name = nameInHeading(m_heading);
    m_mayBeQuote = false;
    if (m_listing.name.isEmpty() && m_emptyLines <= 1) {
        m_listing.name = nameInSentence(m_heading);
        m_mayBeQuote = !m_listing.name.isEmpty();
    }
    m_heading.clear();
    m_emptyLines = 0;
    m_nested = 0;
    m_refusedEnd = -1;
    m_isAtLineStart = true;
    m_isFirstLine = true;
    m_scanner = PageScanner();
}

// A line is held back while it may be a fence, and the first one while it may name the file.
void ArtifactParser::putListing(QChar c)
{
    if (c == u'\n') {
        endListingLine(true);
        return;
    }
    if (!m_isAtLineStart && !m_isFirstLine) {
        write(QStringView(&c, 1));
        return;
    }
    m_line += c;
    if (m_isAtLineStart && !mayBeFence())
        m_isAtLineStart = false;
    if (m_isAtLineStart)
        return;
    if (m_isFirstLine)
        decideFirstLine(false);
    if (!m_isFirstLine)
        writeLine();
}

bool ArtifactParser::mayBeFence() const
{
    const QStringView text = QStringView(m_line).trimmed();
    if (text.isEmpty())
        return true;
    constexpr qsizetype kShortest = 3;
    return text.left(kShortest) == QString(qMin(text.size(), kShortest), m_fence.character);
}

void ArtifactParser::decideFirstLine(bool isComplete)
{
    const QString text = m_line.trimmed();
    if (!isComplete && (text.isEmpty() || mayBecomeComment(text)))
        return;
    if (m_listing.name.isEmpty() && isComplete)
        m_listing.name = nameInComment(m_line);
    // A page in a listing that does not say what it holds.
    QString& language = m_listing.language;
    if (m_listing.name.isEmpty()
        && (language.isEmpty() || language == QLatin1String("xml")
            || language == QLatin1String("text")))
    {
        const Verdict verdict = beginsPage(text, true, isComplete);
        if (verdict == Verdict::Undecided)
            return;
        if (verdict == Verdict::Yes)
            language = QStringLiteral("html");
        else if (text.startsWith(QLatin1String("<svg")))
            language = QStringLiteral("svg");
    }
    if (language.isEmpty() && !m_listing.name.isEmpty())
        language = languageOfName(m_listing.name);
    if (isComplete && text.isEmpty())
        return; // an empty line before the first
    // Beside a page, a piece of one is an explanation, and so is a piece of a file that is there.
    const bool isPiece = language == QLatin1String("html") && m_listing.name.isEmpty() && hasApp();
    const bool isQuote = m_mayBeQuote && isThere(m_listing.name);
    if (isPiece || isQuote) {
        const Verdict verdict = beginsPage(text, true, isComplete);
        if (verdict == Verdict::Undecided)
            return;
        if (verdict == Verdict::No)
            m_listing = {};
    }
    m_isFirstLine = false;
    if (isWebLanguage(language) || !m_listing.name.isEmpty())
        openFile(m_listing.name, language);
}

bool ArtifactParser::isThere(const QString& name) const
{
    return std::any_of(m_files.begin(), m_files.end(), [&name](const File& file) {
        return file.isClosed && !file.name.isEmpty() && file.name == name;
    });
}

void ArtifactParser::endListingLine(bool hasLineBreak)
{
    const FenceLine fence = m_isAtLineStart ? fenceOf(m_line) : FenceLine();
    const bool isFence = fence.isValid() && fence.character == m_fence.character;
    const bool isInside = m_scanner.isInside();
    const bool hasEnded = m_scanner.hasEnded();
    if (isFence && fence.info.isEmpty() && fence.length >= m_fence.length) {
        if (m_nested > 0 && !hasEnded) {
            --m_nested;
        } else if (isInside && !isBehindPage()) {
            m_refusedEnd = m_files[m_open].text.size();
        } else {
            m_line.clear();
            endListing();
            return;
        }
    } else if (isFence && !fence.info.isEmpty() && !isInside) {
        const bool isScript = scannerLanguage(m_listing.language) != PageScanner::Language::Other;
        const bool isPage = m_listing.language == QLatin1String("html");
        if (isMarkdown(m_listing.language) || (isPage && !hasEnded)) {
            ++m_nested;
        } else if (hasEnded || (isScript && !isPage)) {
            // The end of the listing was forgotten and the next one begins.
            m_line.clear();
            endListing();
            beginListing(fence);
            return;
        }
    }
    if (m_isFirstLine)
        decideFirstLine(true);
    // Its backticks would end the string that it is part of.
    writeLine(isFence && isInside ? Scan::No : Scan::Yes);
    if (hasLineBreak)
        write(u"\n");
    m_isAtLineStart = true;
}

// The scanner may have been misled by what looks like a string; this end of a page is the surer sign.
bool ArtifactParser::isBehindPage() const
{
    const QStringView text = m_files[m_open].text;
    constexpr qsizetype kTail = 40;
    return text.right(kTail).trimmed().endsWith(QLatin1String("</html>"), Qt::CaseInsensitive);
}

void ArtifactParser::endListing()
{
    closeFile();
    m_isAtLineStart = false;
    m_isFirstLine = false;
    m_mode = Mode::Prose;
}

void ArtifactParser::openFile(const QString& name, const QString& language)
{
    File file{name, language, {}, false, false};
    if (name.isEmpty() && language == QLatin1String("html"))
        file.name = QStringLiteral("index.html");
    if (name.isEmpty() && language == QLatin1String("svg"))
        file.name = QStringLiteral("image.svg");
    // A file that is written again replaces what it was.
    for (m_open = 0; m_open < m_files.size(); ++m_open)
        if (m_files[m_open].name == file.name && m_files[m_open].language == language)
            break;
    const bool wasPage = m_open < m_files.size() && m_files[m_open].isPage;
    file.isPage = wasPage || language == QLatin1String("svg")
                  || (language == QLatin1String("html") && !name.isEmpty() && !m_mayBeQuote);
    if (m_open < m_files.size())
        m_files[m_open] = file;
    else
        m_files.append(file);
    m_scanner = PageScanner(scannerLanguage(language));
}

// What was held back since the line began, without the indentation that the fence has, too.
void ArtifactParser::writeLine(Scan scan)
{
    qsizetype spaces = 0;
    while (spaces < qMin<qsizetype>(m_line.size(), m_fence.indent) && m_line[spaces] == u' ')
        ++spaces;
    write(QStringView(m_line).mid(spaces), scan);
    m_line.clear();
}

void ArtifactParser::write(QStringView text, Scan scan)
{
    if (m_open < 0 || text.isEmpty())
        return;
    File& file = m_files[m_open];
    file.text += text;
    if (scan == Scan::Yes)
        for (const QChar c : text)
            m_scanner.put(c);
    // Pages say so early; looking no further keeps a long listing cheap.
    constexpr qsizetype kBegin = 4096;
    if (!file.isPage && file.language == QLatin1String("html") && text.contains(u'\n')
        && file.text.size() < kBegin)
        file.isPage = looksLikePage(file.text);
}

void ArtifactParser::closeFile()
{
    if (m_open < 0)
        return;
    File& file = m_files[m_open];
    file.isClosed = true;
    if (!file.isPage && file.language == QLatin1String("html"))
        file.isPage = looksLikePage(file.text);
    m_open = -1;
}

void ArtifactParser::finish(bool isWhole)
{
    if (m_mode == Mode::Prose && !m_line.isEmpty())
        endProseLine();
    if (m_mode == Mode::Listing && !m_line.isEmpty())
        endListingLine(false);
    // A fence that was taken for text although nothing ended the listing later was its end.
    if (m_mode == Mode::Listing && isWhole && m_open >= 0 && m_refusedEnd >= 0)
        m_files[m_open].text.truncate(m_refusedEnd);
    if (isWhole)
        closeFile();
    m_isFinished = true;
    m_isWhole = isWhole;
}

// Where the only listing without a name in some language is, the name that the page asks for.
QString ArtifactParser::nameOf(const File& file) const
{
    if (!file.name.isEmpty())
        return file.name;
    const qsizetype entry = entryIndex();
    if (entry < 0)
        return {};
    const QString suffix = file.language == QLatin1String("css") ? QStringLiteral(".css")
                           : scannerLanguage(file.language) == PageScanner::Language::Script
                               ? QStringLiteral(".js")
                               : QStringLiteral(".json");
    for (const QString& name : localReferences(m_files[entry].text)) {
        const auto hasName = [&](const File& other) { return other.name == name; };
        if (name.endsWith(suffix) && std::none_of(m_files.begin(), m_files.end(), hasName))
            return name;
    }
    return {};
}

qsizetype ArtifactParser::entryIndex() const
{
    qsizetype found = -1;
    for (qsizetype i = 0; i < m_files.size(); ++i) {
        const File& file = m_files[i];
        if (!file.isPage)
            continue;
        if (file.name == QLatin1String("index.html"))
            return i;
        const bool isBetter = found < 0
                              || (m_files[found].language == QLatin1String("svg")
                                  && file.language == QLatin1String("html"));
        if (isBetter)
            found = i;
    }
    return found;
}

bool ArtifactParser::hasApp() const { return entryIndex() >= 0; }

AppSource ArtifactParser::source() const
{
    const qsizetype entry = entryIndex();
    if (entry < 0)
        return {};
    AppSource source;
    source.entry = nameOf(m_files[entry]);
    for (const File& file : m_files)
        if (const QString name = nameOf(file); !name.isEmpty() && !source.find(name))
            source.files.append({name, file.text});
    return source;
}

QList<AppFile> ArtifactParser::files() const
{
    QList<AppFile> files;
    for (const File& file : m_files)
        if (file.isClosed && !file.name.isEmpty())
            files.append({file.name, file.text});
    return files;
}

QString ArtifactParser::writing() const
{
    return m_open >= 0 && !m_isFinished && hasApp() ? nameOf(m_files[m_open]) : QString();
}

bool ArtifactParser::isComplete() const
{
    const qsizetype entry = entryIndex();
    if (entry < 0 || m_open >= 0)
        return false;
    if (m_isFinished)
        return m_isWhole;
    // While the answer goes on, a page that lacks a file waits for it.
    const AppSource soFar = source();
    const QStringList wanted = localReferences(m_files[entry].text);
    return std::all_of(wanted.begin(), wanted.end(),
                       [&](const QString& name) { return soFar.find(name) != nullptr; });
}

} // namespace app
