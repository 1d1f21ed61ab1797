#include "ui/code_pane.h"

#include "ui/code_lexers.h"
#include "ui/colours.h"

#include <QEvent>
#include <QFontDatabase>
#include <QHelpEvent>
#include <QToolTip>
#include <Qsci/qscilexer.h>

#include <algorithm>

namespace ui {
namespace {

constexpr int kNumberMargin = 0;
constexpr int kMarkMargin = 1;
constexpr int kFoldMargin = 2;
constexpr int kErrorMark = 1;
constexpr int kErrorLine = 2; // the same, as the line's background

QFont codeFont(const QWidget* widget)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(widget->font().pointSizeF());
    return font;
}

} // namespace

CodePane::CodePane(const QString& fileName, QWidget* parent)
    : QsciScintilla(parent)
    , m_fileName(fileName)
{
    setAccessibleName(tr("Code of %1").arg(fileName));
    setUtf8(true);
    setEolMode(EolUnix);
    setIndentationsUseTabs(false);
    setIndentationWidth(2);
    setTabWidth(2);
    setAutoIndent(true);
    setBackspaceUnindents(true);
    setBraceMatching(SloppyBraceMatch);
    setFrameShape(QFrame::NoFrame);
    setScrollWidth(1);
    setScrollWidthTracking(true);
    SendScintilla(SCI_SETMULTIPLESELECTION, true);
    SendScintilla(SCI_SETADDITIONALSELECTIONTYPING, true);
    setUpMargins();
    setLexer(lexerFor(fileName, this));
    colour();
    connect(this, &QsciScintilla::textChanged, this, [this] {
        if (m_isShowing)
            return;
        m_shown = QString();
        emit edited();
    });
}

void CodePane::setUpMargins()
{
    setMarginType(kNumberMargin, NumberMargin);
    setMarginType(kMarkMargin, SymbolMargin);
    setMarginMarkerMask(kMarkMargin, 1 << kErrorMark);
    setMarginWidth(kMarkMargin, 14);
    setMarginMarkerMask(kNumberMargin, 0);
    markerDefine(Circle, kErrorMark);
    markerDefine(Background, kErrorLine);
    setFolding(PlainFoldStyle, kFoldMargin);
    connect(this, &QsciScintilla::linesChanged, this, &CodePane::fitNumberMargin);
    fitNumberMargin();
}

void CodePane::fitNumberMargin()
{
    constexpr int kFewestDigits = 3;
    const int digits = std::max(kFewestDigits, int(QString::number(lines()).size()));
    setMarginWidth(kNumberMargin, QString(digits + 1, u'8'));
}

void CodePane::colour()
{
    const QPalette& colours = palette();
    const QColor base = colours.color(QPalette::Base);
    const QColor text = colours.color(QPalette::Text);
    const QFont font = codeFont(this);
    setFont(font);
    setPaper(base);
    setColor(text);
    if (lexer())
        applyColours(lexer(), colours, font);
    setMarginsFont(font);
    setMarginsBackgroundColor(base);
    setMarginsForegroundColor(dimText(colours));
    setFoldMarginColors(base, base);
    setCaretForegroundColor(text);
    setCaretLineVisible(true);
    setCaretLineBackgroundColor(raised(colours));
    setSelectionBackgroundColor(colours.color(QPalette::Highlight));
    setSelectionForegroundColor(colours.color(QPalette::HighlightedText));
    setMatchedBraceBackgroundColor(outline(colours));
    setMatchedBraceForegroundColor(text);
    setUnmatchedBraceForegroundColor(errorText(colours));
    setUnmatchedBraceBackgroundColor(base);
    setIndentationGuidesForegroundColor(outline(colours));
    setMarkerBackgroundColor(errorText(colours), kErrorMark);
    setMarkerForegroundColor(errorText(colours), kErrorMark);
    setMarkerBackgroundColor(removedLine(colours), kErrorLine);
    for (int folded = SC_MARKNUM_FOLDEREND; folded <= int(SC_MARKNUM_FOLDEROPEN); ++folded) {
        setMarkerForegroundColor(dimText(colours), folded);
        setMarkerBackgroundColor(dimText(colours), folded);
    }
    fitNumberMargin();
}

void CodePane::changeEvent(QEvent* event)
{
    QsciScintilla::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationFontChange)
        colour();
}

bool CodePane::isEndInView() const
{
    const auto first = SendScintilla(SCI_GETFIRSTVISIBLELINE);
    const auto shown = SendScintilla(SCI_LINESONSCREEN);
    const auto last =
        SendScintilla(SCI_VISIBLEFROMDOCLINE, static_cast<unsigned long>(lines() - 1));
    return first + shown >= last;
}

