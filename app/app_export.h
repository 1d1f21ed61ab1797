// AppExport: everything by which an app, or something of it, leaves the preview: saving it as a page,
// opening it in the system's browser, links and files that the app offers. Each is asked for by the
// user.

#pragma once

#include "app/app_source.h"

#include <QObject>
#include <QTemporaryDir>
#include <QUrl>

#include <memory>

class QWidget;

namespace ui {
class OfferBar;
}

namespace app {

class AppExport : public QObject
{
    Q_OBJECT

public:
    // Borrows both; the dialogs belong to the window.
    AppExport(QWidget& window, ui::OfferBar& bar, QObject* parent = nullptr);

    void savePage(const AppSource& source);
    void openInBrowser(const AppSource& source);
    void offerLink(const QUrl& url);
    void offerFile(const QString& name, const QByteArray& bytes);

signals:
    void browserWanted(const QUrl& url);
    void failed(const QString& headline, const QString& detail);

private:
    void tellWhatIsLeft(const SinglePage& page);
    void save(const QString& name, const QByteArray& bytes);
    void onAccepted();

    QWidget& m_window;
    ui::OfferBar& m_bar;
    QUrl m_link; // what is offered; else the file
    QString m_fileName;
    QByteArray m_file;
    std::unique_ptr<QTemporaryDir> m_folder; // for the browser; as long as the program runs
    int m_opened = 0;
};

} // namespace app
