#include "ui/library_panel.h"

#include "ui/library_role.h"
#include "ui/search_hit_delegate.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>
#include <QTreeView>
#include <QVBoxLayout>

#include <functional>

namespace ui {
namespace {

constexpr int kTypingPauseMs = 120; // a search for every key would only be thrown away

qint64 idOf(const QModelIndex& index) { return index.data(LibraryIdRole).toLongLong(); }

bool isFolder(const QModelIndex& index)
{
    return index.data(LibraryKindRole).toInt() == int(LibraryKind::Folder);
}

// Calls `visit` for each folder below `parent`, with its depth.
void forEachFolder(const QAbstractItemModel& model, const QModelIndex& parent, int depth,
                   const std::function<void(const QModelIndex&, int)>& visit)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        if (!isFolder(index))
            continue;
        visit(index, depth);
        forEachFolder(model, index, depth + 1, visit);
    }
}

} // namespace

LibraryPanel::LibraryPanel(QWidget* parent)
    : QWidget(parent)
    , m_new(new QPushButton(tr("New chat"), this))
    , m_search(new QLineEdit(this))
    , m_typing(new QTimer(this))
    , m_pages(new QStackedWidget(this))
    , m_hits(new QListView(this))
    , m_nothing(new QLabel(tr("Nothing was found."), this))
{
    setMinimumWidth(170);
    m_new->setAutoDefault(false);
    connect(m_new, &QPushButton::clicked, this, &LibraryPanel::newConversationRequested);

    auto* sections = new QWidget;
    m_sections = new QVBoxLayout(sections);
    m_sections->setContentsMargins(0, 0, 0, 0);
    m_sections->setSpacing(0);
    m_pages->addWidget(sections);
    m_pages->addWidget(m_hits);
    m_pages->addWidget(m_nothing);
    setUpSearch();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 0);
    layout->setSpacing(6);
    layout->addWidget(m_search);
    layout->addWidget(m_new);
    layout->addWidget(m_pages, 1);
}

void LibraryPanel::setUpSearch()
{
    m_search->setPlaceholderText(tr("Search everything"));
    m_search->setAccessibleName(tr("Search everything"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_typing->setSingleShot(true);
    m_typing->setInterval(kTypingPauseMs);
    connect(m_search, &QLineEdit::textChanged, this, &LibraryPanel::onQueryEdited);
    connect(m_typing, &QTimer::timeout, this,
            [this] { emit searchRequested(m_search->text().trimmed()); });
    m_nothing->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_nothing->setContentsMargins(8, 16, 8, 8);
    m_nothing->setWordWrap(true);
    m_hits->setAccessibleName(tr("Search results"));
    m_hits->setItemDelegate(new SearchHitDelegate(m_hits));
    m_hits->setFrameShape(QFrame::NoFrame);
    m_hits->viewport()->setAutoFillBackground(false);
    m_hits->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_hits, &QListView::clicked, this, &LibraryPanel::openHit);
    connect(m_hits, &QListView::activated, this, &LibraryPanel::openHit);
}

void LibraryPanel::setConversations(QAbstractItemModel* conversations, QAbstractItemModel* trash)
{
    m_conversations =
        new LibrarySection(tr("Chats"), conversations, LibrarySection::Height::Fills, this);
    m_trash = new LibrarySection(tr("Trash"), trash, LibrarySection::Height::Yields, this);
    m_sections->addWidget(m_conversations, 1);
    m_sections->addWidget(m_trash);
    connect(m_conversations, &LibrarySection::opened, this, [this](const QModelIndex& index) {
        if (!isFolder(index))
            emit conversationOpened(idOf(index), 0);
    });
    connect(m_conversations, &LibrarySection::menuRequested, this,
            &LibraryPanel::showConversationMenu);
    // Whoever presses Enter on what was thrown away may want either.
    connect(m_trash, &LibrarySection::opened, this, [this](const QModelIndex& index) {
        const QTreeView* rows = m_trash->view();
        showTrashMenu(index, rows->viewport()->mapToGlobal(rows->visualRect(index).bottomLeft()));
    });
    connect(m_trash, &LibrarySection::menuRequested, this, &LibraryPanel::showTrashMenu);
}

LibrarySection* LibraryPanel::addSection(const QString& title, QAbstractItemModel* model)
{
    auto* section = new LibrarySection(title, model, LibrarySection::Height::Yields, this);
    section->setFolded(false);
    m_sections->insertWidget(m_trash ? m_sections->indexOf(m_trash) : -1, section);
    return section;
}

void LibraryPanel::setResults(QAbstractItemModel* hits)
{
    m_hits->setModel(hits);
    connect(hits, &QAbstractItemModel::modelReset, this, [this, hits] {
        if (query().isEmpty())
            return;
        m_pages->setCurrentWidget(hits->rowCount() > 0 ? static_cast<QWidget*>(m_hits) : m_nothing);
    });
}

QString LibraryPanel::query() const { return m_search->text().trimmed(); }

void LibraryPanel::beginSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void LibraryPanel::onQueryEdited()
{
    const bool isSearching = !query().isEmpty();
    if (!isSearching)
        m_pages->setCurrentIndex(0);
    if (isSearching)
        m_typing->start();
    else
        m_typing->stop();
    if (!isSearching)
        emit searchRequested({});
}

// From the field into the results by the down key; Escape ends the search.
bool LibraryPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_search || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    const bool hasHits = m_hits->model() && m_hits->model()->rowCount() > 0;
    if (key == Qt::Key_Escape && !m_search->text().isEmpty()) {
        m_search->clear();
        return true;
    }
    if (query().isEmpty() || !hasHits)
        return false;
    const QModelIndex first = m_hits->model()->index(0, 0);
    if (key == Qt::Key_Down) {
        m_hits->setFocus();
        m_hits->setCurrentIndex(first);
        return true;
    }
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        openHit(first);
        return true;
    }
    return false;
}

