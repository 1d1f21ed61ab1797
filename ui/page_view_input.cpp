// What the user does in a PageView: keys, mouse and menu.

#include "ui/page_view.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <cmath>

namespace ui {
namespace {

constexpr double kZoomStep = 1.2;
constexpr int kWheelNotch = 120; // eighths of a degree

} // namespace

QPointF PageView::inPage(int page, QPoint point) const
{
    return QPointF(point - rectOf(page).topLeft()) / pixelsPerPoint();
}

QPoint PageView::fromPage(int page, QPointF point) const
{
    return rectOf(page).topLeft() + (point * pixelsPerPoint()).toPoint();
}

void PageView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !isOpen())
        return;
    const QPoint point = event->position().toPoint();
    m_pressedPage = pageAtHeight(verticalScrollBar()->value() + point.y());
    m_pressed = inPage(m_pressedPage, point);
    m_selection = {};
    viewport()->update();
    emit selectionChanged();
}

void PageView::mouseMoveEvent(QMouseEvent* event)
{
    if (!event->buttons().testFlag(Qt::LeftButton) || m_pressedPage < 0 || !isOpen())
        return;
    m_dragged = inPage(m_pressedPage, event->position().toPoint());
    if (!m_isSelecting)
        askForSelection();
}

// One at a time: the mouse moves faster than a page is looked through.
void PageView::askForSelection()
{
    m_isSelecting = true;
    emit selectionWanted(m_file, m_pressedPage, m_pressed, std::exchange(m_dragged, {}),
                         textOf(m_pressedPage));
}

void PageView::onSelected(int file, int page, qsizetype begin, qsizetype end,
                          const QList<QRectF>& areas)
{
    if (file != m_file)
        return;
    m_isSelecting = false;
    m_selection = {};
    if (begin < end) {
        const qsizetype pageBegin = m_document.pages[page];
        m_selection = {pageBegin + begin, pageBegin + end, {{page, areas}}};
    }
    if (!m_dragged.isNull())
        askForSelection();
    viewport()->update();
    emit selectionChanged();
}

void PageView::mouseReleaseEvent(QMouseEvent*)
{
    if (!m_isSelecting && !m_dragged.isNull())
        askForSelection();
}

void PageView::copy() const
{
    if (hasSelection())
        QGuiApplication::clipboard()->setText(
            m_document.text.mid(m_selection.begin, m_selection.end - m_selection.begin));
}

bool PageView::isCommand(const QKeyEvent* event) const
{
    return event->matches(QKeySequence::Copy) || event->matches(QKeySequence::Find)
           || event->matches(QKeySequence::FindNext) || event->matches(QKeySequence::FindPrevious);
}

bool PageView::event(QEvent* event)
{
    // The window's menu has some of these for itself.
    if (event->type() == QEvent::ShortcutOverride && isCommand(static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return QAbstractScrollArea::event(event);
}

void PageView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        copy();
    else if (event->matches(QKeySequence::Find))
        emit findRequested();
    else if (event->matches(QKeySequence::FindNext))
        emit findNextRequested(true);
    else if (event->matches(QKeySequence::FindPrevious))
        emit findNextRequested(false);
    else if (event->key() == Qt::Key_Home)
        goToPage(0);
    else if (event->key() == Qt::Key_End)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    else if (event->key() == Qt::Key_Plus)
        setZoom(m_scale * kZoomStep);
    else if (event->key() == Qt::Key_Minus)
        setZoom(m_scale / kZoomStep);
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void PageView::wheelEvent(QWheelEvent* event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    setZoom(m_scale * std::pow(kZoomStep, double(event->angleDelta().y()) / kWheelNotch));
    event->accept();
}

void PageView::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString& title, auto triggered) {
        menu->addAction(title, this, triggered)->setEnabled(hasSelection());
    };
    add(tr("Ask About This"), [this] { emit questionAsked(DocumentQuestion::AskAbout); });
    add(tr("Explain"), [this] { emit questionAsked(DocumentQuestion::Explain); });
    menu->addSeparator();
    add(tr("Copy"), [this] { copy(); });
    menu->popup(event->globalPos());
}

} // namespace ui
