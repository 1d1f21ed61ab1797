#include "ui/document_list.h"

#include "ui/colours.h"
#include "ui/quantities.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QScopedValueRollback>
#include <QStyledItemDelegate>
#include <QTreeView>

namespace ui {

using Kind = DocumentNode::Kind;

namespace {

constexpr int kMostOpened = 500; // matches that are all shown with their folders open

// The frame of a check box is next to invisible in some dark themes.
class FileDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        QStyleOptionViewItem item = option;
        initStyleOption(&item, index);
        if (!(item.features & QStyleOptionViewItem::HasCheckIndicator) || !isDark(item.palette))
            return;
        const QRect box = item.widget->style()->subElementRect(
            QStyle::SE_ItemViewItemCheckIndicator, &item, item.widget);
        painter->setPen(dimText(item.palette));
        painter->drawRect(box.adjusted(0, 0, -1, -1));
    }
};

} // namespace

DocumentList::DocumentList(QWidget* parent)
    : QWidget(parent)
    , m_model(new DocumentTreeModel(this))
    , m_view(new QTreeView(this))
    , m_words(new QLineEdit(this))
    , m_matches(new QLabel(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    setUpFilter();
    setUpView();
    layout->addWidget(m_view, 1);
    connect(m_model, &QAbstractItemModel::modelReset, this, &DocumentList::restoreExpanded);
    connect(m_model, &QAbstractItemModel::modelReset, this, &DocumentList::showMatches);
}

void DocumentList::setUpFilter()
{
    m_words->setPlaceholderText(tr("Filter by name"));
    m_words->setAccessibleName(tr("Show files with these words in their names"));
    m_words->setClearButtonEnabled(true);
    m_matches->setTextFormat(Qt::PlainText);
    m_matches->hide();
    connect(m_words, &QLineEdit::textChanged, m_model, &DocumentTreeModel::setWords);
    auto* row = new QHBoxLayout;
    row->addWidget(m_words, 1);
    row->addWidget(m_matches);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
}

void DocumentList::setUpView()
{
    m_view->setModel(m_model);
    m_view->setAccessibleName(tr("Files"));
    m_view->setItemDelegate(new FileDelegate(m_view));
    m_view->setUniformRowHeights(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setTextElideMode(Qt::ElideMiddle);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setTabKeyNavigation(false);
    m_view->setIndentation(16);
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(DocumentTreeModel::Tokens, Qt::DescendingOrder);
    m_view->installEventFilter(this);
    QHeaderView* header = m_view->header();
    header->setStretchLastSection(false);
    header->setSectionsMovable(false);
    header->setSectionResizeMode(DocumentTreeModel::Name, QHeaderView::Stretch);
    const QFontMetrics metrics = m_view->fontMetrics();
    header->resizeSection(DocumentTreeModel::Tokens,
                          metrics.horizontalAdvance(QStringLiteral("888,888,888 ")) + 12);
    header->resizeSection(DocumentTreeModel::Size,
                          metrics.horizontalAdvance(QStringLiteral("888.8 MB ")) + 12);
    connect(m_view, &QTreeView::expanded, this,
            [this](const QModelIndex& index) { remember(index, true); });
    connect(m_view, &QTreeView::collapsed, this,
            [this](const QModelIndex& index) { remember(index, false); });
    connect(m_view, &QTreeView::activated, this, &DocumentList::activate);
    connect(m_view, &QWidget::customContextMenuRequested, this, &DocumentList::showMenu);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& index) {
                emit currentChanged(index.isValid() ? DocumentTreeModel::nodeOf(index) : -1);
            });
}

void DocumentList::remember(const QModelIndex& folder, bool isExpanded)
{
    if (m_isRestoring || !m_words->text().isEmpty())
        return; // what a filter opens is not what the user left open
    const QString path = m_model->tree().path(DocumentTreeModel::nodeOf(folder));
    if (isExpanded)
        m_expanded.insert(path);
    else
        m_expanded.remove(path);
}

