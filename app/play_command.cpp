#include "app/play_command.h"

#include <QJsonDocument>
#include <QSaveFile>

#include <algorithm>
#include <chrono>

namespace app {
namespace {

constexpr int kMostScreenshots = 4; // the first picture of WebGL can be empty
constexpr std::chrono::milliseconds kScreenshotPause{250};
constexpr qsizetype kMostLines = 1000; // of each list

QString nameOf(ConsoleMessage::Level level)
{
    switch (level) {
    case ConsoleMessage::Level::Warning:
        return QStringLiteral("warning");
    case ConsoleMessage::Level::Error:
        return QStringLiteral("error");
    default:
        return QStringLiteral("info");
    }
}

bool isOneColour(const QImage& image)
{
    const QRgb first = image.pixel(0, 0);
    for (int y = 0; y < image.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        if (std::any_of(line, line + image.width(), [first](QRgb p) { return p != first; }))
            return false;
    }
    return true;
}

} // namespace

PlayCommand::PlayCommand(PlayRequest request, QObject* parent)
    : QObject(parent)
    , m_request(std::move(request))
    , m_host(this)
    , m_timeout(this)
    , m_watch(this)
{
    for (QTimer* timer : {&m_timeout, &m_watch})
        timer->setSingleShot(true);
    connect(&m_watch, &QTimer::timeout, this, [this] {
        if (m_request.screenshotPath.isEmpty())
            finish();
        else
            takeScreenshot();
    });
    connect(&m_timeout, &QTimer::timeout, this, [this] {
        addError({tr("The page was not done after %1 seconds.").arg(m_request.timeoutMs / 1000.0)});
        finish();
    });
    const bool hasDisplay = qEnvironmentVariableIsSet("DISPLAY") && !m_request.isOffscreen;
    m_host.setPlatform(hasDisplay ? QStringLiteral("xcb") : QStringLiteral("offscreen"), false);
    for (const char* list : {"console", "errors", "blocked", "notes"})
        m_report[QLatin1String(list)] = QJsonArray();
    collect();
}

void PlayCommand::start()
{
    m_clock.start();
    m_timeout.start(m_request.timeoutMs);
    m_host.load(m_request.page);
}

void PlayCommand::collect()
{
    connect(&m_host, &PreviewHost::sandboxFound, this,
            [this](const PreviewSandbox& sandbox, const QString& chromium) {
                m_report[u"chromium"] = chromium;
                m_report[u"sandbox"] =
                    QJsonObject{{QStringLiteral("ownNetwork"), sandbox.hasOwnNetwork},
                                {QStringLiteral("processSandbox"), sandbox.hasProcessSandbox},
                                {QStringLiteral("fileFence"), sandbox.hasFileFence}};
                m_host.resizeWindow(m_request.size);
            });
    // To type the command is to ask for it.
    connect(&m_host, &PreviewHost::consentNeeded, this, [this](const QString& reason) {
        add(QStringLiteral("notes"), reason);
        m_host.runAnyway();
    });
    connect(&m_host, &PreviewHost::stateChanged, this, [this](PreviewHost::State state) {
        using State = PreviewHost::State;
        if (state == State::Closed) { // early, but of its own accord
            add(QStringLiteral("notes"), m_host.reason());
            finish();
            return;
        }
        if (state != State::NotResponding && state != State::Stopped && state != State::Crashed)
            return;
        addError({m_host.reason()});
        finish();
    });
    connect(&m_host, &PreviewHost::loaded, this, [this] {
        m_report[u"loadMs"] = m_clock.elapsed();
        m_watch.start(m_request.watchMs);
    });
    connect(&m_host, &PreviewHost::consoleMessage, this, [this](const ConsoleMessage& message) {
        add(QStringLiteral("console"), QJsonObject{{QStringLiteral("level"), nameOf(message.level)},
                                                   {QStringLiteral("text"), message.text},
                                                   {QStringLiteral("source"), message.source},
                                                   {QStringLiteral("line"), message.line}});
    });
    connect(&m_host, &PreviewHost::errorReported, this, &PlayCommand::addError);
    connect(&m_host, &PreviewHost::blankPageReported, this,
            [this] { addError({tr("The page shows nothing.")}); });
    connect(&m_host, &PreviewHost::requestBlocked, this,
            [this](const QUrl& url, const QString& kind) {
                add(QStringLiteral("blocked"), QJsonObject{{QStringLiteral("url"), url.toString()},
                                                           {QStringLiteral("kind"), kind}});
            });
    connect(&m_host, &PreviewHost::noteReported, this,
            [this](const QString& text) { add(QStringLiteral("notes"), text); });
    connect(&m_host, &PreviewHost::titleChanged, this,
            [this](const QString& title) { m_report[u"title"] = title; });
    connect(&m_host, &PreviewHost::framesPerSecond, this,
            [this](double frames) { m_report[u"framesPerSecond"] = qRound(frames * 10) / 10.0; });
    connect(&m_host, &PreviewHost::memoryUsed, this, [this](qint64 bytes) {
        m_report[u"mostMemoryBytes"] = std::max(m_report[u"mostMemoryBytes"].toInteger(), bytes);
    });
    connect(&m_host, &PreviewHost::screenshotTaken, this, &PlayCommand::keep);
}

void PlayCommand::takeScreenshot()
{
    ++m_screenshots;
    m_host.requestScreenshot();
}

void PlayCommand::keep(const QImage& image)
{
    if (isOneColour(image) && m_screenshots < kMostScreenshots) {
        QTimer::singleShot(kScreenshotPause, this, &PlayCommand::takeScreenshot);
        return;
    }
    QSaveFile file(m_request.screenshotPath);
    if (!file.open(QIODevice::WriteOnly) || !image.save(&file, "PNG") || !file.commit())
        addError({tr("The picture could not be written to %1: %2.")
                      .arg(m_request.screenshotPath, file.errorString())});
    else
        m_report[u"screenshot"] = m_request.screenshotPath;
    finish();
}

void PlayCommand::add(const QString& list, const QJsonValue& value)
{
    QJsonArray lines = m_report[list].toArray();
    if (lines.size() < kMostLines)
        lines.append(value);
    m_report[list] = lines;
}

void PlayCommand::addError(const PageError& error)
{
    add(QStringLiteral("errors"), QJsonObject{{QStringLiteral("message"), error.message},
                                              {QStringLiteral("source"), error.source},
                                              {QStringLiteral("line"), error.line},
                                              {QStringLiteral("column"), error.column},
                                              {QStringLiteral("stack"), error.stack}});
}

void PlayCommand::finish()
{
    if (m_isOver)
        return;
    m_isOver = true;
    m_timeout.stop();
    m_host.disconnect(this);
    m_host.stop();
    const bool isGood = m_report[u"errors"].toArray().isEmpty();
    m_report[u"ok"] = isGood;
    m_report[u"ms"] = m_clock.elapsed();
    emit finished(isGood ? kGood : kBad,
                  m_request.asJson ? QJsonDocument(m_report).toJson() : asText());
}

QByteArray PlayCommand::asText() const
{
    QString text;
    const auto place = [](const QJsonObject& line) {
        const QString source = line[u"source"].toString();
        return source.isEmpty() ? QString()
                                : QStringLiteral("%1:%2: ").arg(source).arg(line[u"line"].toInt());
    };
    for (const QJsonValue value : m_report[u"console"].toArray()) {
        const QJsonObject line = value.toObject();
        text += QStringLiteral("%1: %2%3\n")
                    .arg(line[u"level"].toString(), place(line), line[u"text"].toString());
    }
    for (const QJsonValue value : m_report[u"errors"].toArray()) {
        const QJsonObject line = value.toObject();
        text += tr("uncaught: %1%2").arg(place(line), line[u"message"].toString()) + u'\n';
    }
    for (const QJsonValue value : m_report[u"blocked"].toArray())
        text +=
            tr("blocked: %1 %2").arg(value[u"kind"].toString(), value[u"url"].toString()) + u'\n';
    for (const QJsonValue value : m_report[u"notes"].toArray())
        text += tr("note: %1").arg(value.toString()) + u'\n';
    text += tr("%1 frames per second, %2 MB at most, errors: %3")
                .arg(m_report[u"framesPerSecond"].toDouble())
                .arg(m_report[u"mostMemoryBytes"].toInteger() >> 20)
                .arg(m_report[u"errors"].toArray().size())
            + u'\n';
    return text.toUtf8();
}

} // namespace app
