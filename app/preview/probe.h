// Probe: asks the page twice a second, in a world of scripts that the page cannot touch, for its
// frames. A page whose script runs without end does not answer, and that is told, too. Also puts
// the script into the page that reports its errors.

#pragma once

#include "app/preview_protocol.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

class QWebEnginePage;

namespace preview {

class Probe : public QObject
{
    Q_OBJECT

public:
    Probe(QWebEnginePage* page, QObject* parent);

    // Into the page's scripts, before the first page is opened. The mark begins every console
    // message that is a report of errors.js.
    void install(const QString& mark);

    void setWaitsForUser(bool waits); // the page's script stands still meanwhile
    void pageOpened();
    void pageLoaded();

signals:
    void beat(const app::preview_protocol::Heartbeat& heartbeat);
    void foundBlank();

private:
    void ask();
    void read(const QString& report);
    void lookForBlank();

    QWebEnginePage* m_page;
    QTimer m_timer;
    QTimer m_blankTimer;
    QElapsedTimer m_answered;
    bool m_isAsked = false;
    bool m_waitsForUser = false;
    int m_framesSilentMs = 0;
    double m_framesPerSecond = 0;
};

} // namespace preview
