#include "app/preview/probe.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QWebEnginePage>
#include <QWebEngineScript>
#include <QWebEngineScriptCollection>

#include <algorithm>
#include <chrono>

namespace preview {
namespace {

constexpr std::chrono::milliseconds kAskInterval{500};
constexpr std::chrono::milliseconds kBlankDelay{1500}; // for what a page draws after a timer
constexpr quint32 kWorld = QWebEngineScript::ApplicationWorld;
constexpr qsizetype kMostReportLength = 4096;

QWebEngineScript scriptOf(const QString& name, quint32 world, bool inFrames)
{
    QFile file(QStringLiteral(":/preview/") + name);
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);
    QWebEngineScript script;
    script.setName(name);
    script.setSourceCode(isOpen ? QString::fromUtf8(file.readAll()) : QString());
    script.setWorldId(world);
    script.setRunsOnSubFrames(inFrames);
    script.setInjectionPoint(QWebEngineScript::DocumentCreation);
    return script;
}

} // namespace

Probe::Probe(QWebEnginePage* page, QObject* parent)
    : QObject(parent)
    , m_page(page)
    , m_timer(this)
    , m_blankTimer(this)
{
    m_timer.setInterval(kAskInterval);
    connect(&m_timer, &QTimer::timeout, this, &Probe::ask);
    m_blankTimer.setSingleShot(true);
    m_blankTimer.setInterval(kBlankDelay);
    connect(&m_blankTimer, &QTimer::timeout, this, &Probe::lookForBlank);
    m_answered.start();
    m_timer.start();
}

void Probe::install(const QString& mark)
{
    QWebEngineScript errors =
        scriptOf(QStringLiteral("errors.js"), QWebEngineScript::MainWorld, true);
    errors.setSourceCode(errors.sourceCode().replace(QLatin1String("%MARK%"), mark));
    m_page->scripts().insert(errors);
    m_page->scripts().insert(scriptOf(QStringLiteral("probe.js"), kWorld, false));
    m_page->scripts().insert(
        scriptOf(QStringLiteral("fetch.js"), QWebEngineScript::MainWorld, true));
}

void Probe::pageOpened()
{
    m_blankTimer.stop();
    m_answered.start();
    m_isAsked = false;
}

void Probe::setWaitsForUser(bool waits)
{
    m_waitsForUser = waits;
    m_answered.start(); // the script has been given its time back
}

void Probe::pageLoaded() { m_blankTimer.start(); }

void Probe::ask()
{
    if (!m_isAsked) {
        m_isAsked = true;
        m_page->runJavaScript(QStringLiteral("window.levinProbe ? levinProbe.report() : ''"),
                              kWorld, [self = QPointer(this)](const QVariant& answer) {
                                  if (self != nullptr)
                                      self->read(answer.toString());
                              });
    }
    const qint64 silentMs = m_isAsked ? m_answered.elapsed() : 0;
    emit beat({qint32(std::min<qint64>(silentMs, 3'600'000)), m_framesSilentMs, m_framesPerSecond,
               m_waitsForUser});
}

void Probe::read(const QString& report)
{
    m_isAsked = false;
    m_answered.start();
    if (report.isEmpty() || report.size() > kMostReportLength)
        return;
    const QJsonObject fields = QJsonDocument::fromJson(report.toUtf8()).object();
    m_framesSilentMs = int(std::clamp(fields[u"framesSilentMs"].toDouble(), 0.0, 3.6e6));
    m_framesPerSecond = std::clamp(fields[u"framesPerSecond"].toDouble(), 0.0, 1000.0);
}

void Probe::lookForBlank()
{
    m_page->runJavaScript(QStringLiteral("window.levinProbe ? levinProbe.isBlank() : false"),
                          kWorld, [self = QPointer(this)](const QVariant& answer) {
                              if (self != nullptr && answer.toBool())
                                  emit self->foundBlank();
                          });
}

} // namespace preview
