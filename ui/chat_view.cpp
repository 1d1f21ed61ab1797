#include "ui/chat_view.h"

#include "ui/chat_bridge.h"
#include "ui/chat_feed.h"
#include "ui/chat_page.h"
#include "ui/chat_search.h"
#include "ui/chat_style.h"
#include "ui/find_bar.h"
#include "ui/web_folder.h"

#include <QAbstractItemModel>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDateTime>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QQuickWindow>
#include <QResource>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>
#include <QWebChannel>
#include <QWebEngineProfile>
#include <QWebEngineView>

#include <unistd.h>

namespace ui {
namespace {

// A page that crashes more often is not loaded again by itself.
constexpr int kCrashesAMinute = 3;

QString resourceFile() { return webFolder() + QStringLiteral("/chat.rcc"); }

} // namespace

bool ChatView::isInstalled() { return QFile::exists(resourceFile()); }

ChatView::ChatView(QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_findBar(new FindBar(this))
    , m_feed(new ChatFeed(this))
    , m_bridge(new ChatBridge(*m_feed, this))
    , m_search(new ChatSearch(*m_feed, this))
    , m_sending(new QTimer(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_findBar);
    layout->addWidget(m_stack, 1);
    setUpStack();
    setUpSearch();

    // What happens in one turn of the event loop goes out together.
    m_sending->setSingleShot(true);
    connect(m_sending, &QTimer::timeout, this, &ChatView::send);
    connect(m_feed, &ChatFeed::changed, this, [this] { m_sending->start(0); });
    connect(m_bridge, &ChatBridge::pageReady, this, &ChatView::beginPage);
    connect(m_bridge, &ChatBridge::changesApplied, this, [this] {
        m_isApplying = false;
        send();
    });
    connect(m_bridge, &ChatBridge::pageFailed, this, [this](const QString& reason) {
        qCWarning(chatLog).noquote() << reason;
        onCrash();
    });
    connect(m_bridge, &ChatBridge::rowsWanted, m_feed, &ChatFeed::want);
    connect(m_bridge, &ChatBridge::scrollChanged, this,
            [this](const QString& scroll) { m_scroll = scroll; });
    connect(m_bridge, &ChatBridge::retryRequested, this, &ChatView::retryRequested);
    connect(m_bridge, &ChatBridge::editRequested, this, &ChatView::editRequested);
    connect(m_bridge, &ChatBridge::branchRequested, this, &ChatView::branchRequested);
    connect(m_bridge, &ChatBridge::runRequested, this, &ChatView::runRequested);
    connect(m_bridge, &ChatBridge::quoteActivated, this, &ChatView::quoteActivated);
    connect(m_bridge, &ChatBridge::linkActivated, this, &ChatView::linkActivated);
    connect(m_bridge, &ChatBridge::copyRequested, this, [this](const QString& text) {
        QGuiApplication::clipboard()->setText(text);
        emit copied();
    });
}

// A page must be gone before its profile.
ChatView::~ChatView() { delete m_page; }

void ChatView::setUpStack()
{
    m_invitation = new QLabel(tr("Ask something, or paste a text and ask about it.\n"
                                 "Everything stays on this computer."));
    m_invitation->setAlignment(Qt::AlignCenter);
    m_invitation->setWordWrap(true);
    m_invitation->setForegroundRole(QPalette::PlaceholderText);
    m_stack->addWidget(m_invitation);

    m_apology = new QWidget;
    auto* sentence = new QLabel(tr("The page that shows the conversation crashed several times. "
                                   "The conversation itself is safe."));
    sentence->setAlignment(Qt::AlignCenter);
    sentence->setWordWrap(true);
    auto* again = new QPushButton(tr("Show It Again"));
    connect(again, &QPushButton::clicked, this, [this] {
        m_crashes.clear();
        m_stack->setCurrentWidget(m_view);
        m_page->start();
    });
    auto* layout = new QVBoxLayout(m_apology);
    layout->addStretch();
    layout->addWidget(sentence);
    layout->addWidget(again, 0, Qt::AlignCenter);
    layout->addStretch();
    m_stack->addWidget(m_apology);
}

void ChatView::setUpSearch()
{
    connect(m_findBar, &FindBar::queryChanged, m_search, &ChatSearch::setQuery);
    connect(m_findBar, &FindBar::nextRequested, m_search, &ChatSearch::next);
    connect(m_findBar, &FindBar::previousRequested, m_search, &ChatSearch::previous);
    connect(m_findBar, &FindBar::closed, this, [this] {
        m_search->setQuery({});
        if (m_view)
            m_view->setFocus();
    });
    connect(m_search, &ChatSearch::operationNeeded, this, &ChatView::push);
    connect(m_search, &ChatSearch::resultChanged, m_findBar, &FindBar::setResult);
    connect(m_bridge, &ChatBridge::searchBegan, m_search, &ChatSearch::begin);
    connect(m_bridge, &ChatBridge::matchFound, m_search, &ChatSearch::noteMatch);
}

void ChatView::setModel(QAbstractItemModel* model)
{
    if (QAbstractItemModel* before = m_feed->model())
        before->disconnect(this);
    m_feed->setModel(model);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(model, signal, this, &ChatView::followModel);
    connect(model, &QAbstractItemModel::modelReset, this, &ChatView::followModel);
    followModel();
}

void ChatView::setThinkingShown(bool isShown) { m_feed->setThinkingShown(isShown); }

void ChatView::setCanAsk(bool canAsk)
{
    if (canAsk == m_canAsk)
        return;
    m_canAsk = canAsk;
    m_bridge->setCanAsk(canAsk);
    if (m_isReady)
        push(asking());
}

QJsonObject ChatView::asking() const
{
    return {{QStringLiteral("name"), QStringLiteral("asking")},
            {QStringLiteral("isPossible"), m_canAsk}};
}

void ChatView::followModel()
{
    m_search->forgetRows();
    const bool isEmpty = m_feed->model()->rowCount() == 0;
    if (!isEmpty)
        createPage();
    if (isEmpty)
        m_stack->setCurrentWidget(m_invitation);
    else if (m_stack->currentWidget() != m_apology)
        m_stack->setCurrentWidget(m_view);
}

void ChatView::warmUp() { createPage(); }

void ChatView::find()
{
    if (m_feed->model() && m_feed->model()->rowCount() > 0)
        m_findBar->begin();
}

void ChatView::setScroll(const QString& scroll)
{
    m_scroll = scroll;
    const QStringList parts = scroll.split(u':');
    const QString name = scroll.isEmpty() ? QStringLiteral("toEnd") : QStringLiteral("scroll");
    push({{QStringLiteral("name"), name},
          {QStringLiteral("row"), parts.value(0).toInt()},
          {QStringLiteral("offset"), parts.value(1).toInt()}});
}

QWebEnginePage* ChatView::page() const { return m_page; }

void ChatView::createPage()
{
    if (m_page)
        return;
    // Chromium's sandbox refuses to run for root, and Qt then ends the program.
    if (geteuid() == 0)
        qputenv("QTWEBENGINE_DISABLE_SANDBOX", "1");
    // Text needs no GPU. And a view that draws with one would make Qt create the window anew, with the
    // user typing in it.
    if (QQuickWindow::graphicsApi() != QSGRendererInterface::Software)
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    QResource::registerResource(resourceFile());
    m_view = new QWebEngineView;
    m_view->setAcceptDrops(false);                   // a dropped file is for the window
    m_view->setContextMenuPolicy(Qt::NoContextMenu); // ours is in contextMenuEvent()
    m_page = new ChatPage(ChatPage::createProfile(this), this);
    m_page->setBackgroundColor(palette().color(QPalette::Base));
    auto* channel = new QWebChannel(m_page);
    channel->registerObject(QStringLiteral("program"), m_bridge);
    m_page->setWebChannel(channel);
    connect(m_page, &QWebEnginePage::renderProcessTerminated, this,
            [this](QWebEnginePage::RenderProcessTerminationStatus status) {
                if (status != QWebEnginePage::NormalTerminationStatus)
                    onCrash();
            });
    m_view->setPage(m_page);
    m_stack->addWidget(m_view);
    setFocusProxy(m_view);
    m_page->start();
}

void ChatView::onCrash()
{
    m_isReady = false;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    m_crashes.removeIf([&](qint64 crash) { return now - crash > 60'000; });
    m_crashes.append(now);
    if (m_crashes.size() > kCrashesAMinute)
        m_stack->setCurrentWidget(m_apology);
    else // not within the signal of the page that crashed
        QMetaObject::invokeMethod(m_page, &ChatPage::start, Qt::QueuedConnection);
}

// The page is new, for the first time or after a crash.
void ChatView::beginPage()
{
    m_isReady = true;
    m_isApplying = false;
    m_operations = {};
    m_first = {chatWords(), chatLook(*this), asking()};
    m_feed->begin();
    if (!m_scroll.isEmpty())
        setScroll(m_scroll);
    send();
}

void ChatView::push(const QJsonObject& operation)
{
    m_operations.append(operation);
    m_sending->start(0);
}

// One batch at a time: while the page is busy with one, growth gathers here.
void ChatView::send()
{
    if (!m_isReady || m_isApplying)
        return;
    QJsonArray operations = std::exchange(m_first, {});
    for (const QJsonArray& more : {m_feed->take(), std::exchange(m_operations, {})})
        for (const auto& operation : more)
            operations.append(operation);
    if (operations.isEmpty())
        return;
    m_isApplying = true;
    emit m_bridge->changed(operations);
}

void ChatView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange)
        return;
    if (m_page)
        m_page->setBackgroundColor(palette().color(QPalette::Base));
    if (m_isReady)
        push(chatLook(*this));
}

void ChatView::contextMenuEvent(QContextMenuEvent* event)
{
    if (!m_view || m_stack->currentWidget() != m_view)
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* copy = menu->addAction(tr("Copy"), m_page,
                                    [this] { m_page->triggerAction(QWebEnginePage::Copy); });
    copy->setEnabled(m_page->hasSelection());
    menu->addAction(tr("Select All"), this, [this] {
        push({{QStringLiteral("name"), QStringLiteral("selectAll")}});
    });
    menu->addAction(tr("Find…"), this, &ChatView::find);
    menu->popup(event->globalPos());
}

} // namespace ui
