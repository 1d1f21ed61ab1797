#include "ui/transcript_view.h"

#include "ui/colours.h"
#include "ui/quote_chip.h"

#include <QEvent>
#include <QFontDatabase>
#include <QLocale>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextFrame>
#include <QUrl>

namespace ui {
namespace {

constexpr int kColumnWidth = 820; // of text, in pixels: about 100 characters
constexpr int kMargin = 16;
// A pasted document is shown by its beginning; the model reads all of it.
constexpr qsizetype kShownCharacters = 20'000;
constexpr QLatin1String kFence("```");

QTextCursor endOf(QTextDocument* document)
{
    QTextCursor cursor(document);
    cursor.movePosition(QTextCursor::End);
    return cursor;
}

QTextBlockFormat paragraph(qreal above = 0.0)
{
    QTextBlockFormat format;
    format.setTopMargin(above);
    format.setLineHeight(125.0, QTextBlockFormat::ProportionalHeight);
    return format;
}

QTextFrameFormat surface(const QPalette& palette)
{
    QTextFrameFormat format;
    format.setBackground(raised(palette));
    format.setBorder(0);
    format.setPadding(10);
    format.setTopMargin(4);
    format.setBottomMargin(8);
    return format;
}

QTextCharFormat codeFormat()
{
    QTextCharFormat format;
    format.setFontFamilies(QFontDatabase::systemFont(QFontDatabase::FixedFont).families());
    return format;
}

// The cursor's block, but for an empty one where a frame begins or ends, which Qt needs.
void removeLine(QTextCursor& cursor)
{
    cursor.movePosition(QTextCursor::StartOfBlock);
    cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
    cursor.removeSelectedText();
    const QTextBlock before = cursor.block().previous();
    if (before.isValid() && QTextCursor(before).currentFrame() == cursor.currentFrame())
        cursor.deletePreviousChar();
}

// A new block at the end, or the last one while that is empty.
QTextCursor beginBlock(QTextDocument* document, const QTextBlockFormat& block,
                       const QTextCharFormat& text)
{
    QTextCursor cursor = endOf(document);
    if (cursor.block().text().isEmpty()) {
        cursor.setBlockFormat(block);
        cursor.setBlockCharFormat(text);
        cursor.setCharFormat(text);
    } else {
        cursor.insertBlock(block, text);
    }
    return cursor;
}

} // namespace

TranscriptView::TranscriptView(QWidget* parent) : QTextBrowser(parent)
{
    setAccessibleName(tr("Conversation"));
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setUndoRedoEnabled(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document()->setDocumentMargin(kMargin);
    QFont readable = font();
    readable.setPointSizeF(readable.pointSizeF() * 1.1);
    setFont(readable);
    connect(this, &QTextBrowser::anchorClicked, this, &TranscriptView::followLink);
}

void TranscriptView::setModel(QAbstractItemModel* model)
{
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    connect(model, &QAbstractItemModel::modelReset, this, [this] { showFrom(0); });
    connect(model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex&, int first) { showFrom(first); });
    connect(model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex&, int first) { showFrom(first); });
    connect(model, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex& first) { updateRow(first.row()); });
    showFrom(0);
}

void TranscriptView::setThinkingShown(bool isShown)
{
    m_isThinkingShown = isShown;
    showFrom(0);
}

void TranscriptView::showRow(int row)
{
    QTextCursor cursor(document());
    cursor.setPosition(m_rowStarts.value(row));
    QScrollBar* bar = verticalScrollBar();
    bar->setValue(bar->value() + cursorRect(cursor).top());
}

QVariant TranscriptView::value(int row, TranscriptRole role) const
{
    return m_model->index(row, 0).data(role);
}

template <class Change>
void TranscriptView::keepingTheEndInView(Change change)
{
    QScrollBar* bar = verticalScrollBar();
    const bool isAtEnd = bar->value() >= bar->maximum() - fontMetrics().height();
    change();
    if (isAtEnd)
        bar->setValue(bar->maximum());
}

void TranscriptView::showFrom(int row)
{
    if (!m_model)
        return;
    keepingTheEndInView([&] {
        if (row >= m_rowStarts.size()) {
            row = int(m_rowStarts.size());
        } else if (row == 0) {
            clear();
        } else {
            QTextCursor cursor(document());
            cursor.setPosition(m_rowStarts[row]);
            cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
            cursor.removeSelectedText();
        }
        m_rowStarts.resize(row);
        m_last = {};
        for (int i = row; i < m_model->rowCount(); ++i)
            appendRow(i);
    });
}

