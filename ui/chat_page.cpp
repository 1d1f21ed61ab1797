#include "ui/chat_page.h"

#include <QLoggingCategory>
#include <QWebEngineProfile>
#include <QWebEngineSettings>
#include <QWebEngineUrlRequestInterceptor>

namespace ui {

Q_LOGGING_CATEGORY(chatLog, "levin.chat")

namespace {

const QUrl& pageUrl()
{
    static const QUrl kUrl(QStringLiteral("qrc:/chat/chat.html"));
    return kUrl;
}

bool isOurs(const QUrl& url)
{
    return url.scheme() == QLatin1String("qrc")
           && (url.path().startsWith(QLatin1String("/chat/"))
               || url.path() == QLatin1String("/qtwebchannel/qwebchannel.js"));
}

class Gate : public QWebEngineUrlRequestInterceptor
{
public:
    using QWebEngineUrlRequestInterceptor::QWebEngineUrlRequestInterceptor;

    void interceptRequest(QWebEngineUrlRequestInfo& request) override
    {
        if (isOurs(request.requestUrl()))
            return;
        qCWarning(chatLog) << "refused" << request.requestUrl().toDisplayString().left(200);
        request.block(true);
    }
};

} // namespace

QWebEngineProfile* ChatPage::createProfile(QObject* parent)
{
    auto* profile = new QWebEngineProfile(parent); // without a name: off the record
    profile->setUrlRequestInterceptor(new Gate(profile));
    profile->setSpellCheckEnabled(false);
    return profile;
}

ChatPage::ChatPage(QWebEngineProfile* profile, QObject* parent) : QWebEnginePage(profile, parent)
{
    using Settings = QWebEngineSettings;
    for (const Settings::WebAttribute attribute :
         {Settings::LocalStorageEnabled, Settings::PluginsEnabled, Settings::PdfViewerEnabled,
          Settings::JavascriptCanOpenWindows, Settings::JavascriptCanAccessClipboard,
          Settings::LocalContentCanAccessFileUrls, Settings::LocalContentCanAccessRemoteUrls,
          Settings::WebGLEnabled, Settings::Accelerated2dCanvasEnabled,
          Settings::AutoLoadIconsForPage, Settings::ErrorPageEnabled, Settings::DnsPrefetchEnabled,
          Settings::ScreenCaptureEnabled, Settings::FullScreenSupportEnabled,
          Settings::NavigateOnDropEnabled,
          // The page must not take the focus from what the user types into.
          Settings::FocusOnNavigationEnabled})
        settings()->setAttribute(attribute, false);
}

void ChatPage::start() { load(pageUrl()); }

bool ChatPage::acceptNavigationRequest(const QUrl& url, NavigationType, bool isMainFrame)
{
    return isMainFrame && url == pageUrl();
}

QWebEnginePage* ChatPage::createWindow(WebWindowType) { return nullptr; }

void ChatPage::javaScriptConsoleMessage(JavaScriptConsoleMessageLevel level, const QString& message,
                                        int line, const QString& source)
{
    if (level != InfoMessageLevel)
        qCWarning(chatLog).noquote() << message << source << line;
}

} // namespace ui
