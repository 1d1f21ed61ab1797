#include "app/preview_host.h"

#include "app/preview_process.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QWindow>

#include <chrono>
#include <utility>

namespace app {

using namespace preview_protocol;

namespace {

constexpr std::chrono::milliseconds kJudgeInterval{250};
constexpr qsizetype kMostTextLength = 8192;
constexpr qsizetype kMostNameLength = 300;
constexpr int kMostPixels = 8192; // of a picture, to a side
constexpr int kStartMs = 30'000;  // a cold disk and a busy machine; measured warm: 0.5 s

QString previewProgram()
{
    const QString given = qEnvironmentVariable("LEVIN_PREVIEW");
    return given.isEmpty()
               ? QCoreApplication::applicationDirPath() + QStringLiteral("/levin-preview")
               : given;
}

// The name of the app's origin. Ids that are no host names are replaced by their hash.
QString hostOf(const QString& appId)
{
    static const QRegularExpression kHost(QStringLiteral("^[a-z0-9]([a-z0-9-]{0,60}[a-z0-9])?$"));
    if (kHost.match(appId).hasMatch() && appId != QLatin1String("lib"))
        return appId;
    return QStringLiteral("app-")
           + QString::fromLatin1(
               QCryptographicHash::hash(appId.toUtf8(), QCryptographicHash::Sha256)
                   .toHex()
                   .left(32));
}

// Plain text for one label or line: cut, and without what could reorder or hide it.
QString cleaned(const QString& text, qsizetype length)
{
    QString clean;
    for (const QChar c : text.left(length))
        if (c == u'\n' || c == u'\t' || c.isPrint() || c.isSurrogate())
            clean += c;
    return clean;
}

// A preview that named one of our own windows would have it moved into the frame.
quintptr embeddable(quint64 id)
{
    const QWindowList windows = QGuiApplication::allWindows();
    const bool isOurs = std::any_of(windows.begin(), windows.end(), [id](const QWindow* window) {
        return window->type() != Qt::ForeignWindow && window->handle() != nullptr
               && window->winId() == id;
    });
    return isOurs ? 0 : quintptr(id);
}

QByteArray contentHash(const PreviewPage& page)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const PreviewFile& file : page.files) {
        hash.addData(file.name.toUtf8());
        hash.addData(QByteArray::number(file.bytes.size()));
        hash.addData(file.bytes);
    }
    return hash.result();
}

} // namespace

// The preview process is believed in nothing: texts are cut and cleaned, pictures and windows are
// checked, and numbers can only worsen what is thought of the page.
struct PreviewHost::Receiver
{
    PreviewHost& host;

