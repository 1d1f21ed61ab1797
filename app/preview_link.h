// PreviewLink: connects the preview's host with its frame in the window.

#pragma once

#include <QObject>

class QKeySequence;

namespace ui {
class PreviewFrame;
}

namespace app {

class PreviewHost;

class PreviewLink : public QObject
{
    Q_OBJECT

public:
    // Borrows both.
    PreviewLink(PreviewHost& host, ui::PreviewFrame& frame, QObject* parent = nullptr);

private:
    void showState();
    void trigger(const QKeySequence& keys);

    PreviewHost& m_host;
    ui::PreviewFrame& m_frame;
    double m_framesPerSecond = 0.0;
    qint64 m_memoryBytes = 0;
};

} // namespace app
