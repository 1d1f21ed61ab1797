#include "app/preview/preview_window.h"

#include "app/preview/app_scheme.h"
#include "app/preview/connection.h"
#include "app/preview/network_gate.h"
#include "app/preview/page_question.h"
#include "app/preview/play_page.h"
#include "app/preview/probe.h"
#include "app/preview/rate_limit.h"

#include <QContextMenuEvent>
#include <QFile>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QKeySequence>
#include <QPointer>
#include <QTimer>
#include <QWebEngineDownloadRequest>
#include <QWebEngineProfile>
#include <QWebEngineScript>
#include <QtWebEngineCoreVersion>

namespace preview {

using namespace app::preview_protocol;

namespace {

constexpr QSize kFirstSize(1024, 720);
constexpr QPoint kFarAway(-20'000, -20'000);
constexpr int kMostPixels = 4096; // of a screenshot, to a side

// Without a display there is nobody who could answer a question.
bool isSeen() { return QGuiApplication::platformName() != QLatin1String("offscreen"); }

std::unique_ptr<QWebEngineProfile> profileIn(const QString& folder)
{
    if (folder.isEmpty())
        return std::make_unique<QWebEngineProfile>(); // off the record
    auto profile = std::make_unique<QWebEngineProfile>(QStringLiteral("kept"));
    profile->setPersistentStoragePath(folder + QStringLiteral("/storage"));
    profile->setCachePath(folder + QStringLiteral("/cache"));
    profile->setHttpCacheType(QWebEngineProfile::MemoryHttpCache);
    return profile;
}

} // namespace

struct PreviewWindow::Receiver
{
    PreviewWindow& window;

