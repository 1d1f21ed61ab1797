#include "app/preview_process.h"

#include <QDateTime>
#include <QDir>
#include <QLocalSocket>
#include <QLocale>
#include <QStandardPaths>

#include <algorithm>
#include <chrono>
#include <csignal>

namespace app {
namespace {

constexpr int kMessagesPerTurn = 64;
constexpr int kMostMessagesPerSecond = 4000; // the preview itself sends at most some hundred
constexpr std::chrono::milliseconds kTimeToEnd{300};
constexpr std::chrono::milliseconds kOrderlyEnd{700}; // Stop takes a second at most
constexpr qint64 kReadBytes = qint64(1) << 20;

// What the preview needs of the environment; keys and tokens that others keep there it does not.
QProcessEnvironment environmentOn(const QString& platform)
{
    const QProcessEnvironment own = QProcessEnvironment::systemEnvironment();
    QProcessEnvironment passed;
    for (const QString& name : own.keys()) {
        static const QStringList kNames = {
            QStringLiteral("PATH"),
            QStringLiteral("HOME"),
            QStringLiteral("DISPLAY"),
            QStringLiteral("XAUTHORITY"),
            QStringLiteral("WAYLAND_DISPLAY"),
            QStringLiteral("XDG_RUNTIME_DIR"),
            QStringLiteral("XDG_SESSION_TYPE"),
            QStringLiteral("XDG_DATA_DIRS"),
            QStringLiteral("XDG_CONFIG_DIRS"),
            QStringLiteral("LANG"),
            QStringLiteral("LANGUAGE"),
            QStringLiteral("TZ"),
            QStringLiteral("TMPDIR"),
            QStringLiteral("XCURSOR_THEME"),
            QStringLiteral("XCURSOR_SIZE"),
            QStringLiteral("XMODIFIERS"),
            QStringLiteral("LD_LIBRARY_PATH"),
            QStringLiteral("LIBGL_ALWAYS_SOFTWARE"),
        };
        static const QStringList kPrefixes = {
            QStringLiteral("LC_"),   QStringLiteral("QT_"),    QStringLiteral("FONTCONFIG_"),
            QStringLiteral("ASAN_"), QStringLiteral("UBSAN_"), QStringLiteral("LEVIN_"),
        };
        if (kNames.contains(name)
            || std::any_of(kPrefixes.begin(), kPrefixes.end(),
                           [&name](const QString& prefix) { return name.startsWith(prefix); }))
            passed.insert(name, own.value(name));
    }
    passed.insert(QStringLiteral("QT_QPA_PLATFORM"), platform);
    return passed;
}

} // namespace

PreviewProcess::PreviewProcess(QObject* parent)
    : QObject(parent)
    , m_server(this)
    , m_process(new QProcess(this))
    , m_rest(this)
{
    m_rest.setSingleShot(true);
    m_server.setMaxPendingConnections(1);
    m_process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process->setStandardOutputFile(QProcess::nullDevice());
    connect(&m_server, &QLocalServer::newConnection, this, &PreviewProcess::accept);
    connect(&m_rest, &QTimer::timeout, this, &PreviewProcess::read);
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail(tr("The preview program %1 could not be started: %2.")
                     .arg(m_process->program(), m_process->errorString()));
    });
    connect(m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        fail(status == QProcess::CrashExit
                 ? tr("The preview process crashed.")
                 : tr("The preview process ended by itself with code %1.").arg(code));
    });
}

PreviewProcess::~PreviewProcess()
{
    if (m_process->state() == QProcess::NotRunning)
        return;
    m_process->disconnect(this); // the program is being closed, so here it may be waited for
    if (!m_isOver && m_keepsData && m_socket != nullptr) {
        m_socket->disconnect(this);
        m_socket->disconnectFromServer();
        if (m_process->waitForFinished(int(kOrderlyEnd.count())))
            return;
    }
    ::kill(-pid_t(group()), SIGKILL);
    m_process->kill();
    m_process->waitForFinished(1000);
}

