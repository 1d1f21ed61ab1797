// The messages between the window and the preview process, over a local socket: four bytes of
// length, one byte of kind, the fields. Whoever reads believes nothing: every length is checked
// before it is used, and what does not fit exactly is refused.

#pragma once

#include "app/preview_page.h"

#include <QKeySequence>
#include <QSize>

#include <optional>
#include <tuple>
#include <variant>

namespace app::preview_protocol {

// To the preview. Each message names its fields once, for writing and for reading.
struct LoadPage
{
    QList<PreviewFile> files;
    QString entry;
    static auto fields(auto& m) { return std::tie(m.files, m.entry); }
};
struct ReloadPage
{
    static auto fields(auto&) { return std::tie(); }
};
struct Evaluate
{
    quint64 id = 0;
    QString expression;
    static auto fields(auto& m) { return std::tie(m.id, m.expression); }
};
struct TakeScreenshot
{
    static auto fields(auto&) { return std::tie(); }
};
struct ShowWindow
{
    bool visible = true;
    static auto fields(auto& m) { return std::tie(m.visible); }
};
struct ResizeWindow
{
    QSize size;
    static auto fields(auto& m) { return std::tie(m.size); }
};

// From the preview.
struct Ready
{
    quint64 window = 0; // its native handle; 0 where there is nothing to embed
    QString chromium;   // version
    PreviewSandbox sandbox;
    static auto fields(auto& m) { return std::tie(m.window, m.chromium, m.sandbox); }
};
struct WindowChanged // the system made the window anew
{
    quint64 window = 0;
    static auto fields(auto& m) { return std::tie(m.window); }
};
struct LoadFinished
{
    bool ok = false;
    static auto fields(auto& m) { return std::tie(m.ok); }
};
struct Console
{
    ConsoleMessage message;
    static auto fields(auto& m) { return std::tie(m.message); }
};
struct ErrorThrown
{
    PageError error;
    static auto fields(auto& m) { return std::tie(m.error); }
};
// Sent about twice a second by the thread that draws; silence means that it hangs.
struct Heartbeat
{
    qint32 scriptSilentMs = 0; // since the page's script answered last
    qint32 framesSilentMs = 0; // since the page was drawn last, while it should be
    double framesPerSecond = 0;
    bool waitsForUser = false; // a question of the page is open, so its script stands still
    static auto fields(auto& m)
    {
        return std::tie(m.scriptSilentMs, m.framesSilentMs, m.framesPerSecond, m.waitsForUser);
    }
};
struct RequestBlocked
{
    QString url;
    QString kind; // "script", "fetch", "websocket", ...
    static auto fields(auto& m) { return std::tie(m.url, m.kind); }
};
struct Note
{
    QString text;
    static auto fields(auto& m) { return std::tie(m.text); }
};
struct TitleChanged
{
    QString title;
    static auto fields(auto& m) { return std::tie(m.title); }
};
struct LinkClicked
{
    QString url;
    static auto fields(auto& m) { return std::tie(m.url); }
};
struct FileOffered // a download that the user started
{
    QString name;
    QByteArray bytes;
    static auto fields(auto& m) { return std::tie(m.name, m.bytes); }
};
struct Evaluated
{
    quint64 id = 0;
    QString json;
    bool ok = false;
    static auto fields(auto& m) { return std::tie(m.id, m.json, m.ok); }
};
struct Screenshot // raw pixels, 0xffRRGGBB: no decoder stands between the page and the window
{
    QSize size;
    QByteArray pixels;
    static auto fields(auto& m) { return std::tie(m.size, m.pixels); }
};
struct BlankPage
{
    static auto fields(auto&) { return std::tie(); }
};
struct FullScreenAsked
{
    bool on = false;
    static auto fields(auto& m) { return std::tie(m.on); }
};
struct ShortcutPressed // one of shortcutsOfWindow(), in portable text
{
    QString keys;
    static auto fields(auto& m) { return std::tie(m.keys); }
};
struct PageClosed // by its own script
{
    static auto fields(auto&) { return std::tie(); }
};
struct RenderProcessEnded
{
    QString how;
    static auto fields(auto& m) { return std::tie(m.how); }
};

using ToPreview =
    std::variant<LoadPage, ReloadPage, Evaluate, TakeScreenshot, ShowWindow, ResizeWindow>;
using FromPreview = std::variant<Ready, WindowChanged, LoadFinished, Console, ErrorThrown,
                                 Heartbeat, RequestBlocked, Note, TitleChanged, LinkClicked,
                                 FileOffered, Evaluated, Screenshot, BlankPage, FullScreenAsked,
                                 ShortcutPressed, PageClosed, RenderProcessEnded>;

inline constexpr qint64 kMostPageBytes = qint64(64) << 20;
inline constexpr qint64 kMostPixelBytes = qint64(64) << 20;
inline constexpr qint64 kMostFileBytes = qint64(32) << 20;
inline constexpr qint64 kMostTextBytes = qint64(256) << 10;

// The keys that belong to the window even while the page has the focus.
const QList<QKeySequence>& shortcutsOfWindow();

QByteArray encoded(const ToPreview& message);
QByteArray encoded(const FromPreview& message);

// Cuts the stream of one side into messages. A message that is too long or damaged breaks the
// stream for good: the reader then yields nothing more.
template <typename Message>
class MessageReader
{
public:
    void append(const QByteArray& bytes);
    std::optional<Message> next();
    bool isBroken() const { return m_broken; }

private:
    QByteArray m_bytes;
    qsizetype m_begin = 0;
    bool m_broken = false;
};

extern template class MessageReader<ToPreview>;
extern template class MessageReader<FromPreview>;

} // namespace app::preview_protocol
