#include "ui/text_view_accessible.h"

#include "ui/text_view.h"

#include <QAccessibleWidget>
#include <QTextBoundaryFinder>

namespace ui {
namespace {

class TextViewAccessible : public QAccessibleWidget, public QAccessibleTextInterface
{
public:
    explicit TextViewAccessible(TextView* view)
        : QAccessibleWidget(view, QAccessible::Document)
        , m_view(view)
    {}

    void* interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::TextInterface)
            return static_cast<QAccessibleTextInterface*>(this);
        return QAccessibleWidget::interface_cast(type);
    }

    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.readOnly = true;
        state.multiLine = true;
        state.selectableText = true;
        return state;
    }

    int characterCount() const override { return int(m_view->text().size()); }
    int cursorPosition() const override { return int(m_view->caret()); }
    void setCursorPosition(int position) override { m_view->select(position, position); }
    QString text(int begin, int end) const override
    {
        return m_view->text().mid(begin, end - begin);
    }
    QString text(QAccessible::Text kind) const override { return QAccessibleWidget::text(kind); }

    int selectionCount() const override { return m_view->hasSelection() ? 1 : 0; }
    void selection(int, int* begin, int* end) const override
    {
        *begin = int(m_view->selectionBegin());
        *end = int(m_view->selectionEnd());
    }
    void addSelection(int begin, int end) override { m_view->select(begin, end); }
    void setSelection(int, int begin, int end) override { m_view->select(begin, end); }
    void removeSelection(int) override { m_view->select(m_view->caret(), m_view->caret()); }

    QRect characterRect(int position) const override
    {
        const QRect rect = m_view->rectOf(position);
        return rect.isNull() ? rect
                             : rect.translated(m_view->viewport()->mapToGlobal(QPoint(0, 0)));
    }
    int offsetAtPoint(const QPoint& point) const override
    {
        return int(m_view->positionAt(m_view->viewport()->mapFromGlobal(point)));
    }
    void scrollToSubstring(int begin, int) override { m_view->scrollTo(begin); }

    QString attributes(int offset, int* begin, int* end) const override
    {
        *begin = *end = offset;
        return {};
    }

    QString textAtOffset(int offset, QAccessible::TextBoundaryType type, int* begin,
                         int* end) const override
    {
        const Range range = unitAt(clamped(offset), type);
        return told(range, begin, end);
    }

    QString textBeforeOffset(int offset, QAccessible::TextBoundaryType type, int* begin,
                             int* end) const override
    {
        const Range here = unitAt(clamped(offset), type);
        return here.begin == 0 ? told({0, 0}, begin, end)
                               : told(unitAt(here.begin - 1, type), begin, end);
    }

    QString textAfterOffset(int offset, QAccessible::TextBoundaryType type, int* begin,
                            int* end) const override
    {
        const Range here = unitAt(clamped(offset), type);
        const qsizetype size = m_view->text().size();
        return here.end >= size ? told({size, size}, begin, end)
                                : told(unitAt(here.end, type), begin, end);
    }

private:
    struct Range
    {
        qsizetype begin = 0;
        qsizetype end = 0;
    };

    qsizetype clamped(int offset) const
    {
        return std::clamp<qsizetype>(offset < 0 ? m_view->caret() : offset, 0,
                                     m_view->text().size());
    }

    QString told(Range range, int* begin, int* end) const
    {
        *begin = int(range.begin);
        *end = int(range.end);
        return m_view->text().mid(range.begin, range.end - range.begin);
    }

    Range unitAt(qsizetype offset, QAccessible::TextBoundaryType type) const
    {
        using Finder = QTextBoundaryFinder;
        switch (type) {
        case QAccessible::CharBoundary:
            return boundedAt(offset, Finder::Grapheme);
        case QAccessible::WordBoundary:
            return boundedAt(offset, Finder::Word);
        case QAccessible::SentenceBoundary:
            return boundedAt(offset, Finder::Sentence);
        case QAccessible::NoBoundary:
            return {0, m_view->text().size()};
        case QAccessible::LineBoundary: {
            const TextRows& rows = m_view->rows();
            const qsizetype begin = rows.rowBegin(offset);
            const qsizetype next = rows.moved(offset, 1);
            return {begin, next > begin ? next : m_view->text().size()};
        }
        case QAccessible::ParagraphBoundary:
            break;
        }
        const TextPiece piece = m_view->lines().pieceAt(offset);
        return {piece.begin, withLineEnd(piece)};
    }

    qsizetype withLineEnd(const TextPiece& piece) const
    {
        return std::min(piece.end + (piece.endsLine ? 1 : 0), m_view->text().size());
    }

    // Within the line: no unit goes beyond it, and no line is long to walk through.
    Range boundedAt(qsizetype offset, QTextBoundaryFinder::BoundaryType type) const
    {
        const TextPiece piece = m_view->lines().pieceAt(offset);
        const QString line = m_view->text().mid(piece.begin, withLineEnd(piece) - piece.begin);
        QTextBoundaryFinder finder(type, line);
        finder.setPosition(offset - piece.begin);
        const qsizetype begin =
            finder.isAtBoundary() ? finder.position() : finder.toPreviousBoundary();
        finder.setPosition(offset - piece.begin);
        const qsizetype end = finder.toNextBoundary();
        return {piece.begin + std::max<qsizetype>(0, begin),
                piece.begin + (end < 0 ? line.size() : end)};
    }

    TextView* m_view;
};

QAccessibleInterface* makeAccessible(const QString& className, QObject* object)
{
    if (className != QLatin1String("ui::TextView"))
        return nullptr;
    return new TextViewAccessible(static_cast<TextView*>(object));
}

} // namespace

void installTextViewAccessible()
{
    // Installing it again has no effect.
    QAccessible::installFactory(makeAccessible);
}

} // namespace ui