// Only the last row's text grows, and only at its end; everything else is shown anew.
void TranscriptView::updateRow(int row)
{
    const bool isLast = row == m_model->rowCount() - 1;
    const bool isAssistant = value(row, AuthorRole).toInt() == int(Author::Assistant);
    const QString thinking = m_isThinkingShown ? value(row, ThinkingRole).toString() : QString();
    const bool hasGrown = value(row, TextRole).toString().startsWith(m_last.text)
                          && thinking.startsWith(m_last.thinking) && m_last.note.isEmpty()
                          && !m_last.hasQuotes
                          && (m_last.text.isEmpty() || thinking == m_last.thinking);
    if (isLast && isAssistant && hasGrown)
        keepingTheEndInView([&] { appendAssistant(row); });
    else
        showFrom(row);
}

void TranscriptView::appendRow(int row)
{
    const QTextCursor end = endOf(document());
    m_rowStarts.append(end.position());
    m_last = {};
    if (value(row, AuthorRole).toInt() == int(Author::User)) {
        appendHeading(tr("You"));
        appendUserText(value(row, TextRole).toString());
    } else {
        appendHeading(tr("Model"));
        appendAssistant(row);
    }
}

void TranscriptView::appendHeading(const QString& heading)
{
    QTextCharFormat format;
    format.setFontWeight(QFont::DemiBold);
    format.setForeground(dimText(palette()));
    beginBlock(document(), paragraph(kMargin), format).insertText(heading);
}

void TranscriptView::appendUserText(const QString& text)
{
    QTextCursor cursor = endOf(document());
    cursor.insertFrame(surface(palette()));
    cursor.setBlockFormat(paragraph());
    cursor.setCharFormat({});
    cursor.insertText(text.left(kShownCharacters));
    if (text.size() > kShownCharacters) {
        QTextCharFormat dim;
        dim.setForeground(dimText(palette()));
        cursor.insertBlock(paragraph(kMargin / 2.0), dim);
        cursor.insertText(tr("and %1 more characters, which the model reads too")
                              .arg(QLocale().toString(text.size() - kShownCharacters)));
    }
}

void TranscriptView::appendAssistant(int row)
{
    const QString thinking = m_isThinkingShown ? value(row, ThinkingRole).toString() : QString();
    const QString text = value(row, TextRole).toString();
    const QString note = value(row, NoteRole).toString();
    if (thinking.size() > m_last.thinking.size()) {
        QTextCharFormat dim;
        dim.setForeground(dimText(palette()));
        dim.setFontItalic(true);
        QTextBlockFormat indented = paragraph(4);
        indented.setLeftMargin(kMargin);
        QTextCursor cursor =
            m_last.thinking.isEmpty() ? beginBlock(document(), indented, dim) : endOf(document());
        cursor.insertText(thinking.mid(m_last.thinking.size()), dim);
        m_last.thinking = thinking;
    }
    if (text.size() > m_last.text.size()) {
        if (m_last.text.isEmpty())
            beginBlock(document(), paragraph(4), {});
        appendText(text.mid(m_last.text.size()));
        m_last.text = text;
    }
    const bool hasQuotes = !value(row, QuotesRole).toList().isEmpty();
    // The reply is over: its last line is complete without an end of line.
    if ((!note.isEmpty() || hasQuotes) && m_last.listing && text.endsWith(kFence)) {
        QTextCursor cursor = m_last.listing->lastCursorPosition();
        endLine(cursor);
    }
    if (hasQuotes && !m_last.hasQuotes)
        appendQuotes(row);
    m_last.hasQuotes = hasQuotes;
    if (!note.isEmpty() && m_last.note.isEmpty())
        appendNote(note, value(row, HasFailedRole).toBool());
    m_last.note = note;
}

void TranscriptView::appendQuotes(int row)
{
    const QVariantList quotes = value(row, QuotesRole).toList();
    for (qsizetype i = 0; i < quotes.size(); ++i) {
        const QuoteChip chip(quotes[i].toMap());
        QTextCharFormat format;
        format.setAnchor(true);
        format.setAnchorHref(QStringLiteral("quote:%1/%2").arg(row).arg(i));
        format.setForeground(chip.colour(palette()));
        format.setToolTip(chip.tip());
        QTextCursor cursor = beginBlock(document(), paragraph(i == 0 ? 6 : 0), {});
        cursor.insertText(chip.title(), format);
        format.setForeground(dimText(palette()));
        cursor.insertText(QLatin1String("  ") + chip.text(), format);
    }
}

