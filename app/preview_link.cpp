#include "app/preview_link.h"

#include "app/preview_host.h"
#include "ui/preview_frame.h"

#include <QAction>

namespace app {

PreviewLink::PreviewLink(PreviewHost& host, ui::PreviewFrame& frame, QObject* parent)
    : QObject(parent)
    , m_host(host)
    , m_frame(frame)
{
    using Frame = ui::PreviewFrame;
    using Host = PreviewHost;
    connect(&host, &Host::windowReady, &frame, &Frame::embed);
    connect(&host, &Host::windowGone, &frame, &Frame::release);
    connect(&host, &Host::titleChanged, &frame, &Frame::setTitle);
    connect(&host, &Host::stateChanged, this, &PreviewLink::showState);
    connect(&host, &Host::framesPerSecond, this, [this](double frames) {
        m_framesPerSecond = frames;
        m_frame.setMeasures(m_framesPerSecond, m_memoryBytes);
    });
    connect(&host, &Host::memoryUsed, this, [this](qint64 bytes) {
        m_memoryBytes = bytes;
        m_frame.setMeasures(m_framesPerSecond, m_memoryBytes);
    });
    // While the page has the focus, the window's keys are pressed in another process.
    connect(&host, &Host::shortcutPressed, this, &PreviewLink::trigger);
    connect(&host, &Host::fullScreenAsked, &frame, &Frame::fullScreenRequested);
    connect(&frame, &Frame::reloadRequested, &host, &Host::reload);
    connect(&frame, &Frame::stopRequested, &host, &Host::stop);
    connect(&frame, &Frame::runRequested, &host, &Host::runAnyway);
    connect(&frame, &Frame::resetDataRequested, &host, &Host::resetData);
    connect(&frame, &Frame::shownChanged, &host, &Host::setVisible);
    showState();
}

// The frame's own comes first: Esc leaves the full screen before it stops an answer.
void PreviewLink::trigger(const QKeySequence& keys)
{
    for (const QWidget* place : {static_cast<QWidget*>(&m_frame), m_frame.window()})
        for (QAction* action : place->findChildren<QAction*>())
            if (action->isEnabled() && action->shortcuts().contains(keys)) {
                action->trigger();
                return;
            }
}

void PreviewLink::showState()
{
    using Status = ui::PreviewFrame::Status;
    const QString reason = m_host.reason();
    switch (m_host.state()) {
    case PreviewHost::State::Idle:
        m_frame.setStatus(Status::Empty);
        break;
    case PreviewHost::State::Starting:
    case PreviewHost::State::Loading:
        m_frame.setStatus(Status::Starting);
        break;
    case PreviewHost::State::WaitingForConsent:
        m_frame.setStatus(Status::Asking, reason);
        break;
    case PreviewHost::State::Running:
        m_frame.setStatus(Status::Running);
        break;
    case PreviewHost::State::NotResponding:
        m_frame.setStatus(Status::NotResponding, reason);
        break;
    case PreviewHost::State::Stopped:
    case PreviewHost::State::Closed:
    case PreviewHost::State::Crashed:
        m_frame.setStatus(Status::Ended, reason);
        break;
    }
}

} // namespace app
