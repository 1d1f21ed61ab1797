#include "ui/document_page.h"

#include "ui/breadcrumb.h"
#include "ui/colours.h"
#include "ui/document_invitation.h"
#include "ui/document_list.h"
#include "ui/elided_label.h"
#include "ui/mode_notice.h"
#include "ui/quantities.h"
#include "ui/reading_bar.h"
#include "ui/tree_map.h"

#include <QDragEnterEvent>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QSplitter>
#include <QStackedLayout>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

using Phase = ReadingState::Phase;

namespace {

constexpr int kWidthForTwo = 760;   // pixels in which the map and the files stand side by side
constexpr qsizetype kMostNotes = 4; // the others are in the tool tip

QStringList localPaths(const QMimeData* data)
{
    QStringList paths;
    for (const QUrl& url : data->urls())
        if (url.isLocalFile())
            paths += url.toLocalFile();
    return paths;
}

QToolButton* flatButton(const QString& text, const QString& name, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setText(text);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAccessibleName(name);
    button->setToolTip(name);
    return button;
}

} // namespace

DocumentPage::DocumentPage(QWidget* parent)
    : QWidget(parent)
    , m_pages(new QStackedLayout(this))
    , m_title(new ElidedLabel(this))
    , m_facts(new QLabel(this))
    , m_notes(new QLabel(this))
    , m_notice(new ModeNotice(this))
    , m_reading(new ReadingBar(this))
    , m_steps(new Breadcrumb(this))
    , m_map(new TreeMap(this))
    , m_list(new DocumentList(this))
{
    setAcceptDrops(true);
    auto* invitation = new DocumentInvitation(this);
    connect(invitation, &DocumentInvitation::addRequested, this, &DocumentPage::addRequested);
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(10, 8, 10, 8);
    column->setSpacing(8);
    column->addWidget(setUpHeader());
    column->addWidget(m_notice);
    column->addWidget(m_reading);
    column->addWidget(setUpParts(), 1000);
    column->addStretch(1); // while the parts are hidden
    m_pages->addWidget(invitation);
    m_pages->addWidget(content);
    connectParts();
    m_map->setTree(&m_list->model()->tree());
    m_parts->hide();
    showSteps();
    showState();
    colour();
}

QWidget* DocumentPage::setUpHeader()
{
    auto* header = new QWidget(this);
    QFont bold = m_title->font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_title->setElideMode(Qt::ElideMiddle);
    for (QLabel* label : {m_facts, m_notes}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    QToolButton* add = flatButton(tr("Add…"), tr("Add files to these documents"), header);
    connect(add, &QToolButton::clicked, this, &DocumentPage::addRequested);
    QToolButton* more = flatButton(QStringLiteral("⋯"), tr("More to do"), header);
    auto* menu = new QMenu(this);
    m_forget =
        menu->addAction(tr("&Forget the Reading"), this, &DocumentPage::forgetReadingRequested);
    menu->setToolTipsVisible(true);
    connect(more, &QToolButton::clicked, menu,
            [menu, more] { menu->popup(more->mapToGlobal(QPoint(0, more->height()))); });
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(m_title, 1);
    row->addWidget(add);
    row->addWidget(more);
    auto* layout = new QVBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3);
    layout->addLayout(row);
    layout->addWidget(m_facts);
    layout->addWidget(m_notes);
    return header;
}

QWidget* DocumentPage::setUpParts()
{
    m_parts = new QSplitter(Qt::Vertical, this);
    m_parts->setChildrenCollapsible(false);
    auto* map = new QWidget(m_parts);
    auto* layout = new QVBoxLayout(map);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_steps);
    layout->addWidget(m_map, 1);
    m_parts->addWidget(map);
    m_parts->addWidget(m_list);
    m_parts->setStretchFactor(0, 2);
    m_parts->setStretchFactor(1, 3);
    return m_parts;
}

void DocumentPage::connectParts()
{
    DocumentTreeModel* model = m_list->model();
    connect(model, &QAbstractItemModel::modelReset, this, [this, model] {
        m_map->setTree(&model->tree());
        showSteps();
    });
    connect(model, &DocumentTreeModel::numbersChanged, m_map, &TreeMap::refresh);
    connect(model, &DocumentTreeModel::inclusionChanged, this, &DocumentPage::inclusionChanged);
    connect(m_list, &DocumentList::currentChanged, m_map, &TreeMap::setCurrent);
    connect(m_list, &DocumentList::fileActivated, this, &DocumentPage::fileActivated);
    connect(m_map, &TreeMap::chosen, m_list, &DocumentList::setCurrentNode);
    connect(m_map, &TreeMap::activated, this,
            [this, model](int node) { emit fileActivated(model->tree().path(node)); });
    connect(m_map, &TreeMap::inclusionRequested, this,
            [model](int node, bool isIncluded) { model->setIncluded({node}, isIncluded); });
    connect(m_map, &TreeMap::zoomChanged, this, &DocumentPage::showSteps);
    connect(m_notice, &ModeNotice::fewerFilesRequested, m_list, &DocumentList::showLargestFirst);
    connect(m_notice, &ModeNotice::modeChosen, this, &DocumentPage::chooseMode);
    connect(m_reading, &ReadingBar::readRequested, this, &DocumentPage::readRequested);
    connect(m_reading, &ReadingBar::pauseRequested, this, &DocumentPage::pauseRequested);
    connect(m_reading, &ReadingBar::resumeRequested, this, &DocumentPage::resumeRequested);
    connect(m_reading, &ReadingBar::updateRequested, this, &DocumentPage::updateRequested);
}