void TranscriptView::followLink(const QUrl& link)
{
    if (link.scheme() != QLatin1String("quote")) {
        emit retryRequested();
        return;
    }
    const QStringList place = link.path().split(u'/');
    const int row = place.value(0).toInt();
    const QVariant id = m_model->index(row, 0).data(IdRole);
    emit quoteActivated(id.isValid() ? id.toLongLong() : row, place.value(1).toInt());
}

// Line by line: a line that begins with ``` begins or ends a listing. Whether it does is known when
// the line is complete, so that text can arrive in pieces of any size.
void TranscriptView::appendText(const QString& text)
{
    QTextCursor cursor = m_last.listing ? m_last.listing->lastCursorPosition() : endOf(document());
    const QStringList lines = text.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (i > 0)
            endLine(cursor);
        cursor.insertText(lines[i], m_last.listing ? codeFormat() : QTextCharFormat());
    }
}

void TranscriptView::endLine(QTextCursor& cursor)
{
    const QString line = cursor.block().text();
    if (!line.startsWith(kFence)) {
        if (m_last.listing)
            cursor.insertBlock({}, codeFormat());
        else
            cursor.insertBlock(paragraph(), {});
    } else if (m_last.listing) {
        endListing(cursor);
    } else {
        beginListing(cursor, line.mid(kFence.size()).trimmed());
    }
}

// The cursor is in the line of the fence, which gives way to the listing.
void TranscriptView::beginListing(QTextCursor& cursor, const QString& language)
{
    removeLine(cursor);
    m_last.listing = cursor.insertFrame(surface(palette()));
    QTextCharFormat code = codeFormat();
    cursor.setBlockFormat({});
    cursor.setBlockCharFormat(code);
    if (language.isEmpty())
        return;
    code.setForeground(dimText(palette()));
    cursor.insertText(language, code);
    cursor.insertBlock({}, codeFormat());
}

// The cursor is in the line of the fence, which is removed; text goes on behind the listing.
void TranscriptView::endListing(QTextCursor& cursor)
{
    removeLine(cursor);
    m_last.listing = nullptr;
    cursor = endOf(document());
    cursor.setBlockFormat(paragraph());
    cursor.setBlockCharFormat({});
}

void TranscriptView::appendNote(const QString& note, bool hasFailed)
{
    QTextCharFormat format;
    format.setForeground(hasFailed ? errorText(palette()) : dimText(palette()));
    if (!hasFailed)
        format.setFontPointSize(font().pointSizeF() * 0.9);
    QTextCursor cursor = beginBlock(document(), paragraph(6), format);
    cursor.insertText(note, format);
    if (hasFailed) {
        cursor.insertText(QStringLiteral("  "), format);
        QTextCharFormat link;
        link.setAnchor(true);
        link.setAnchorHref(QStringLiteral("retry"));
        link.setForeground(palette().color(QPalette::Link));
        link.setFontUnderline(true);
        cursor.insertText(tr("Try again"), link);
    }
}

void TranscriptView::changeEvent(QEvent* event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        showFrom(0);
}

void TranscriptView::paintEvent(QPaintEvent* event)
{
    QTextBrowser::paintEvent(event);
    if (m_model && m_model->rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(dimText(palette()));
    painter.drawText(viewport()->rect().adjusted(kMargin, kMargin, -kMargin, -kMargin),
                     Qt::AlignCenter | Qt::TextWordWrap,
                     tr("Ask something, or paste a text and ask about it.\n"
                        "Everything stays on this computer."));
}

void TranscriptView::resizeEvent(QResizeEvent* event)
{
    centreColumn();
    QTextBrowser::resizeEvent(event);
}

void TranscriptView::centreColumn()
{
    const int spare = std::max(0, (width() - verticalScrollBar()->width() - kColumnWidth) / 2);
    setViewportMargins(spare, 0, spare, 0);
}

// A text of the model must not make this program read files or pictures.
QVariant TranscriptView::loadResource(int, const QUrl&) { return {}; }

} // namespace ui