// Appending costs what was appended; anything else is shown anew.
void CodePane::showText(const QString& text)
{
    if (!m_shown.isNull() && text == m_shown)
        return;
    const bool wasReadOnly = isReadOnly();
    const bool isGrowing = !m_shown.isEmpty() && text.startsWith(m_shown);
    const bool followsEnd = wasReadOnly && isEndInView();
    m_isShowing = true;
    setReadOnly(false);
    SendScintilla(SCI_SETUNDOCOLLECTION, 0UL);
    if (isGrowing) {
        append(text.mid(m_shown.size()));
    } else {
        clearMarks();
        setText(text);
    }
    SendScintilla(SCI_SETUNDOCOLLECTION, 1UL);
    SendScintilla(SCI_EMPTYUNDOBUFFER);
    setReadOnly(wasReadOnly);
    m_isShowing = false;
    m_shown = text.isNull() ? QLatin1String("") : text;
    if (followsEnd)
        SendScintilla(SCI_SETFIRSTVISIBLELINE, static_cast<unsigned long>(lines()));
}

void CodePane::replaceAll(const QString& text)
{
    beginUndoAction();
    selectAll();
    replaceSelectedText(text);
    endUndoAction();
}

void CodePane::setWriting(bool isWriting)
{
    setReadOnly(isWriting);
    setCaretLineVisible(!isWriting);
}

void CodePane::clearMarks()
{
    m_marks.clear();
    markerDeleteAll(kErrorMark);
    markerDeleteAll(kErrorLine);
}

void CodePane::mark(int line, const QString& text)
{
    if (line < 1 || line > lines())
        return;
    if (!m_marks.contains(line)) {
        markerAdd(line - 1, kErrorMark);
        markerAdd(line - 1, kErrorLine);
    }
    QString& told = m_marks[line];
    if (!told.contains(text))
        told += (told.isEmpty() ? QString() : QStringLiteral("\n")) + text;
}

QList<int> CodePane::markedLines() const
{
    QList<int> found;
    for (int line = 0; line < lines(); ++line)
        if ((markersAtLine(line) & (1U << kErrorMark)) != 0)
            found.append(line + 1);
    return found;
}

void CodePane::goToLine(int line)
{
    line = std::clamp(line, 1, lines());
    ensureLineVisible(line - 1); // unfolds it
    setCursorPosition(line - 1, 0);
    // In the middle, where the lines around it explain it.
    const auto shown = int(SendScintilla(SCI_LINESONSCREEN));
    setFirstVisibleLine(std::max(0, line - 1 - shown / 2));
    setFocus();
}

bool CodePane::viewportEvent(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QsciScintilla::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int margins = marginWidth(kNumberMargin) + marginWidth(kMarkMargin);
    const int line = lineAt(help->pos());
    if (help->pos().x() < margins && line >= 0 && (markersAtLine(line) & (1U << kErrorMark)) != 0)
        QToolTip::showText(help->globalPos(), m_marks.value(line + 1).toHtmlEscaped(), this);
    else
        QToolTip::hideText();
    return true;
}

bool CodePane::find(const QString& text, bool isForward, bool isCaseSensitive)
{
    if (text.isEmpty())
        return false;
    // Backwards it goes on before what is selected, or it would find the same again.
    int line = -1;
    int column = -1;
    if (!isForward && hasSelectedText()) {
        int endLine = 0;
        int endColumn = 0;
        getSelection(&line, &column, &endLine, &endColumn);
    }
    return findFirst(text, false, isCaseSensitive, false, true, isForward, line, column);
}

bool CodePane::replaceFound(const QString& text, const QString& by, bool isCaseSensitive)
{
    const auto sensitivity = isCaseSensitive ? Qt::CaseSensitive : Qt::CaseInsensitive;
    if (hasSelectedText() && selectedText().compare(text, sensitivity) == 0)
        replaceSelectedText(by);
    return find(text, true, isCaseSensitive);
}

int CodePane::replaceEverywhere(const QString& text, const QString& by, bool isCaseSensitive)
{
    const auto sensitivity = isCaseSensitive ? Qt::CaseSensitive : Qt::CaseInsensitive;
    const QString before = QsciScintilla::text();
    const auto count = text.isEmpty() ? 0 : before.count(text, sensitivity);
    if (count == 0)
        return 0;
    const auto firstLine = firstVisibleLine();
    replaceAll(QString(before).replace(text, by, sensitivity));
    setFirstVisibleLine(firstLine);
    return int(count);
}

} // namespace ui