void PreviewProcess::start(const Launch& launch)
{
    QString place = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    if (place.isEmpty())
        place = QDir::tempPath();
    m_folder = std::make_unique<QTemporaryDir>(place + QStringLiteral("/levin-preview-XXXXXX"));
    const QString socket = m_folder->filePath(QStringLiteral("socket"));
    if (!m_folder->isValid() || !m_server.listen(socket)) {
        const QString why = m_folder->isValid() ? m_server.errorString() : m_folder->errorString();
        QTimer::singleShot(0, this, [this, why] {
            fail(tr("The socket of the preview could not be made: %1.").arg(why));
        });
        return;
    }
    QStringList arguments = {QStringLiteral("--socket"),   socket,
                             QStringLiteral("--app"),      launch.host,
                             QStringLiteral("--language"), QLocale().name()};
    m_keepsData = !launch.dataFolder.isEmpty();
    if (m_keepsData)
        arguments << QStringLiteral("--keep") << launch.dataFolder;
    if (launch.isEmbedded)
        arguments << QStringLiteral("--embedded");
    if (launch.sharesNetwork)
        arguments << QStringLiteral("--share-network");
    m_process->setProcessEnvironment(environmentOn(launch.platform));
    m_process->start(launch.program, arguments, QIODevice::ReadOnly);
}

void PreviewProcess::send(const preview_protocol::ToPreview& message)
{
    if (m_socket != nullptr)
        m_socket->write(encoded(message));
}

// No signals from here on; the object goes when the process has gone.
void PreviewProcess::close()
{
    m_isOver = true;
    m_server.close();
    if (m_socket != nullptr)
        m_socket->disconnect(this);
    m_process->disconnect(this);
    if (m_process->state() == QProcess::NotRunning)
        deleteLater();
    else
        connect(m_process, &QProcess::finished, this, &QObject::deleteLater);
}

void PreviewProcess::kill()
{
    if (!m_isOver)
        close();
    if (m_process->state() == QProcess::NotRunning)
        return;
    ::kill(-pid_t(group()), SIGKILL); // fails while the process has not made its group yet
    m_process->kill();
}

void PreviewProcess::endInOrder()
{
    close();
    if (m_socket == nullptr) {
        kill();
        return;
    }
    m_socket->disconnectFromServer(); // the preview leaves when its window does
    QTimer::singleShot(kOrderlyEnd, this, &PreviewProcess::kill);
}

void PreviewProcess::accept()
{
    m_socket = m_server.nextPendingConnection();
    m_server.close(); // one preview, one connection
    m_socket->setReadBufferSize(kReadBytes);
    connect(m_socket, &QLocalSocket::readyRead, this, &PreviewProcess::read);
    // A process that crashes closes its connection first; a moment later it is known why.
    connect(m_socket, &QLocalSocket::disconnected, this, [this] {
        QTimer::singleShot(kTimeToEnd, this,
                           [this] { fail(tr("The preview process closed its connection.")); });
    });
    read();
}

void PreviewProcess::read()
{
    if (m_isOver || m_socket == nullptr)
        return;
    m_reader.append(m_socket->read(kReadBytes));
    for (int i = 0; i < kMessagesPerTurn; ++i) {
        const std::optional<preview_protocol::FromPreview> message = m_reader.next();
        if (!message) {
            if (m_reader.isBroken())
                fail(tr("The preview process sent a damaged message."));
            else if (m_socket != nullptr && m_socket->bytesAvailable() > 0)
                m_rest.start(0);
            return;
        }
        if (isFlooding()) {
            fail(tr("The preview process sent too many messages."));
            return;
        }
        emit received(*message);
        if (m_isOver)
            return;
    }
    m_rest.start(0);
}

bool PreviewProcess::isFlooding()
{
    const qint64 second = QDateTime::currentSecsSinceEpoch();
    if (second != m_second) {
        m_second = second;
        m_messagesOfSecond = 0;
    }
    return ++m_messagesOfSecond > kMostMessagesPerSecond;
}

void PreviewProcess::fail(const QString& reason)
{
    if (m_isOver)
        return;
    kill();
    emit ended(reason);
}

} // namespace app