// Reasons have no tokens and no size, and are longer than a name.
void DocumentList::spanSentences()
{
    const DocumentTree& tree = m_model->tree();
    for (int id = 1; id < tree.size(); ++id) {
        const Kind kind = tree.node(id).kind;
        const QModelIndex index = m_model->indexOf(id);
        if (index.isValid() && (kind == Kind::Section || kind == Kind::Reason))
            m_view->setFirstColumnSpanned(index.row(), index.parent(), true);
    }
}

void DocumentList::restoreExpanded()
{
    const QScopedValueRollback restoring(m_isRestoring, true);
    spanSentences();
    if (!m_words->text().isEmpty() && m_model->shownFiles() <= kMostOpened) {
        m_view->expandAll();
        return;
    }
    const DocumentTree& tree = m_model->tree();
    // A way on which there is nothing to choose is open from the start.
    const int first = tree.withoutDetours(DocumentTree::kRoot);
    for (int id = first; id > DocumentTree::kRoot; id = tree.node(id).parent)
        m_view->expand(m_model->indexOf(id));
    for (int id = 1; id < tree.size() && !m_expanded.isEmpty(); ++id)
        if (tree.node(id).file < 0 && m_expanded.contains(tree.path(id)))
            m_view->expand(m_model->indexOf(id));
}

void DocumentList::showMatches()
{
    m_matches->setVisible(!m_words->text().trimmed().isEmpty());
    m_matches->setText(tr("%1 of %2 files")
                           .arg(countText(m_model->shownFiles()),
                                countText(m_model->tree().node(DocumentTree::kRoot).files)));
}

void DocumentList::setCurrentNode(int node)
{
    const QModelIndex index = m_model->indexOf(node);
    m_view->setCurrentIndex(index);
    if (index.isValid())
        m_view->scrollTo(index);
}

void DocumentList::showLargestFirst()
{
    m_words->clear();
    m_view->sortByColumn(DocumentTreeModel::Tokens, Qt::DescendingOrder);
    m_view->setCurrentIndex(m_model->index(0, DocumentTreeModel::Name));
    m_view->scrollToTop();
    m_view->setFocus(Qt::OtherFocusReason);
}

void DocumentList::activate(const QModelIndex& index)
{
    const DocumentNode& node = m_model->tree().node(DocumentTreeModel::nodeOf(index));
    if (node.kind == Kind::File)
        emit fileActivated(m_model->tree().files()[node.file].name);
}

std::vector<int> DocumentList::selectedNodes() const
{
    std::vector<int> nodes;
    for (const QModelIndex& index : m_view->selectionModel()->selectedRows())
        nodes.push_back(DocumentTreeModel::nodeOf(index));
    return nodes;
}

// All that is selected, as the current one becomes.
void DocumentList::toggleSelected()
{
    const int current = DocumentTreeModel::nodeOf(m_view->currentIndex());
    m_model->setIncluded(selectedNodes(), !m_model->tree().node(current).isIncluded());
}

bool DocumentList::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space)
    {
        toggleSelected();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void DocumentList::showMenu(const QPoint& position)
{
    const std::vector<int> nodes = selectedNodes();
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Take In"), this, [=, this] { m_model->setIncluded(nodes, true); });
    menu->addAction(tr("&Leave Out"), this, [=, this] { m_model->setIncluded(nodes, false); });
    menu->addAction(tr("Leave Out All &Others"), this, [=, this] {
        m_model->setIncluded({DocumentTree::kRoot}, false);
        m_model->setIncluded(nodes, true);
    });
    menu->addSeparator();
    menu->addAction(tr("Take In &Everything That Is Shown"), this,
                    [this] { m_model->setIncluded({DocumentTree::kRoot}, true); });
    menu->addAction(tr("&Show the Text"), this, [this] { activate(m_view->currentIndex()); })
        ->setEnabled(m_view->currentIndex().isValid());
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

} // namespace ui
