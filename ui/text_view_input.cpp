// What the user does in a TextView: keys, mouse and menu.

#include "ui/text_view.h"

#include <QAccessible>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDateTime>
#include <QGuiApplication>
#include <QMenu>
#include <QScrollBar>
#include <QStyleHints>
#include <QTextBoundaryFinder>
#include <QTimer>

namespace ui {

void TextView::copy() const
{
    if (hasSelection())
        QGuiApplication::clipboard()->setText(
            text().mid(selectionBegin(), selectionEnd() - selectionBegin()));
}

qsizetype TextView::positionAt(QPoint point) const
{
    const std::vector<TextRows::Shown> all = m_rows.shown(topPosition(), viewport()->height());
    const auto y = std::clamp<qreal>(point.y(), 0, viewport()->height() - 1);
    const TextRows::Shown* at = &all.front();
    for (const TextRows::Shown& shown : all)
        if (shown.top <= y)
            at = &shown;
    int row = 0;
    while (row + 1 < at->layout->lineCount() && at->layout->lineAt(row + 1).y() <= y - at->top)
        ++row;
    const qsizetype begin = at->piece.begin + at->layout->lineAt(row).textStart();
    return m_rows.positionInRow(begin, point.x() - textLeft());
}

QRect TextView::rectOf(qsizetype position) const
{
    for (const TextRows::Shown& shown : m_rows.shown(topPosition(), viewport()->height())) {
        const TextPiece& piece = shown.piece;
        if (position < piece.begin || position > piece.end
            || (position == piece.end && !piece.endsLine))
            continue;
        const auto inPiece = int(position - piece.begin);
        const QTextLine line = shown.layout->lineForTextPosition(inPiece);
        const QRectF rect(textLeft() + line.cursorToX(inPiece), shown.top + line.y(),
                          std::max(1.0, line.cursorToX(inPiece + 1) - line.cursorToX(inPiece)),
                          line.height());
        return viewport()->rect().intersects(rect.toAlignedRect()) ? rect.toAlignedRect() : QRect();
    }
    return {};
}

void TextView::tellSelection()
{
    viewport()->update();
    emit selectionChanged();
    if (!QAccessible::isActive())
        return;
    if (hasSelection()) {
        QAccessibleTextSelectionEvent event(this, int(selectionBegin()), int(selectionEnd()));
        event.setCursorPosition(int(m_caret));
        QAccessible::updateAccessibility(&event);
    } else {
        QAccessibleTextCursorEvent event(this, int(m_caret));
        QAccessible::updateAccessibility(&event);
    }
}

void TextView::moveCaret(qsizetype position, bool isSelecting, bool keepsX)
{
    m_caret = std::clamp<qsizetype>(position, 0, text().size());
    if (!isSelecting)
        m_anchor = m_caret;
    if (!keepsX)
        m_goalX = -1;
    ensureVisible(m_caret);
    tellSelection();
}

qsizetype TextView::verticalTarget(qsizetype rows)
{
    if (m_goalX < 0)
        m_goalX = m_rows.xOf(m_caret);
    const qsizetype here = m_rows.rowBegin(m_caret);
    const qsizetype there = m_rows.moved(m_caret, rows);
    if (there == here)
        return rows < 0 ? here : m_rows.rowEnd(m_caret);
    return m_rows.positionInRow(there, m_goalX);
}

// Where a key leads to; -1: it is none that moves.
qsizetype TextView::keyTarget(const QKeyEvent* event, bool* keepsX)
{
    const bool isFar = event->modifiers().testFlag(Qt::ControlModifier);
    *keepsX = false;
    switch (event->key()) {
    case Qt::Key_Left:
        return m_rows.stepped(m_caret, false, isFar);
    case Qt::Key_Right:
        return m_rows.stepped(m_caret, true, isFar);
    case Qt::Key_Home:
        return isFar ? 0 : m_rows.rowBegin(m_caret);
    case Qt::Key_End:
        return isFar ? text().size() : m_rows.rowEnd(m_caret);
    default:
        break;
    }
    *keepsX = true;
    switch (event->key()) {
    case Qt::Key_Up:
        return verticalTarget(-1);
    case Qt::Key_Down:
        return verticalTarget(1);
    case Qt::Key_PageUp:
        return verticalTarget(1 - rowsInView());
    case Qt::Key_PageDown:
        return verticalTarget(rowsInView() - 1);
    default:
        return -1;
    }
}

bool TextView::isCommand(const QKeyEvent* event) const
{
    for (const QKeySequence::StandardKey key :
         {QKeySequence::Copy, QKeySequence::SelectAll, QKeySequence::Find, QKeySequence::FindNext,
          QKeySequence::FindPrevious})
        if (event->matches(key))
            return true;
    return event->key() == Qt::Key_G && event->modifiers() == Qt::ControlModifier;
}

bool TextView::handleCommand(QKeyEvent* event)
{
    // Before FindNext, which is Ctrl+G, too, on some desktops.
    if (event->key() == Qt::Key_G && event->modifiers() == Qt::ControlModifier)
        emit goToLineRequested();
    else if (event->matches(QKeySequence::Copy))
        copy();
    else if (event->matches(QKeySequence::SelectAll))
        m_anchor = 0, m_caret = text().size(), tellSelection();
    else if (event->matches(QKeySequence::Find))
        emit findRequested();
    else if (event->matches(QKeySequence::FindNext))
        emit findNextRequested(true);
    else if (event->matches(QKeySequence::FindPrevious))
        emit findNextRequested(false);
    else
        return false;
    return true;
}

bool TextView::event(QEvent* event)
{
    // The window's menu has some of these for itself.
    if (event->type() == QEvent::ShortcutOverride && isCommand(static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return QAbstractScrollArea::event(event);
}

void TextView::keyPressEvent(QKeyEvent* event)
{
    if (handleCommand(event))
        return;
    bool keepsX = false;
    const qsizetype target = keyTarget(event, &keepsX);
    if (target >= 0)
        moveCaret(target, event->modifiers().testFlag(Qt::ShiftModifier), keepsX);
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void TextView::selectWordAt(qsizetype position)
{
    const TextPiece piece = m_lines.pieceAt(position);
    const QString line = text().mid(piece.begin, piece.end - piece.begin);
    QTextBoundaryFinder words(QTextBoundaryFinder::Word, line);
    words.setPosition(position - piece.begin);
    if (!words.isAtBoundary() || position == piece.end)
        words.toPreviousBoundary();
    const qsizetype begin = std::max<qsizetype>(0, words.position());
    words.setPosition(begin);
    const qsizetype end = words.toNextBoundary();
    m_anchor = piece.begin + begin;
    moveCaret(piece.begin + (end < 0 ? line.size() : end), true);
}

void TextView::selectLineAt(qsizetype position)
{
    const qsizetype before = position == 0 ? -1 : text().lastIndexOf(u'\n', position - 1);
    const qsizetype end = text().indexOf(u'\n', position);
    m_anchor = before + 1;
    m_caret = end < 0 ? text().size() : end + 1;
    tellSelection();
}

void TextView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const qsizetype position = positionAt(event->position().toPoint());
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (now - m_doubleClickedAt < QGuiApplication::styleHints()->mouseDoubleClickInterval())
        selectLineAt(position);
    else
        moveCaret(position, event->modifiers().testFlag(Qt::ShiftModifier));
}

void TextView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_doubleClickedAt = QDateTime::currentMSecsSinceEpoch();
    selectWordAt(positionAt(event->position().toPoint()));
}

void TextView::mouseMoveEvent(QMouseEvent* event)
{
    if (!event->buttons().testFlag(Qt::LeftButton))
        return;
    m_mouse = event->position().toPoint();
    const bool isBeyond = m_mouse.y() < 0 || m_mouse.y() >= viewport()->height();
    if (isBeyond && !m_dragging->isActive())
        m_dragging->start();
    else if (!isBeyond)
        m_dragging->stop();
    selectToMouse();
}

void TextView::selectToMouse()
{
    if (m_mouse.y() < 0)
        scrollByRows(-1);
    else if (m_mouse.y() >= viewport()->height())
        scrollByRows(1);
    m_caret = positionAt(m_mouse);
    m_goalX = -1;
    tellSelection();
}

void TextView::mouseReleaseEvent(QMouseEvent* event)
{
    m_dragging->stop();
    QClipboard* clipboard = QGuiApplication::clipboard();
    if (event->button() == Qt::LeftButton && hasSelection() && clipboard->supportsSelection())
        clipboard->setText(text().mid(selectionBegin(), selectionEnd() - selectionBegin()),
                           QClipboard::Selection);
}

void TextView::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void TextView::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void TextView::fillMenu(QMenu* menu)
{
    const auto add = [&](const QString& title, bool isEnabled, auto triggered,
                         const QKeySequence& keys = {}) {
        QAction* action = menu->addAction(title, this, triggered);
        action->setEnabled(isEnabled);
        action->setShortcut(keys);
        return action;
    };
    const bool canAsk = hasSelection();
    add(tr("Ask About This"), canAsk, [this] { emit questionAsked(DocumentQuestion::AskAbout); });
    add(tr("Explain"), canAsk, [this] { emit questionAsked(DocumentQuestion::Explain); });
    menu->addSeparator();
    add(
        tr("Copy"), canAsk, [this] { copy(); }, QKeySequence::Copy);
    add(
        tr("Select All"), !text().isEmpty(), [this] { select(0, text().size()); },
        QKeySequence::SelectAll);
    menu->addSeparator();
    add(
        tr("Find…"), true, [this] { emit findRequested(); }, QKeySequence::Find);
    add(
        tr("Go to Line…"), true, [this] { emit goToLineRequested(); },
        QKeySequence(Qt::CTRL | Qt::Key_G));
    QAction* wrap = add(tr("Wrap Lines"), true, [this] { setWrapping(!m_isWrapping); });
    wrap->setCheckable(true);
    wrap->setChecked(m_isWrapping);
}

void TextView::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(menu);
    menu->popup(event->globalPos());
}

} // namespace ui
