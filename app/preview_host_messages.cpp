// What the window does with each message of the preview process.

#include "app/preview_host.h"
#include "app/preview_process.h"

#include <QFileInfo>
#include <QGuiApplication>
#include <QRegularExpression>
#include <QWindow>

#include <algorithm>

namespace app {

using namespace preview_protocol;

namespace {

constexpr qsizetype kMostTextLength = 8192;
constexpr qsizetype kMostNameLength = 300;
constexpr int kMostPixels = 8192; // of a picture, to a side

// Plain text for one label or line: cut, and without what could reorder or hide it.
QString cleaned(const QString& text, qsizetype length)
{
    QString clean;
    for (const QChar c : text.left(length))
        if (c == u'\n' || c == u'\t' || c.isPrint() || c.isSurrogate())
            clean += c;
    return clean;
}

// A preview that named one of our own windows would have it moved into the frame.
quintptr embeddable(quint64 id)
{
    const QWindowList windows = QGuiApplication::allWindows();
    const bool isOurs = std::any_of(windows.begin(), windows.end(), [id](const QWindow* window) {
        return window->type() != Qt::ForeignWindow && window->handle() != nullptr
               && window->winId() == id;
    });
    return isOurs ? 0 : quintptr(id);
}

} // namespace

// The preview process is believed in nothing: texts are cut and cleaned, pictures and windows are
// checked, and numbers can only worsen what is thought of the page.
struct PreviewHost::Receiver
{
    PreviewHost& host;

    void operator()(const Ready& ready) const
    {
        if (host.m_state != State::Starting)
            return;
        host.m_heard.start();
        emit host.sandboxFound(ready.sandbox, cleaned(ready.chromium, 40));
        emit host.windowReady(embeddable(ready.window));
        host.m_process->send(ShowWindow{host.m_isVisible});
        if (!ready.sandbox.hasFileFence)
            emit host.noteReported(tr("This system does not let the preview give up its access to "
                                      "files (there is no Landlock); other barriers stand."));
        if (ready.sandbox.hasOwnNetwork || host.m_consents.contains(host.m_page.appId)) {
            host.sendPage();
            return;
        }
        const QString reason = tr("This system does not let the preview give up its network. "
                                  "Other barriers stand, but run only what you trust.");
        host.setState(State::WaitingForConsent, reason);
        emit host.consentNeeded(reason);
    }
    void operator()(const WindowChanged& changed) const
    {
        emit host.windowReady(embeddable(changed.window));
    }
    void operator()(const LoadFinished& finished) const
    {
        if (host.m_isLoaded || host.m_state == State::Starting)
            return; // the page loaded itself again
        host.m_isLoaded = finished.ok;
        if (!finished.ok) {
            emit host.errorReported({tr("The page could not be loaded."), host.m_page.entry});
            return;
        }
        host.setState(State::Running);
        emit host.loaded();
    }
    void operator()(const Console& console) const
    {
        ConsoleMessage message = console.message;
        message.text = cleaned(message.text, kMostTextLength);
        message.source = cleaned(message.source, kMostNameLength);
        emit host.consoleMessage(message);
    }
    void operator()(const ErrorThrown& thrown) const
    {
        PageError error = thrown.error;
        error.message = cleaned(error.message, kMostTextLength);
        error.source = cleaned(error.source, kMostNameLength);
        error.stack = cleaned(error.stack, kMostTextLength);
        emit host.errorReported(error);
    }
    void operator()(const Heartbeat& beat) const
    {
        host.m_heard.start();
        host.m_scriptSilentMs = beat.waitsForUser ? 0 : beat.scriptSilentMs;
        host.m_framesSilentMs = beat.waitsForUser ? 0 : beat.framesSilentMs;
        emit host.framesPerSecond(beat.framesPerSecond);
    }
    void operator()(const RequestBlocked& blocked) const
    {
        emit host.requestBlocked(QUrl(cleaned(blocked.url, kMostTextLength)),
                                 cleaned(blocked.kind, 40));
    }
    void operator()(const Note& note) const
    {
        emit host.noteReported(cleaned(note.text, kMostTextLength));
    }
    void operator()(const TitleChanged& changed) const
    {
        emit host.titleChanged(cleaned(changed.title, kMostNameLength));
    }
    void operator()(const LinkClicked& clicked) const
    {
        const QUrl url(cleaned(clicked.url, kMostTextLength), QUrl::StrictMode);
        if (url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http"))
            emit host.linkClicked(url);
    }
    void operator()(const FileOffered& file) const
    {
        // Only the name's last part, and nothing that hides the file or leaves the folder.
        QString name = cleaned(QFileInfo(file.name).fileName(), kMostNameLength);
        name.remove(QRegularExpression(QStringLiteral(R"([/\\:*?"<>|]|^\.+)")));
        emit host.fileOffered(name.isEmpty() ? tr("download") : name, file.bytes);
    }
    void operator()(const Evaluated& evaluated) const
    {
        if (evaluated.id <= host.m_lastEvaluation)
            emit host.evaluated(evaluated.id, evaluated.json.left(kMostTextBytes), evaluated.ok);
    }
    void operator()(const Screenshot& shot) const
    {
        const qint64 width = shot.size.width();
        const qint64 height = shot.size.height();
        if (width <= 0 || height <= 0 || width > kMostPixels || height > kMostPixels
            || width * height * 4 != shot.pixels.size())
            return;
        const QImage view(reinterpret_cast<const uchar*>(shot.pixels.constData()), int(width),
                          int(height), qsizetype(width) * 4, QImage::Format_RGB32);
        emit host.screenshotTaken(view.copy());
    }
    void operator()(const BlankPage&) const { emit host.blankPageReported(); }
    void operator()(const FullScreenAsked& asked) const { emit host.fullScreenAsked(asked.on); }
    void operator()(const ShortcutPressed& pressed) const
    {
        const QKeySequence keys(pressed.keys.left(40), QKeySequence::PortableText);
        if (shortcutsOfWindow().contains(keys))
            emit host.shortcutPressed(keys);
    }
    void operator()(const PageClosed&) const
    {
        host.endProcess();
        host.setState(State::Closed, tr("The app closed itself."));
    }
    void operator()(const RenderProcessEnded& ended) const
    {
        host.giveUp(State::Crashed,
                    tr("The app's process ended: %1.").arg(cleaned(ended.how, kMostNameLength)));
    }
};

void PreviewHost::receive(const FromPreview& message) { std::visit(Receiver{*this}, message); }

} // namespace app
