#include "ui/library_section.h"

#include "ui/colours.h"
#include "ui/library_role.h"

#include <QAbstractItemModel>
#include <QEvent>
#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {
namespace {

constexpr int kMostRows = 8; // of a section that yields
constexpr int kIconSize = 16;

// Drawn, so that it has the colour of the text in every theme.
QIcon pinIcon(const QColor& colour, qreal ratio)
{
    QPixmap pixmap(QSize(kIconSize, kIconSize) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(kIconSize / 2.0, kIconSize / 2.0);
    painter.rotate(35.0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(QRectF(-3.0, -6.0, 6.0, 5.5), 1.0, 1.0); // the head
    painter.drawRoundedRect(QRectF(-5.0, -1.0, 10.0, 2.0), 1.0, 1.0);
    painter.drawRect(QRectF(-0.6, 1.0, 1.2, 5.5)); // the needle
    return pixmap;
}

class LibraryDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const QSize size = QStyledItemDelegate::sizeHint(option, index);
        return {size.width(), option.fontMetrics.height() + 10};
    }

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (index.data(LibraryKindRole).toInt() == int(LibraryKind::Folder)) {
            option->font.setWeight(QFont::DemiBold);
        } else if (index.data(IsPinnedRole).toBool()) {
            option->features |= QStyleOptionViewItem::HasDecoration;
            option->decorationSize = {kIconSize, kIconSize};
            option->icon = pinIcon(dimText(option->palette), option->widget->devicePixelRatioF());
        }
    }
};

} // namespace

LibrarySection::LibrarySection(const QString& title, QAbstractItemModel* model, Height height,
                               QWidget* parent)
    : QWidget(parent)
    , m_heading(new QToolButton(this))
    , m_view(new QTreeView(this))
    , m_title(title)
    , m_height(height)
{
    m_heading->setText(title);
    m_heading->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_heading->setAutoRaise(true);
    m_heading->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_heading, &QToolButton::clicked, this, [this] { setFolded(!m_isFolded); });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_heading);
    layout->addWidget(m_view, 1);
    setUpView(model);
    setFolded(height == Height::Yields);
    dimHeading();
}

void LibrarySection::setUpView(QAbstractItemModel* model)
{
    m_view->setModel(model);
    m_view->setItemDelegate(new LibraryDelegate(m_view));
    m_view->setAccessibleName(m_title);
    m_view->setHeaderHidden(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->viewport()->setAutoFillBackground(false); // it is part of the panel
    m_view->setUniformRowHeights(true);
    m_view->setIndentation(14);
    m_view->setTextElideMode(Qt::ElideRight);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setDragDropMode(QAbstractItemView::DragDrop);
    m_view->setDefaultDropAction(Qt::MoveAction);
    m_view->setExpandsOnDoubleClick(true);
    m_view->setTabKeyNavigation(false);
    connect(m_view, &QTreeView::clicked, this, &LibrarySection::opened);
    connect(m_view, &QTreeView::activated, this, &LibrarySection::opened);
    connect(m_view, &QWidget::customContextMenuRequested, this, &LibrarySection::showMenu);
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(model, signal, this, &LibrarySection::fitHeight);
    connect(model, &QAbstractItemModel::modelReset, this, &LibrarySection::fitHeight);
    // A folder is open until it is folded.
    connect(model, &QAbstractItemModel::rowsInserted, m_view,
            [this](const QModelIndex& folder) { m_view->expand(folder); });
    fitHeight();
}

void LibrarySection::showMenu(const QPoint& position)
{
    // The menu key has no position; the row that is current is meant.
    const QModelIndex pointed = m_view->indexAt(position);
    emit menuRequested(pointed, m_view->viewport()->mapToGlobal(position));
}

void LibrarySection::setFolded(bool isFolded)
{
    m_isFolded = isFolded;
    m_heading->setArrowType(isFolded ? Qt::RightArrow : Qt::DownArrow);
    m_view->setVisible(!isFolded);
    const bool grows = !isFolded && m_height == Height::Fills;
    setSizePolicy(QSizePolicy::Preferred, grows ? QSizePolicy::Expanding : QSizePolicy::Maximum);
}

void LibrarySection::fitHeight()
{
    if (m_height == Height::Fills)
        return;
    const int rows = m_view->model()->rowCount();
    setVisible(rows > 0);
    m_view->setFixedHeight(std::min(rows, kMostRows) * (fontMetrics().height() + 10) + 4);
}

void LibrarySection::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        dimHeading();
}

void LibrarySection::dimHeading()
{
    QPalette dim = m_heading->palette();
    dim.setColor(QPalette::ButtonText, dimText(palette()));
    m_heading->setPalette(dim);
}

} // namespace ui
