#include "ui/diff_view.h"

#include "ui/colours.h"

#include <QEvent>
#include <QFontDatabase>
#include <QTextBlock>

namespace ui {
namespace {

constexpr qsizetype kLongestLine = 2000;

QString number(int value)
{
    constexpr int kDigits = 5;
    return value > 0 ? QString::number(value).rightJustified(kDigits) : QString(kDigits, u' ');
}

class Writer
{
public:
    explicit Writer(QTextDocument* document, const QPalette& palette)
        : m_cursor(document)
        , m_palette(palette)
    {}

    void heading(const QString& text)
    {
        QTextCharFormat format;
        format.setFontWeight(QFont::DemiBold);
        format.setForeground(m_palette.color(QPalette::Text));
        line(text, raised(m_palette), format);
    }

    void gap() { line(QStringLiteral("⋯"), {}, dim()); }
    void note(const QString& text) { line(text, {}, dim()); }

    void row(const DiffRow& row)
    {
        using Kind = DiffRow::Kind;
        const QChar sign = row.kind == Kind::Added ? u'+' : row.kind == Kind::Removed ? u'−' : u' ';
        const QColor background = row.kind == Kind::Added     ? addedLine(m_palette)
                                  : row.kind == Kind::Removed ? removedLine(m_palette)
                                                              : QColor();
        line(number(row.oldNumber) + number(row.newNumber) + u' ', background, dim());
        m_cursor.insertText(QString(sign) + u' ' + row.text.left(kLongestLine), QTextCharFormat());
    }

private:
    QTextCharFormat dim() const
    {
        QTextCharFormat format;
        format.setForeground(dimText(m_palette));
        return format;
    }

    void line(const QString& text, const QColor& background, const QTextCharFormat& format)
    {
        QTextBlockFormat block;
        if (background.isValid())
            block.setBackground(background);
        if (m_isFirst)
            m_cursor.setBlockFormat(block);
        else
            m_cursor.insertBlock(block);
        m_isFirst = false;
        m_cursor.insertText(text, format);
    }

    QTextCursor m_cursor;
    const QPalette& m_palette;
    bool m_isFirst = true;
};

} // namespace

DiffView::DiffView(QWidget* parent) : QPlainTextEdit(parent)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(this->font().pointSizeF());
    setFont(font);
    setReadOnly(true);
    setLineWrapMode(NoWrap);
    setFrameShape(QFrame::NoFrame);
    setUndoRedoEnabled(false);
    setAccessibleName(tr("What has changed"));
}

void DiffView::setDiff(const QList<DiffSection>& sections, const QString& ifEmpty)
{
    m_sections = sections;
    m_ifEmpty = ifEmpty;
    showDiff();
}

void DiffView::showDiff()
{
    clear();
    Writer writer(document(), palette());
    if (m_sections.isEmpty())
        writer.note(m_ifEmpty);
    for (const DiffSection& section : m_sections) {
        writer.heading(section.file);
        bool isFirst = true;
        for (const QList<DiffRow>& hunk : section.hunks) {
            if (!isFirst)
                writer.gap();
            isFirst = false;
            for (const DiffRow& row : hunk)
                writer.row(row);
        }
    }
    moveCursor(QTextCursor::Start);
}

void DiffView::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showDiff();
}

} // namespace ui
