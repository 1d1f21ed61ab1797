#include "app/documents/extracted.h"
#include "engine/text.h"

#include <QStringDecoder>

#include <algorithm>

#include <uchardet.h>

namespace documents {
namespace {

constexpr qsizetype kSniffedBytes = qsizetype{64} * 1024;
constexpr qsizetype kLeastValid = 8;       // UTF-8 sequences for one that is none
constexpr double kMostControlShare = 0.01; // of characters, or it is no text

engine::Error notText(const QString& name)
{
    return {engine::ErrorCode::NotSupported,
            engine::concat(name.toStdString(), " is a binary file, not a text")};
}

bool hasByteOrderMark(const QByteArray& bytes)
{
    return bytes.startsWith("\xef\xbb\xbf") || bytes.startsWith("\xff\xfe")
           || bytes.startsWith("\xfe\xff");
}

// UTF-16 without a mark: every other byte of Latin text is zero.
bool looksLikeUtf16(const QByteArray& bytes)
{
    const QByteArray begin = bytes.left(kSniffedBytes);
    const auto zeros = begin.count('\0');
    return zeros * 4 > begin.size() && begin.size() % 2 == 0;
}

// Whether text that was decoded as UTF-8 was that but for a few bytes: in another encoding hardly any
// sequence is valid by chance.
bool isMostlyUtf8(const QString& text)
{
    const auto foreign =
        std::count_if(text.begin(), text.end(), [](QChar c) { return c.unicode() > 0x7f; });
    return text.count(QChar::ReplacementCharacter) * kLeastValid < foreign;
}

QByteArray detectedEncoding(const QByteArray& bytes)
{
    uchardet_t detector = uchardet_new();
    uchardet_handle_data(detector, bytes.constData(),
                         std::size_t(std::min(bytes.size(), qsizetype{4} << 20)));
    uchardet_data_end(detector);
    QByteArray found = uchardet_get_charset(detector);
    uchardet_delete(detector);
    return found;
}

// Line ends of all systems become \n.
QString withPlainLineEnds(QString text)
{
    text.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    text.replace(QLatin1Char('\r'), QLatin1Char('\n'));
    return text;
}

bool isMostlyText(const QString& text)
{
    qsizetype strange = 0;
    const qsizetype looked = std::min(text.size(), kSniffedBytes);
    for (qsizetype i = 0; i < looked; ++i) {
        const QChar c = text[i];
        const bool isLayout = c == u'\n' || c == u'\t' || c == u'\f' || c == u'\r' || c == u'\x1b';
        strange += (c.category() == QChar::Other_Control && !isLayout)
                   || c == QChar(QChar::ReplacementCharacter);
    }
    return double(strange) <= kMostControlShare * double(looked);
}

} // namespace

engine::Result<Decoded> decodeText(const QString& name, const QByteArray& bytes)
{
    const auto checked = [&](QString text, bool hasErrors) -> engine::Result<Decoded> {
        if (!isMostlyText(text))
            return notText(name);
        const qsizetype lost = hasErrors ? text.count(QChar::ReplacementCharacter) : 0;
        return Decoded{withPlainLineEnds(std::move(text)), lost};
    };
    const auto decoded = [&](QStringDecoder decoder) {
        QString text = decoder.decode(bytes);
        return checked(std::move(text), decoder.hasError());
    };
    if (hasByteOrderMark(bytes))
        return decoded(QStringDecoder(*QStringConverter::encodingForData(bytes)));
    if (looksLikeUtf16(bytes)) {
        const bool isBig = bytes.size() > 1 && bytes[0] == '\0';
        return decoded(
            QStringDecoder(isBig ? QStringConverter::Utf16BE : QStringConverter::Utf16LE));
    }
    if (bytes.left(kSniffedBytes).contains('\0'))
        return notText(name);
    QStringDecoder utf8(QStringConverter::Utf8, QStringConverter::Flag::Stateless);
    QString text = utf8.decode(bytes);
    if (!utf8.hasError() || isMostlyUtf8(text))
        return checked(std::move(text), utf8.hasError());
    const QByteArray encoding = detectedEncoding(bytes);
    QStringDecoder other(encoding.constData());
    if (!encoding.isEmpty() && other.isValid())
        return decoded(std::move(other));
    return decoded(QStringDecoder(QStringConverter::Latin1));
}

} // namespace documents