    void operator()(const LoadPage& message) const { window.load(message); }
    void operator()(const ReloadPage&) const { window.m_page->open(window.m_page->url()); }
    void operator()(const Evaluate& message) const
    {
        window.evaluate(message.id, message.expression);
    }
    void operator()(const TakeScreenshot&) const { window.takeScreenshot(); }
    void operator()(const ShowWindow& message) const { window.setVisible(message.visible); }
    void operator()(const ResizeWindow& message) const { window.resize(message.size); }
};

PreviewWindow::PreviewWindow(const QString& host, const QString& dataFolder, Place place,
                             Connection& connection)
    : m_connection(connection)
    , m_place(place)
    , m_libraries(LibraryPack::installedFolder())
    , m_profile(profileIn(dataFolder))
    , m_scheme(new AppScheme(host, m_libraries, this))
    , m_gate(new NetworkGate(host, m_libraries, this))
    , m_page(new PlayPage(m_profile.get(), m_scheme, this))
    , m_probe(new Probe(m_page, this))
    , m_question(isSeen() ? new PageQuestion(this) : nullptr)
{
    resize(kFirstSize);
    if (place == Place::Embedded) {
        // The window manager must not see this window, and nobody before it is in its frame.
        setWindowFlags(Qt::FramelessWindowHint | Qt::BypassWindowManagerHint);
        move(kFarAway);
    } else {
        setWindowTitle(tr("Generated app, not part of Levin"));
    }
    m_profile->installUrlSchemeHandler(kScheme, m_scheme);
    m_profile->setUrlRequestInterceptor(m_gate);
    m_probe->install(m_page->mark());
    setPage(m_page);
    if (m_question != nullptr) {
        m_page->setQuestion(m_question);
        connect(m_question, &PageQuestion::openChanged, m_probe, &Probe::setWaitsForUser);
    }
    reportFromPage();
    qApp->installEventFilter(this); // keys and clicks go to a child that comes and goes
}

PreviewWindow::~PreviewWindow()
{
    setPage(nullptr);
    delete m_page; // before its profile
}

void PreviewWindow::announce(const app::PreviewSandbox& sandbox)
{
    m_announcedWindow = m_place == Place::Embedded ? quint64(winId()) : 0;
    m_connection.send(
        Ready{m_announcedWindow, QLatin1String(qWebEngineChromiumVersion()), sandbox});
}

void PreviewWindow::obey(const ToPreview& message)
{
    if (!answersQuestionFirst(message))
        std::visit(Receiver{*this}, message);
}

// A page that asks stands still deep within Chromium, which must not be told to open another one
// there: the question is ended, and the message waits until its script goes on.
bool PreviewWindow::answersQuestionFirst(const ToPreview& message)
{
    const bool opensPage =
        std::holds_alternative<LoadPage>(message) || std::holds_alternative<ReloadPage>(message);
    if (!opensPage || m_question == nullptr || !m_question->isOpen())
        return false;
    m_question->cancel();
    QTimer::singleShot(0, this, [this, message] { obey(message); });
    return true;
}

void PreviewWindow::reportFromPage()
{
    const auto blocked = [this, rate = RateLimit(20, 100)](const QUrl& url,
                                                           const QString& kind) mutable {
        if (rate.allows())
            m_connection.send(RequestBlocked{url.toString().left(2048), kind}, false);
    };
    connect(m_gate, &NetworkGate::blocked, this, blocked);
    connect(m_scheme, &AppScheme::refused, this, blocked);
    connect(m_page, &PlayPage::refused, this, blocked);
    connect(m_page, &PlayPage::said, this, [this](const app::ConsoleMessage& message) {
        m_connection.send(Console{message}, false);
    });
    connect(m_page, &PlayPage::failed, this,
            [this, rate = RateLimit(5, 50)](const app::PageError& error) mutable {
                if (rate.allows())
                    m_connection.send(ErrorThrown{error});
            });
    const auto noted = [this, rate = RateLimit(2, 20)](const QString& text) mutable {
        if (rate.allows())
            m_connection.send(Note{text.left(1000)}, false);
    };
    connect(m_page, &PlayPage::noted, this, noted);
    connect(m_gate, &NetworkGate::noted, this, noted);
    connect(m_scheme, &AppScheme::noted, this, noted);
    connect(m_page, &PlayPage::linkFollowed, this,
            [this](const QUrl& url) { m_connection.send(LinkClicked{url.toString()}); });
    connect(m_page, &PlayPage::fullScreenAsked, this,
            [this](bool on) { m_connection.send(FullScreenAsked{on}); });
    connect(m_page, &PlayPage::ended, this,
            [this](const QString& how) { m_connection.send(RenderProcessEnded{how}); });
    connect(m_page, &PlayPage::closed, this, [this] { m_connection.send(PageClosed{}); });
    connect(m_page, &QWebEnginePage::loadFinished, this, [this](bool ok) {
        m_connection.send(LoadFinished{ok || m_page->loadsTooMuch()});
        m_probe->pageLoaded();
    });
    connect(m_probe, &Probe::foundBlank, this, [this] { m_connection.send(BlankPage{}); });
    connect(m_probe, &Probe::beat, this, [this](const Heartbeat& heartbeat) {
        m_connection.send(heartbeat, false);
        if (m_page->title() != m_sentTitle) { // twice a second, however often it changes
            m_sentTitle = m_page->title();
            m_connection.send(TitleChanged{m_sentTitle.left(300)}, false);
        }
    });
    connect(m_profile.get(), &QWebEngineProfile::downloadRequested, this, &PreviewWindow::offer);
}

void PreviewWindow::load(const LoadPage& message)
{
    m_scheme->setFiles(message.files);
    m_entry = message.entry;
    m_probe->pageOpened();
    m_page->open(m_scheme->addressOf(m_entry));
}

void PreviewWindow::evaluate(quint64 id, const QString& expression)
{
    // The expression is an argument, never a part of the script.
    const QByteArray argument = QJsonDocument(QJsonObject{{QStringLiteral("e"), expression}})
                                    .toJson(QJsonDocument::Compact);
    const QString script =
        QStringLiteral(
            "(() => { try {"
            "  const value = (0, eval)(%1.e);"
            "  let text; try { text = JSON.stringify(value); } catch (error) { text = undefined; }"
            "  if (text === undefined || (text === '{}' && String(value) !== '[object Object]'))"
            "    text = JSON.stringify(String(value));"
            "  return [true, text.slice(0, 100000)];"
            "} catch (error) { return [false, JSON.stringify(String(error)).slice(0, 100000)]; } "
            "})()")
            .arg(QString::fromUtf8(argument));
    m_page->runJavaScript(
        script, QWebEngineScript::MainWorld, [self = QPointer(this), id](const QVariant& answer) {
            const QVariantList parts = answer.toList();
            if (self != nullptr)
                self->m_connection.send(Evaluated{id, parts.value(1).toString().left(100'000),
                                                  parts.value(0).toBool()});
        });
}

void PreviewWindow::takeScreenshot()
{
    QImage image = grab().toImage().convertToFormat(QImage::Format_RGB32);
    if (image.width() > kMostPixels || image.height() > kMostPixels)
        image = image.scaled(kMostPixels, kMostPixels, Qt::KeepAspectRatio);
    m_connection.send(
        Screenshot{image.size(), QByteArray(reinterpret_cast<const char*>(image.constBits()),
                                            image.sizeInBytes())});
}

// The file is written to a folder that goes with this process and handed to the window, which asks
// the user where it should be.
void PreviewWindow::offer(QWebEngineDownloadRequest* download)
{
    const QString name = download->downloadFileName().left(200);
    if (!m_page->hasUserActed() || !m_downloads.isValid()) {
        download->cancel();
        if (m_refusalRate.allows())
            m_connection.send(Note{tr("The page offered the file %1 unasked.").arg(name)}, false);
        return;
    }
    download->setDownloadDirectory(m_downloads.path());
    download->setDownloadFileName(QStringLiteral("file"));
    connect(download, &QWebEngineDownloadRequest::receivedBytesChanged, this, [download] {
        if (download->receivedBytes() > kMostFileBytes)
            download->cancel();
    });
    connect(download, &QWebEngineDownloadRequest::isFinishedChanged, this, [this, download, name] {
        QFile file(m_downloads.filePath(download->downloadFileName()));
        const bool isWhole = download->state() == QWebEngineDownloadRequest::DownloadCompleted
                             && file.size() <= kMostFileBytes && file.open(QIODevice::ReadOnly);
        if (isWhole)
            m_connection.send(FileOffered{name, file.readAll()});
        else
            m_connection.send(Note{tr("The file %1 of the page could not be taken.").arg(name)});
        file.remove();
    });
    download->accept();
}

// Qt makes the window anew when the first page needs one that OpenGL can draw into.
bool PreviewWindow::event(QEvent* event)
{
    if (event->type() == QEvent::WinIdChange && m_announcedWindow != 0
        && quint64(internalWinId()) != m_announcedWindow && internalWinId() != 0)
    {
        m_announcedWindow = quint64(internalWinId());
        m_connection.send(WindowChanged{m_announcedWindow});
    }
    return QWebEngineView::event(event);
}

bool PreviewWindow::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        if (m_place == Place::Embedded && !isActiveWindow())
            activateWindow(); // nobody else gives an embedded window the keys
        [[fallthrough]];
    case QEvent::KeyPress:
        if (event->type() == QEvent::KeyPress && passOn(*static_cast<QKeyEvent*>(event)))
            return true;
        [[fallthrough]];
    case QEvent::TouchBegin:
        m_page->setUserActed();
        m_page->setAudioMuted(false);
        break;
    default:
        break;
    }
    return QWebEngineView::eventFilter(watched, event);
}

// The window's own keys work although the focus is in this process; a page cannot hold them back.
bool PreviewWindow::passOn(const QKeyEvent& event)
{
    if (m_place != Place::Embedded || event.isAutoRepeat())
        return false;
    const QKeySequence keys(event.keyCombination());
    if (!shortcutsOfWindow().contains(keys))
        return false;
    // The event comes once for the window and once for the widget that has the focus.
    if (!m_passedOn.isValid() || m_passedOn.elapsed() > 50)
        m_connection.send(ShortcutPressed{keys.toString(QKeySequence::PortableText)});
    m_passedOn.start();
    return keys != QKeySequence(Qt::Key_Escape); // which games use as well
}

// Chromium's own menu offers to save and to look at the source, for which there is no place here.
void PreviewWindow::contextMenuEvent(QContextMenuEvent* event) { event->accept(); }

} // namespace preview
