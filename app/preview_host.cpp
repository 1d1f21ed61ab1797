#include "app/preview_host.h"

#include "app/preview_process.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QGuiApplication>
#include <QRegularExpression>
#include <QStandardPaths>

#include <chrono>
#include <utility>

namespace app {

using namespace preview_protocol;

namespace {

constexpr std::chrono::milliseconds kJudgeInterval{250};
constexpr int kStartMs = 30'000; // a cold disk and a busy machine; measured warm: 0.5 s

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
    m_startIsDue = false;
    delete m_ending; // what waits to be removed goes behind it
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

void PreviewHost::forget()
{
    stop();
    m_page = {};
    setState(State::Idle);
}

void PreviewHost::runAnyway()
{
    m_consents.insert(m_page.appId);
    if (m_state == State::WaitingForConsent)
        sendPage();
}

void PreviewHost::resetData()
{
    const bool wasThere = m_process != nullptr || m_startIsDue;
    endProcess();
    if (m_page.appId.isEmpty())
        return;
    if (m_ending != nullptr)
        m_removalsDue += dataFolderOf(m_page.appId);
    else
        removeFolder(dataFolderOf(m_page.appId));
    if (wasThere)
        startProcess();
    else
        setState(State::Idle);
}

void PreviewHost::removeData(const QString& appId)
{
    if (m_page.appId == appId)
        forget();
    if (m_ending != nullptr)
        m_removalsDue += dataFolderOf(appId);
    else
        removeFolder(dataFolderOf(appId));
}

void PreviewHost::removeFolder(const QString& folder)
{
    if (QDir place(folder); place.exists() && !place.removeRecursively())
        emit noteReported(tr("Not all data of the app could be removed from %1.").arg(folder));
}

void PreviewHost::goOn()
{
    if (m_ending != nullptr)
        return; // an earlier one has ended
    for (const QString& folder : std::exchange(m_removalsDue, {}))
        removeFolder(folder);
    if (std::exchange(m_startIsDue, false))
        launch();
}

void PreviewHost::setKeepData(bool keep)
{
    if (m_page.keepData == keep)
        return;
    m_page.keepData = keep;
    if (!keep)
        resetData();
    else if (m_process != nullptr)
        startProcess();
}

quint64 PreviewHost::evaluate(const QString& expression)
{
    if (m_process == nullptr)
        return 0;
    m_process->send(Evaluate{++m_lastEvaluation, expression});
    return m_lastEvaluation;
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
    m_startIsDue = m_ending != nullptr && (m_page.keepData || !m_removalsDue.isEmpty());
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
    connect(m_process, &PreviewProcess::received, this, &PreviewHost::receive);
    m_heard.start();
    m_judge.start();
    setState(State::Starting);
    m_process->start({previewProgram(), hostOf(m_page.appId),
                      m_page.keepData ? dataFolderOf(m_page.appId) : QString(), m_platform,
                      m_isEmbedded, m_sharesNetwork});
    if (m_process == nullptr)
        return; // it could not be started, which is reported
    QMetaObject::invokeMethod(m_watch,
                              [watch = m_watch, group = m_process->group(),
                               folder = m_keepsData ? dataFolderOf(m_page.appId) : QString()] {
                                  watch->start(group, folder);
                              });
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
    if (sample.keptBytes > m_limits.keptBytes) {
        giveUp(State::Stopped, tr("The app was stopped because it keeps more than %1 MB of data. "
                                  "Reset its data to run it again.")
                                   .arg(m_limits.keptBytes >> 20));
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
