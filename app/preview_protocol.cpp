#include "app/preview_protocol.h"

#include <QDataStream>
#include <QIODevice>
#include <QtEndian>

#include <array>
#include <utility>

namespace app {

// Found by the streams below through the namespace of their types.
static QDataStream& operator<<(QDataStream& stream, const PreviewFile& file)
{
    return stream << file.name << file.bytes;
}

static QDataStream& operator>>(QDataStream& stream, PreviewFile& file)
{
    return stream >> file.name >> file.bytes;
}

// Qt's own reader of lists reserves whatever number the bytes name.
static QDataStream& operator>>(QDataStream& stream, QList<PreviewFile>& files)
{
    quint32 count = 0;
    stream >> count;
    for (quint32 i = 0; i < count && stream.status() == QDataStream::Ok; ++i) {
        PreviewFile file;
        stream >> file;
        files.append(std::move(file));
    }
    return stream;
}

static QDataStream& operator<<(QDataStream& stream, const ConsoleMessage& message)
{
    return stream << message.level << message.text << message.source << message.line;
}

static QDataStream& operator>>(QDataStream& stream, ConsoleMessage& message)
{
    quint8 level = 0;
    stream >> level >> message.text >> message.source >> message.line;
    if (level > quint8(ConsoleMessage::Level::Error))
        stream.setStatus(QDataStream::ReadCorruptData);
    message.level = ConsoleMessage::Level(level);
    return stream;
}

static QDataStream& operator<<(QDataStream& stream, const PageError& error)
{
    return stream << error.message << error.source << error.line << error.column << error.stack;
}

static QDataStream& operator>>(QDataStream& stream, PageError& error)
{
    return stream >> error.message >> error.source >> error.line >> error.column >> error.stack;
}

static QDataStream& operator<<(QDataStream& stream, const PreviewSandbox& sandbox)
{
    return stream << sandbox.hasOwnNetwork << sandbox.hasProcessSandbox << sandbox.hasFileFence;
}

static QDataStream& operator>>(QDataStream& stream, PreviewSandbox& sandbox)
{
    return stream >> sandbox.hasOwnNetwork >> sandbox.hasProcessSandbox >> sandbox.hasFileFence;
}

namespace preview_protocol {
namespace {

constexpr QDataStream::Version kStreamVersion = QDataStream::Qt_6_4;
constexpr qsizetype kHeaderBytes = 5; // length of what follows the header, kind
constexpr qint64 kSlackBytes = 4096;  // for the fields beside the long one

template <typename Message>
constexpr qint64 kMostBytes = kMostTextBytes;
template <>
constexpr qint64 kMostBytes<LoadPage> = kMostPageBytes + kSlackBytes;
template <>
constexpr qint64 kMostBytes<Screenshot> = kMostPixelBytes + kSlackBytes;
template <>
constexpr qint64 kMostBytes<FileOffered> = kMostFileBytes + kSlackBytes;

template <typename Variant>
QByteArray encode(const Variant& variant)
{
    QByteArray bytes(kHeaderBytes, '\0');
    QDataStream stream(&bytes, QIODevice::Append);
    stream.setVersion(kStreamVersion);
    std::visit(
        [&stream](const auto& message) {
            std::apply([&stream](const auto&... field) { ((void)(stream << field), ...); },
                       message.fields(message));
        },
        variant);
    qToBigEndian(quint32(bytes.size() - kHeaderBytes), bytes.data());
    bytes[4] = char(variant.index());
    return bytes;
}

template <typename Message, typename Variant>
std::optional<Variant> decodeOne(const QByteArray& bytes)
{
    Message message;
    QDataStream stream(bytes);
    stream.setVersion(kStreamVersion);
    std::apply([&stream](auto&... field) { ((void)(stream >> field), ...); },
               message.fields(message));
    if (stream.status() != QDataStream::Ok || !stream.atEnd())
        return std::nullopt;
    return Variant(std::move(message));
}

// What the kind of a message decides: how long it may be, and how it is read.
template <typename Variant>
struct Kind
{
    qint64 mostBytes;
    std::optional<Variant> (*decode)(const QByteArray&);
};

template <typename... Messages>
constexpr auto kindsOf(const std::variant<Messages...>*)
{
    using Variant = std::variant<Messages...>;
    return std::array<Kind<Variant>, sizeof...(Messages)>{
        Kind<Variant>{kMostBytes<Messages>, &decodeOne<Messages, Variant>}...};
}

template <typename Variant>
constexpr auto kKinds = kindsOf(static_cast<const Variant*>(nullptr));

} // namespace

const QList<QKeySequence>& shortcutsOfWindow()
{
    static const QList<QKeySequence> kKeys = {
        QKeySequence(Qt::Key_Escape),       QKeySequence(Qt::Key_F6),
        QKeySequence(Qt::Key_F11),          QKeySequence(Qt::CTRL | Qt::Key_R),
        QKeySequence(Qt::CTRL | Qt::Key_K), QKeySequence(Qt::CTRL | Qt::Key_Q),
    };
    return kKeys;
}

QByteArray encoded(const ToPreview& message) { return encode(message); }
QByteArray encoded(const FromPreview& message) { return encode(message); }

template <typename Message>
void MessageReader<Message>::append(const QByteArray& bytes)
{
    if (m_broken)
        return;
    if (m_begin == m_bytes.size()) {
        m_bytes.clear();
        m_begin = 0;
    }
    m_bytes += bytes;
}

template <typename Message>
std::optional<Message> MessageReader<Message>::next()
{
    if (m_broken || m_bytes.size() - m_begin < kHeaderBytes)
        return std::nullopt;
    const char* header = m_bytes.constData() + m_begin;
    const auto length = qint64(qFromBigEndian<quint32>(header));
    const auto kind = std::size_t(quint8(header[4]));
    if (kind >= kKinds<Message>.size() || length > kKinds<Message>[kind].mostBytes) {
        m_broken = true;
        m_bytes.clear();
        return std::nullopt;
    }
    if (m_bytes.size() - m_begin - kHeaderBytes < length)
        return std::nullopt;
    const QByteArray payload = QByteArray::fromRawData(header + kHeaderBytes, qsizetype(length));
    std::optional<Message> message = kKinds<Message>[kind].decode(payload);
    m_begin += kHeaderBytes + qsizetype(length);
    // Keep what is unread at the front, but do not move it for every small message.
    if (m_begin > (qsizetype(1) << 20) || m_begin == m_bytes.size()) {
        m_bytes.remove(0, m_begin);
        m_begin = 0;
    }
    m_broken = !message.has_value();
    return message;
}

template class MessageReader<ToPreview>;
template class MessageReader<FromPreview>;

} // namespace preview_protocol
} // namespace app