void LibraryPanel::openHit(const QModelIndex& index)
{
    emit conversationOpened(index.data(HitConversationRole).toLongLong(),
                            index.data(HitMessageRole).toLongLong());
}

QModelIndex LibraryPanel::find(qint64 id) const
{
    const QAbstractItemModel* model = m_conversations->view()->model();
    const QModelIndexList found =
        model->match(model->index(0, 0), LibraryIdRole, id, 1,
                     Qt::MatchExactly | Qt::MatchWrap | Qt::MatchRecursive);
    return found.value(0);
}

void LibraryPanel::setCurrent(qint64 conversation)
{
    const QModelIndex index = find(conversation);
    m_conversations->view()->setCurrentIndex(index);
    if (index.isValid())
        m_conversations->view()->scrollTo(index);
}

void LibraryPanel::rename(qint64 id)
{
    const QModelIndex index = find(id);
    if (!index.isValid())
        return;
    m_conversations->setFolded(false);
    m_conversations->view()->setCurrentIndex(index);
    m_conversations->view()->edit(index);
}

void LibraryPanel::showConversationMenu(const QModelIndex& index, const QPoint& position)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const qint64 id = idOf(index);
    if (!index.isValid()) {
        menu->addAction(tr("New Chat"), this, &LibraryPanel::newConversationRequested);
        menu->addAction(tr("New Folder"), this, [this] { emit newFolderRequested(0); });
    } else if (isFolder(index)) {
        menu->addAction(tr("Rename"), this, [this, id] { rename(id); });
        menu->addAction(tr("New Folder Inside"), this, [this, id] { emit newFolderRequested(id); });
        menu->addAction(tr("Delete Folder, Keep Its Chats"), this,
                        [this, id] { emit deleteFolderRequested(id); });
    } else {
        const bool isPinned = index.data(IsPinnedRole).toBool();
        menu->addAction(tr("Rename"), this, [this, id] { rename(id); });
        menu->addAction(isPinned ? tr("Unpin") : tr("Pin"), this,
                        [=, this] { emit pinRequested(id, !isPinned); });
        addMoveMenu(menu->addMenu(tr("Move To")), id);
        menu->addSeparator();
        menu->addAction(tr("Delete"), this, [this, id] { emit deleteRequested(id); });
    }
    menu->popup(position);
}

void LibraryPanel::addMoveMenu(QMenu* menu, qint64 id)
{
    menu->addAction(tr("No Folder"), this, [this, id] { emit moveRequested(id, 0); });
    forEachFolder(
        *m_conversations->view()->model(), {}, 0, [&](const QModelIndex& index, int depth) {
            const QString name = QString(qsizetype{2} * depth, u' ') + index.data().toString();
            menu->addAction(name, this,
                            [this, id, folder = idOf(index)] { emit moveRequested(id, folder); });
        });
}

void LibraryPanel::showTrashMenu(const QModelIndex& index, const QPoint& position)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (index.isValid()) {
        const qint64 id = idOf(index);
        menu->addAction(tr("Restore"), this, [this, id] { emit restoreRequested(id); });
        menu->addAction(tr("Delete for Good"), this,
                        [this, id] { emit deleteForGoodRequested(id); });
        menu->addSeparator();
    }
    menu->addAction(tr("Empty the Trash"), this, &LibraryPanel::emptyTrashRequested);
    menu->popup(position);
}

} // namespace ui
