// PlayPage: the page of a generated app. Whatever it asks of its surroundings is refused, answered
// without waiting or passed on to the window as plain text, at a bounded rate.

#pragma once

#include "app/preview/page_question.h"
#include "app/preview/rate_limit.h"
#include "app/preview_page.h"

#include <QWebEnginePage>

namespace preview {

class AppScheme;

class PlayPage : public QWebEnginePage
{
    Q_OBJECT

public:
    PlayPage(QWebEngineProfile* profile, AppScheme* scheme, QObject* parent);

    // Who asks the user what the page asks. Without one, nobody is there, and alert(), confirm() and
    // prompt() are answered at once.
    void setQuestion(PageQuestion* question) { m_question = question; }

    void open(const QUrl& entry);
    const QString& mark() const { return m_mark; } // of what errors.js says
    void setUserActed() { m_userActed.start(); }   // a key or a button of the mouse, for real
    bool hasUserActed() const;
    bool loadsTooMuch() const { return m_loadsTooMuch; } // and was kept from it

signals:
    void said(const app::ConsoleMessage& message);
    void failed(const app::PageError& error);
    void noted(const QString& text);
    void refused(const QUrl& url, const QString& kind); // by the policy that previews have
    void linkFollowed(const QUrl& url);
    void fullScreenAsked(bool on);
    void ended(const QString& how);
    void closed(); // by its own script

protected:
    QWebEnginePage* createWindow(WebWindowType type) override;
    QStringList chooseFiles(FileSelectionMode mode, const QStringList& oldFiles,
                            const QStringList& acceptedMimeTypes) override;
    void javaScriptAlert(const QUrl& origin, const QString& text) override;
    bool javaScriptConfirm(const QUrl& origin, const QString& text) override;
    bool javaScriptPrompt(const QUrl& origin, const QString& text, const QString& suggestion,
                          QString* answer) override;
    void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel level, const QString& text,
                                  int line, const QString& source) override;
    bool acceptNavigationRequest(const QUrl& url, NavigationType type, bool isMainFrame) override;

private:
    void refuseRequests();
    PageAnswer answerTo(PageQuestion::Kind kind, const QString& text, const QString& suggestion);
    bool mayLoadItself();
    void say(app::ConsoleMessage message);
    bool isElsewhere(const QUrl& address) const;
    void readReport(const QString& json);

    AppScheme* m_scheme;
    PageQuestion* m_question = nullptr;
    QString m_mark;
    RateLimit m_consoleRate{200, 1000};
    RateLimit m_dialogRate{1, 5};
    RateLimit m_loadRate{1, 10};
    QElapsedTimer m_userActed;
    bool m_opensByUs = false;
    bool m_loadsTooMuch = false;
};

} // namespace preview
