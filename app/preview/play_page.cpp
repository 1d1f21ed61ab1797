#include "app/preview/play_page.h"

#include "app/preview/app_scheme.h"
#include "app/preview/page_policy.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>
#include <QWebEngineFileSystemAccessRequest>
#include <QWebEngineFullScreenRequest>
#include <QWebEngineNewWindowRequest>
#include <QWebEngineProfile>
#include <QWebEngineQuotaRequest>
#include <QWebEngineRegisterProtocolHandlerRequest>
#include <QWebEngineSettings>

#include <utility>

namespace preview {
namespace {

constexpr qsizetype kMostTextLength = 4096;
constexpr qsizetype kMostReportLength = qsizetype{32} * 1024;
constexpr qint64 kUserActedMs = 5000; // how long a click excuses what the page does after it

void restrict(QWebEngineSettings& settings)
{
    using Settings = QWebEngineSettings;
    for (const Settings::WebAttribute off :
         {Settings::JavascriptCanOpenWindows, Settings::JavascriptCanAccessClipboard,
          Settings::JavascriptCanPaste, Settings::LocalContentCanAccessRemoteUrls,
          Settings::LocalContentCanAccessFileUrls, Settings::HyperlinkAuditingEnabled,
          Settings::PluginsEnabled, Settings::ScreenCaptureEnabled, Settings::AutoLoadIconsForPage,
          Settings::AllowRunningInsecureContent, Settings::AllowGeolocationOnInsecureOrigins,
          Settings::AllowWindowActivationFromJavaScript, Settings::DnsPrefetchEnabled,
          Settings::PdfViewerEnabled, Settings::NavigateOnDropEnabled, Settings::ErrorPageEnabled,
          Settings::FocusOnNavigationEnabled})
        settings.setAttribute(off, false);
    for (const Settings::WebAttribute on :
         {Settings::FullScreenSupportEnabled, Settings::WebGLEnabled, Settings::LocalStorageEnabled,
          Settings::PlaybackRequiresUserGesture, Settings::WebRTCPublicInterfacesOnly})
        settings.setAttribute(on, true);
    settings.setUnknownUrlSchemePolicy(Settings::DisallowUnknownUrlSchemes);
}

app::ConsoleMessage::Level levelOf(QWebEnginePage::JavaScriptConsoleMessageLevel level)
{
    switch (level) {
    case QWebEnginePage::ErrorMessageLevel:
        return app::ConsoleMessage::Level::Error;
    case QWebEnginePage::WarningMessageLevel:
        return app::ConsoleMessage::Level::Warning;
    default:
        return app::ConsoleMessage::Level::Info;
    }
}

QString nameOf(QWebEnginePage::RenderProcessTerminationStatus status, int code)
{
    switch (status) {
    case QWebEnginePage::NormalTerminationStatus:
        return QStringLiteral("it left");
    case QWebEnginePage::KilledTerminationStatus:
        return QStringLiteral("it was killed");
    default:
        return QStringLiteral("it crashed with code %1").arg(code);
    }
}

} // namespace

PlayPage::PlayPage(QWebEngineProfile* profile, AppScheme* scheme, QObject* parent)
    : QWebEnginePage(profile, parent)
    , m_scheme(scheme)
    , m_mark(QUuid::createUuid().toString(QUuid::Id128))
{
    restrict(*settings());
    setAudioMuted(true);
    refuseRequests();
    connect(this, &QWebEnginePage::renderProcessTerminated, this,
            [this](RenderProcessTerminationStatus status, int code) {
                emit ended(nameOf(status, code));
            });
    connect(this, &QWebEnginePage::windowCloseRequested, this, &PlayPage::closed);
}

void PlayPage::open(const QUrl& entry)
{
    m_opensByUs = true;
    m_loadsTooMuch = false;
    m_loadRate = RateLimit(1, 10);
    if (m_question != nullptr)
        m_question->beginPage();
    load(entry);
}

bool PlayPage::hasUserActed() const
{
    return m_userActed.isValid() && m_userActed.elapsed() < kUserActedMs;
}

void PlayPage::refuseRequests()
{
    connect(this, &QWebEnginePage::featurePermissionRequested, this,
            [this](const QUrl& origin, Feature feature) {
                const bool granted = feature == MouseLock && hasUserActed();
                setFeaturePermission(origin, feature,
                                     granted ? PermissionGrantedByUser : PermissionDeniedByUser);
                if (!granted)
                    emit noted(tr("The page asked for a permission, which previews do not get."));
            });
    connect(this, &QWebEnginePage::fullScreenRequested, this,
            [this](QWebEngineFullScreenRequest request) {
                request.accept(); // within this window; how large that is decides the frame
                emit fullScreenAsked(request.toggleOn());
            });
    connect(this, &QWebEnginePage::quotaRequested, this,
            [](QWebEngineQuotaRequest request) { request.reject(); });
    connect(this, &QWebEnginePage::registerProtocolHandlerRequested, this,
            [](QWebEngineRegisterProtocolHandlerRequest request) { request.reject(); });
    connect(this, &QWebEnginePage::fileSystemAccessRequested, this,
            [](QWebEngineFileSystemAccessRequest request) { request.reject(); });
    connect(this, &QWebEnginePage::newWindowRequested, this,
            [this](const QWebEngineNewWindowRequest& request) {
                if (request.isUserInitiated())
                    emit linkFollowed(request.requestedUrl());
            });
}

QWebEnginePage* PlayPage::createWindow(WebWindowType) { return nullptr; }

QStringList PlayPage::chooseFiles(FileSelectionMode, const QStringList&, const QStringList&)
{
    emit noted(tr("The page asked for a file, which previews do not get."));
    return {};
}

void PlayPage::javaScriptAlert(const QUrl&, const QString& text)
{
    answerTo(PageQuestion::Kind::Alert, text, {});
}

bool PlayPage::javaScriptConfirm(const QUrl&, const QString& text)
{
    return answerTo(PageQuestion::Kind::Confirm, text, {}).isYes;
}

bool PlayPage::javaScriptPrompt(const QUrl&, const QString& text, const QString& suggestion,
                                QString* answer)
{
    const PageAnswer given = answerTo(PageQuestion::Kind::Prompt, text, suggestion);
    *answer = given.text;
    return given.isYes;
}

PageAnswer PlayPage::answerTo(PageQuestion::Kind kind, const QString& text,
                              const QString& suggestion)
{
    if (m_question != nullptr)
        return m_question->ask(kind, text, suggestion);
    if (!m_dialogRate.allows())
        return {};
    const char* name = kind == PageQuestion::Kind::Alert     ? "alert: "
                       : kind == PageQuestion::Kind::Confirm ? "confirm: "
                                                             : "prompt: ";
    say({app::ConsoleMessage::Level::Info, QLatin1String(name) + text, {}, 0});
    return {true, suggestion};
}

void PlayPage::javaScriptConsoleMessage(JavaScriptConsoleMessageLevel level, const QString& text,
                                        int line, const QString& source)
{
    if (text.startsWith(m_mark))
        readReport(text.mid(m_mark.size()));
    else if (const auto refusal = refusalIn(text); refusal && isElsewhere(refusal->address))
        emit refused(refusal->address, refusal->kind);
    else if (!repeatsRefusal(text))
        say({levelOf(level), text, m_scheme->nameOf(source), line});
}

// A page may have a stricter policy of its own, for its own files.
bool PlayPage::isElsewhere(const QUrl& address) const
{
    return !address.host().isEmpty() && address.host() != m_scheme->addressOf({}).host();
}

void PlayPage::readReport(const QString& json)
{
    const QJsonObject error =
        QJsonDocument::fromJson(json.left(kMostReportLength).toUtf8()).object();
    QString stack = error[u"stack"].toString();
    stack.remove(m_scheme->addressOf({}).toString()); // "at f (index.html:4:3)"
    emit failed({error[u"message"].toString(), m_scheme->nameOf(error[u"source"].toString()),
                 error[u"line"].toInt(), error[u"column"].toInt(), stack});
}

bool PlayPage::acceptNavigationRequest(const QUrl& url, NavigationType type, bool isMainFrame)
{
    if (!isMainFrame)
        return true; // the gate decides
    const bool isOwn =
        url.scheme() == QLatin1String(kScheme) && url.host() == m_scheme->addressOf({}).host();
    if (isOwn)
        return std::exchange(m_opensByUs, false) || mayLoadItself();
    if (type == NavigationTypeLinkClicked && hasUserActed())
        emit linkFollowed(url);
    else
        emit noted(tr("The page tried to go to %1.").arg(url.toString().left(200)));
    return false;
}

bool PlayPage::mayLoadItself()
{
    if (m_loadsTooMuch)
        return false;
    m_loadsTooMuch = !m_loadRate.allows();
    if (m_loadsTooMuch)
        emit failed({tr("The page loads itself again and again; it was kept from it.")});
    return !m_loadsTooMuch;
}

void PlayPage::say(app::ConsoleMessage message)
{
    if (!m_consoleRate.allows())
        return;
    if (const int refused = m_consoleRate.takeRefused(); refused > 0)
        emit said({app::ConsoleMessage::Level::Warning,
                   tr("%1 messages were left out.").arg(refused),
                   {},
                   0});
    message.text.truncate(kMostTextLength);
    message.source.truncate(300);
    emit said(message);
}

} // namespace preview
