#include "app/run_watch.h"

#include "app/preview_host.h"

#include <utility>

namespace app {
namespace {

using Kind = PageProblem::Kind;
using Status = AppVersion::Status;

constexpr int kFirstFramesMs = 500;
const QLatin1String kUncaught("Uncaught ");
const QLatin1String kInPromise("(in promise) ");

QString lineOf(const AppSource& source, const QString& name, int line)
{
    const AppFile* file = source.find(name);
    return file ? file->text.section(u'\n', line - 1, line - 1) : QString();
}

} // namespace

RunWatch::RunWatch(PreviewHost& host, QObject* parent) : QObject(parent), m_host(host)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettleMs);
    connect(&m_settle, &QTimer::timeout, this, &RunWatch::onSettled);
    m_picture.setSingleShot(true);
    m_picture.setInterval(kFirstFramesMs);
    connect(&m_picture, &QTimer::timeout, this, &RunWatch::takePicture);
    connectHost();
}

void RunWatch::connectHost()
{
    connect(&m_host, &PreviewHost::stateChanged, this, &RunWatch::onStateChanged);
    connect(&m_host, &PreviewHost::consoleMessage, this, &RunWatch::onConsole);
    connect(&m_host, &PreviewHost::errorReported, this, &RunWatch::onError);
    connect(&m_host, &PreviewHost::loaded, this, [this] {
        if (m_version.id != 0)
            m_settle.start();
    });
    connect(&m_host, &PreviewHost::blankPageReported, this, [this] {
        add({Kind::Blank, {}, {}, 0, 1});
    });
    connect(&m_host, &PreviewHost::noteReported, this, [this](const QString& text) {
        emit said({ui::ConsoleLevel::Info, text, {}, 0, 1});
    });
    connect(&m_host, &PreviewHost::requestBlocked, this,
            [this](const QUrl& url, const QString& kind) {
                constexpr qsizetype kLongest = 200;
                QString address = url.toString();
                if (address.size() > kLongest)
                    address = address.left(kLongest) + u'…';
                emit said({ui::ConsoleLevel::Warning,
                           tr("Not loaded, for apps have no network: %1 (%2)").arg(address, kind),
                           {},
                           0,
                           1});
            });
    connect(&m_host, &PreviewHost::screenshotTaken, this, [this](const QImage& picture) {
        if (m_version.id != 0)
            emit pictureTaken(m_version.id, picture);
    });
}

void RunWatch::begin(const AppVersion& version, Asking asking)
{
    leave();
    m_mayAsk = asking == Asking::Allowed;
    m_version = version;
    m_status = Status::NotRun;
    m_loop.beginRun([source = version.source](const QString& file, int line) {
        return lineOf(source, file, line);
    });
    emit problemsChanged();
}

void RunWatch::forget()
{
    leave();
    m_version = {};
    m_loop.reset();
    emit problemsChanged();
}

// An app that is left while it does not respond had to be stopped.
void RunWatch::leave()
{
    if (m_isSilent)
        judge(Status::Hung);
    m_isSilent = false;
    m_settle.stop();
    m_lacksPicture = false;
}

// The page that a picture is wrapped in keeps its lines; the user knows the picture only.
QString RunWatch::fileOf(const QString& source) const
{
    if (m_version.source.find(source))
        return source;
    return source == QLatin1String("index.html") ? m_version.source.entry : QString();
}

void RunWatch::onConsole(const ConsoleMessage& message)
{
    using Level = ConsoleMessage::Level;
    // What nobody caught is reported as an error, too, and with more about it.
    if (message.level == Level::Error && message.text.startsWith(kUncaught))
        return;
    const QString file = fileOf(message.source);
    const auto level = message.level == Level::Error     ? ui::ConsoleLevel::Error
                       : message.level == Level::Warning ? ui::ConsoleLevel::Warning
                                                         : ui::ConsoleLevel::Info;
    emit said({level, message.text, file, file.isEmpty() ? 0 : message.line, 1});
    if (message.level == Level::Error)
        add({Kind::Console, message.text, file, message.line, 1});
}

void RunWatch::onError(const PageError& error)
{
    const QString file = fileOf(error.source);
    QString text = error.message;
    if (!error.stack.isEmpty() && error.stack.contains(u'\n'))
        text += u'\n' + error.stack.section(u'\n', 1);
    emit said({ui::ConsoleLevel::Error, text, file, file.isEmpty() ? 0 : error.line, 1});
    QString told = error.message;
    if (told.startsWith(kUncaught))
        told.remove(0, kUncaught.size());
    const bool isRejection = told.startsWith(kInPromise);
    if (isRejection)
        told.remove(0, kInPromise.size());
    add({isRejection ? Kind::Rejection : Kind::Uncaught, told, file, error.line, 1});
}

void RunWatch::onStateChanged()
{
    using State = PreviewHost::State;
    if (m_version.id == 0)
        return;
    const State state = m_host.state();
    const QString reason = m_host.reason();
    const bool wasSilent = std::exchange(m_isSilent, state == State::NotResponding);
    if (m_isSilent && !wasSilent) {
        emit said({ui::ConsoleLevel::Error, reason, {}, 0, 1});
        add({Kind::Frozen, reason, {}, 0, 1});
        m_settle.start(); // it may only be busy
    } else if (state == State::Crashed || (state == State::Stopped && !reason.isEmpty())) {
        emit said({ui::ConsoleLevel::Error, reason, {}, 0, 1});
        add({Kind::Hung, reason, {}, 0, 1});
        judge(Status::Hung);
        decide();
    } else if (state == State::Stopped && wasSilent) {
        judge(Status::Hung); // by the user, who wants no more of it for now
    } else if (state == State::Closed && m_status == Status::NotRun) {
        judge(verdict());
        decide();
    } else if (wasSilent) { // it came round, or is loaded again
        m_loop.takeBack(Kind::Frozen);
        emit problemsChanged();
        m_settle.stop();
        if (state == State::Running)
            m_settle.start();
    }
}

AppVersion::Status RunWatch::verdict() const
{
    if (m_isSilent)
        return Status::Hung;
    return m_loop.problemCount() == 0 ? Status::Works : Status::HasErrors;
}

void RunWatch::judge(Status status)
{
    m_settle.stop();
    m_status = status;
    emit judged(m_version.id, status);
}

void RunWatch::add(const PageProblem& problem)
{
    if (m_version.id == 0)
        return;
    const int before = m_loop.problemCount();
    m_loop.add(problem);
    // An error that comes late, such as after a click, takes back that it works.
    if (m_status == Status::Works) {
        m_status = Status::HasErrors;
        emit judged(m_version.id, m_status);
    }
    if (m_loop.problemCount() != before)
        emit problemsChanged();
}

void RunWatch::setSeen(bool isSeen)
{
    m_isSeen = isSeen;
    if (isSeen && m_lacksPicture)
        m_picture.start();
}

void RunWatch::takePicture()
{
    if (!m_isSeen || !m_lacksPicture)
        return;
    m_lacksPicture = false;
    m_host.requestScreenshot();
}

void RunWatch::onSettled()
{
    judge(verdict());
    if (m_status != Status::Hung) {
        m_lacksPicture = true;
        takePicture();
    }
    decide();
}

void RunWatch::decide()
{
    if (m_mayAsk && m_loop.settle() == ErrorLoop::Decision::Ask)
        emit askWanted(m_loop.message());
    emit problemsChanged();
}

} // namespace app