QString DocumentPage::factsOf(const DocumentPlan& plan)
{
    qint64 readable = 0;
    qint64 included = 0;
    for (const PlannedFile& file : plan.files) {
        readable += file.skipped.isEmpty() ? 1 : 0;
        included += file.skipped.isEmpty() && file.isIncluded ? 1 : 0;
    }
    QStringList facts;
    facts += included < readable
                 ? tr("%1 of %2 files").arg(countText(included), countText(readable))
             : readable == 1 ? tr("1 file")
                             : tr("%1 files").arg(countText(readable));
    facts += plan.mostTokens > 0
                 ? tr("%1 tokens of %2").arg(countText(plan.tokens), countText(plan.mostTokens))
                 : tr("%1 tokens").arg(countText(plan.tokens));
    if (plan.memoryBytes > 0)
        facts += tr("%1 memory").arg(sizeText(plan.memoryBytes));
    if (plan.seconds > 0)
        facts += tr("%1 to read").arg(estimateText(plan.seconds));
    if (plan.diskBytes > 0)
        facts += tr("%1 on disk").arg(sizeText(plan.diskBytes));
    return facts.join(QStringLiteral(" · "));
}

void DocumentPage::setPlan(const DocumentPlan& plan)
{
    m_plan = plan;
    m_title->setText(plan.title);
    m_facts->setText(factsOf(plan));
    m_facts->setVisible(!plan.files.isEmpty());
    m_parts->setVisible(!plan.files.isEmpty());
    QStringList notes = plan.notes;
    if (plan.diskBudget > 0 && plan.diskBytes > plan.diskBudget)
        notes += tr("The saved reading needs %1 on disk; %2 are set aside for saved readings.")
                     .arg(sizeText(plan.diskBytes), sizeText(plan.diskBudget));
    m_notes->setToolTip(notes.size() > kMostNotes ? notes.join(u'\n') : QString());
    if (const qsizetype others = notes.size() - kMostNotes; others > 0)
        notes = notes.mid(0, kMostNotes) << tr("and %1 more").arg(countText(others));
    m_notes->setText(notes.join(u'\n'));
    m_notes->setVisible(!notes.isEmpty());
    m_list->setFiles(plan.files);
    showState();
}

void DocumentPage::setState(const ReadingState& state)
{
    m_state = state;
    showState();
}

void DocumentPage::setMode(AskMode mode)
{
    m_mode = mode;
    showState();
}

void DocumentPage::chooseMode(AskMode mode)
{
    setMode(mode);
    emit modeChosen(mode);
}

QString DocumentPage::obstacle() const
{
    if (m_plan.mostTokens <= 0)
        return tr("Open a model, which reads them");
    if (m_plan.tokens <= 0)
        return tr("No file that can be read takes part");
    return ModeNotice::whyItDoesNotFit(m_plan);
}

void DocumentPage::showState()
{
    const Phase phase = m_state.phase;
    const bool isEmpty =
        m_plan.files.isEmpty() && (phase == Phase::Empty || phase == Phase::Planned);
    m_pages->setCurrentIndex(isEmpty ? 0 : 1);
    const bool isGathering = phase == Phase::Scanning || phase == Phase::Counting;
    const DocumentPlan unknown; // what is still counted does not fit or fail to fit yet
    m_notice->show(isGathering ? unknown : m_plan, m_mode);
    // Other ways of asking need no reading; one that is under way is shown all the same.
    m_reading->setVisible(m_mode == AskMode::WholeText || phase != Phase::Planned);
    m_reading->setState(m_state);
    m_reading->setObstacle(obstacle());
    m_forget->setEnabled(phase == Phase::Read || phase == Phase::Paused);
    m_forget->setToolTip(
        tr("Deletes the saved reading (%1); the documents stay and can be read again")
            .arg(sizeText(m_plan.diskBytes)));
}

void DocumentPage::showSteps()
{
    const DocumentTree& tree = m_list->model()->tree();
    const int whole = tree.withoutDetours(DocumentTree::kRoot);
    QStringList names;
    QList<int> nodes;
    for (int id = m_map->zoom(); id != whole && id > DocumentTree::kRoot; id = tree.node(id).parent)
    {
        names.prepend(tree.node(id).name);
        nodes.prepend(id);
    }
    names.prepend(tr("Everything"));
    nodes.prepend(whole);
    m_steps->disconnect(this);
    m_steps->setSteps(names);
    connect(m_steps, &Breadcrumb::stepChosen, this, [this, nodes](int step) {
        m_map->setZoom(nodes.value(step));
        m_map->setFocus(Qt::OtherFocusReason);
        showSteps();
    });
}

void DocumentPage::dragEnterEvent(QDragEnterEvent* event)
{
    if (!localPaths(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void DocumentPage::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    emit filesDropped(localPaths(event->mimeData()));
}

void DocumentPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_parts->setOrientation(width() < kWidthForTwo ? Qt::Vertical : Qt::Horizontal);
}

void DocumentPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

void DocumentPage::colour()
{
    QPalette dim = palette();
    dim.setColor(QPalette::WindowText, dimText(palette()));
    m_notes->setPalette(dim);
}

} // namespace ui