    void operator()(const Ready& ready) const
    {
        if (host.m_state != State::Starting)
            return;
        host.m_heard.start();
        emit host.sandboxFound(ready.sandbox, cleaned(ready.chromium, 40));
        emit host.windowReady(embeddable(ready.window));
        host.m_process->send(ShowWindow{host.m_isVisible});
        if (ready.sandbox.hasOwnNetwork || host.m_hasConsent) {
            host.sendPage();
            return;
        }
        const QString reason = tr("This system does not let the preview give up its network. "
                                  "Other barriers stand, but run only what you trust.");
        host.setState(State::WaitingForConsent, reason);
        emit host.consentNeeded(reason);
    }
    void operator()(const WindowChanged& changed) const
    {
        emit host.windowReady(embeddable(changed.window));
    }
    void operator()(const LoadFinished& finished) const
    {
        if (host.m_isLoaded || host.m_state == State::Starting)
            return; // the page loaded itself again
        host.m_isLoaded = finished.ok;
        if (!finished.ok) {
            emit host.errorReported({tr("The page could not be loaded."), host.m_page.entry});
            return;
        }
        host.setState(State::Running);
        emit host.loaded();
    }
    void operator()(const Console& console) const
    {
        ConsoleMessage message = console.message;
        message.text = cleaned(message.text, kMostTextLength);
        message.source = cleaned(message.source, kMostNameLength);
        emit host.consoleMessage(message);
    }
    void operator()(const ErrorThrown& thrown) const
    {
        PageError error = thrown.error;
        error.message = cleaned(error.message, kMostTextLength);
        error.source = cleaned(error.source, kMostNameLength);
        error.stack = cleaned(error.stack, kMostTextLength);
        emit host.errorReported(error);
    }
    void operator()(const Heartbeat& beat) const
    {
        host.m_heard.start();
        host.m_scriptSilentMs = beat.waitsForUser ? 0 : beat.scriptSilentMs;
        host.m_framesSilentMs = beat.waitsForUser ? 0 : beat.framesSilentMs;
        emit host.framesPerSecond(beat.framesPerSecond);
    }
    void operator()(const RequestBlocked& blocked) const
    {
        emit host.requestBlocked(QUrl(cleaned(blocked.url, kMostTextLength)),
                                 cleaned(blocked.kind, 40));
    }
    void operator()(const Note& note) const
    {
        emit host.noteReported(cleaned(note.text, kMostTextLength));
    }
    void operator()(const TitleChanged& changed) const
    {
        emit host.titleChanged(cleaned(changed.title, kMostNameLength));
    }
    void operator()(const LinkClicked& clicked) const
    {
        const QUrl url(cleaned(clicked.url, kMostTextLength), QUrl::StrictMode);
        if (url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http"))
            emit host.linkClicked(url);
    }
    void operator()(const FileOffered& file) const
    {
        // Only the name's last part, and nothing that hides the file or leaves the folder.
        QString name = cleaned(QFileInfo(file.name).fileName(), kMostNameLength);
        name.remove(QRegularExpression(QStringLiteral(R"([/\\:*?"<>|]|^\.+)")));
        emit host.fileOffered(name.isEmpty() ? tr("download") : name, file.bytes);
    }
    void operator()(const Evaluated& evaluated) const
    {
        if (evaluated.id <= host.m_lastEvaluation)
            emit host.evaluated(evaluated.id, evaluated.json.left(kMostTextBytes), evaluated.ok);
    }
    void operator()(const Screenshot& shot) const
    {
        const qint64 width = shot.size.width();
        const qint64 height = shot.size.height();
        if (width <= 0 || height <= 0 || width > kMostPixels || height > kMostPixels
            || width * height * 4 != shot.pixels.size())
            return;
        const QImage view(reinterpret_cast<const uchar*>(shot.pixels.constData()), int(width),
                          int(height), qsizetype(width) * 4, QImage::Format_RGB32);
        emit host.screenshotTaken(view.copy());
    }
    void operator()(const BlankPage&) const { emit host.blankPageReported(); }
    void operator()(const FullScreenAsked& asked) const { emit host.fullScreenAsked(asked.on); }
    void operator()(const ShortcutPressed& pressed) const
    {
        const QKeySequence keys(pressed.keys.left(40), QKeySequence::PortableText);
        if (shortcutsOfWindow().contains(keys))
            emit host.shortcutPressed(keys);
    }
    void operator()(const PageClosed&) const
    {
        host.endProcess();
        host.setState(State::Stopped, tr("The app closed itself."));
    }
    void operator()(const RenderProcessEnded& ended) const
    {
        host.giveUp(State::Crashed,
                    tr("The app's process ended: %1.").arg(cleaned(ended.how, kMostNameLength)));
    }
};

PreviewHost::PreviewHost(const QString& dataFolder, QObject* parent)
    : QObject(parent)
    , m_dataFolder(dataFolder)
    , m_judge(this)
    , m_watch(new PreviewWatch)
{
    if (qGuiApp != nullptr)
        setPlatform(QGuiApplication::platformName(),
                    QGuiApplication::platformName() == QLatin1String("xcb"));
    qRegisterMetaType<ProcessSample>();
    m_watch->moveToThread(&m_watchThread);
    connect(&m_watchThread, &QThread::finished, m_watch, &QObject::deleteLater);
    connect(m_watch, &PreviewWatch::sampled, this, &PreviewHost::judge);
    m_watchThread.setObjectName(QStringLiteral("preview watch"));
    m_watchThread.start();
    m_judge.setInterval(kJudgeInterval);
    connect(&m_judge, &QTimer::timeout, this, &PreviewHost::judgeSilence);
}

PreviewHost::PreviewHost(QObject* parent)
    : PreviewHost(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
                      + QStringLiteral("/apps"),
                  parent)
{}

PreviewHost::~PreviewHost()
{
    m_watchThread.quit();
    m_watchThread.wait();
}

void PreviewHost::setPlatform(const QString& platform, bool isEmbedded)
{
    m_platform = platform;
    m_isEmbedded = isEmbedded;
}

void PreviewHost::load(const PreviewPage& page, Start start)
{
    const bool takesOver = m_process != nullptr && m_isLoaded && m_state == State::Running
                           && page.appId == m_page.appId && page.keepData == m_page.keepData;
    m_page = page;
    if (start == Start::ByItself && m_marked.contains(contentHash(page))) {
        endProcess();
        setState(State::Stopped, tr("This app did not respond or crashed when it ran last."));
    } else if (takesOver) {
        sendPage();
    } else {
        startProcess();
    }
}

void PreviewHost::reload()
{
    if (m_process != nullptr && m_state == State::Running)
        sendPage();
    else if (!m_page.files.isEmpty())
        startProcess();
}

void PreviewHost::stop()
{
    if (m_process == nullptr && !m_startIsDue)
        return;
    if (m_state == State::NotResponding)
        m_marked.insert(contentHash(m_page));
    endProcess();
    setState(State::Stopped);
}

void PreviewHost::runAnyway()
{
    m_hasConsent = true;
    if (m_state == State::WaitingForConsent)
        sendPage();
}

void PreviewHost::resetData()
{
    const bool wasThere = m_process != nullptr;
    endProcess();
    if (m_page.appId.isEmpty())
        return;
    if (m_ending != nullptr)
        m_removalDue = dataFolderOf(m_page.appId);
    else
        removeData(dataFolderOf(m_page.appId));
    if (wasThere)
        startProcess();
    else
        setState(State::Idle);
}

void PreviewHost::removeData(const QString& folder)
{
    if (QDir place(folder); place.exists() && !place.removeRecursively())
        emit noteReported(tr("Not all data of the app could be removed from %1.").arg(folder));
}

void PreviewHost::goOn()
{
    if (m_ending != nullptr)
        return; // an earlier one has ended
    if (!m_removalDue.isEmpty())
        removeData(std::exchange(m_removalDue, {}));
    if (std::exchange(m_startIsDue, false))
        launch();
}

void PreviewHost::setKeepData(bool keep)
{
    if (m_page.keepData == keep)
        return;
    m_page.keepData = keep;
    if (m_process != nullptr)
        startProcess();
}

quint64 PreviewHost::evaluate(const QString& expression)
{
    const quint64 id = ++m_lastEvaluation;
    if (m_process != nullptr)
        m_process->send(Evaluate{id, expression});
    return id;
}

void PreviewHost::requestScreenshot()
{
    if (m_process != nullptr)
        m_process->send(TakeScreenshot{});
}

void PreviewHost::setVisible(bool visible)
{
    m_isVisible = visible;
    if (m_process != nullptr)
        m_process->send(ShowWindow{visible});
}

void PreviewHost::resizeWindow(const QSize& size)
{
    if (m_process != nullptr)
        m_process->send(ResizeWindow{size});
}

void PreviewHost::startProcess()
{
    endProcess();
    m_startIsDue = m_ending != nullptr && (m_page.keepData || !m_removalDue.isEmpty());
    if (m_startIsDue)
        setState(State::Starting);
    else
        launch();
}

void PreviewHost::launch()
{
    m_keepsData = m_page.keepData;
    m_process = new PreviewProcess(this);
    connect(m_process, &PreviewProcess::ended, this,
            [this](const QString& reason) { giveUp(State::Crashed, reason); });
    connect(m_process, &PreviewProcess::received, this,
            [this](const FromPreview& message) { std::visit(Receiver{*this}, message); });
    m_heard.start();
    m_judge.start();
    setState(State::Starting);
    m_process->start({previewProgram(), hostOf(m_page.appId),
                      m_page.keepData ? dataFolderOf(m_page.appId) : QString(), m_platform,
                      m_isEmbedded, m_sharesNetwork});
    if (m_process == nullptr)
        return; // it could not be started, which is reported
    QMetaObject::invokeMethod(
        m_watch, [watch = m_watch, group = m_process->group()] { watch->start(group); });
}

void PreviewHost::endProcess()
{
    m_startIsDue = false;
    if (m_process == nullptr)
        return;
    m_judge.stop();
    QMetaObject::invokeMethod(m_watch, &PreviewWatch::stop);
    m_process->disconnect(this);
    connect(m_process, &QObject::destroyed, this, &PreviewHost::goOn);
    m_ending = m_process;
    if (m_keepsData && m_isLoaded && m_state == State::Running)
        m_process->endInOrder();
    else
        m_process->kill();
    m_process = nullptr;
    m_isLoaded = false;
    emit windowGone();
}

void PreviewHost::sendPage()
{
    m_isLoaded = false;
    m_scriptSilentMs = m_framesSilentMs = 0;
    m_process->send(LoadPage{m_page.files, m_page.entry});
    setState(State::Loading);
}

void PreviewHost::setState(State state, const QString& reason)
{
    if (m_state == state && m_reason == reason)
        return;
    m_state = state;
    m_reason = reason;
    emit stateChanged(state);
    if (state == State::NotResponding)
        emit notResponding(reason);
}

void PreviewHost::giveUp(State state, const QString& reason)
{
    m_marked.insert(contentHash(m_page));
    endProcess();
    setState(state, reason);
}

void PreviewHost::judge(const ProcessSample& sample)
{
    if (m_process == nullptr)
        return; // a sample that was on its way
    if (sample.memoryBytes > m_limits.memoryBytes) {
        giveUp(State::Stopped, tr("The app was stopped because it used more than %1 MB of memory.")
                                   .arg(m_limits.memoryBytes >> 20));
        return;
    }
    m_workerBusyMs = sample.longestBusyWorkerMs;
    judgeSilence();
    emit memoryUsed(sample.memoryBytes);
}

// What does not answer, in words; empty if everything does.
QString PreviewHost::silence() const
{
    if (m_heard.elapsed() > m_limits.silentMs)
        return tr("The app keeps the preview from drawing.");
    if (m_scriptSilentMs > m_limits.silentMs)
        return tr("The app's script does not come to an end.");
    if (m_framesSilentMs > m_limits.silentMs)
        return tr("The app draws no more pictures.");
    if (m_workerBusyMs > m_limits.workerBusyMs)
        return tr("A worker of the app does not come to an end.");
    return {};
}

void PreviewHost::judgeSilence()
{
    switch (m_state) {
    case State::Starting:
        if (m_heard.elapsed() > kStartMs)
            giveUp(State::Crashed,
                   tr("The preview process did not start within %1 seconds.").arg(kStartMs / 1000));
        break;
    case State::Loading:
    case State::Running:
    case State::NotResponding:
        if (const QString reason = silence(); !reason.isEmpty())
            setState(State::NotResponding, reason);
        else if (m_state == State::NotResponding)
            setState(m_isLoaded ? State::Running : State::Loading);
        break;
    default:
        break;
    }
}

QString PreviewHost::dataFolderOf(const QString& appId) const
{
    return m_dataFolder + u'/' + hostOf(appId);
}

} // namespace app
