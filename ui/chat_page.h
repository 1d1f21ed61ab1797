// ChatPage: the page of the transcript in a profile that keeps nothing and reaches nothing: whatever
// is not part of the page itself is refused. Include it in .cpp files only; it pulls Qt WebEngine in.

#pragma once

#include <QLoggingCategory>
#include <QUrl>
#include <QWebEnginePage>

class QWebEngineProfile;

namespace ui {

Q_DECLARE_LOGGING_CATEGORY(chatLog)

class ChatPage : public QWebEnginePage
{
    Q_OBJECT

public:
    // Borrows the profile, which outlives the page.
    ChatPage(QWebEngineProfile* profile, QObject* parent);

    static QWebEngineProfile* createProfile(QObject* parent);

    void start(); // loads it, or loads it again

protected:
    bool acceptNavigationRequest(const QUrl& url, NavigationType type, bool isMainFrame) override;
    QWebEnginePage* createWindow(WebWindowType type) override;
    void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel level, const QString& message,
                                  int line, const QString& source) override;
};

} // namespace ui
