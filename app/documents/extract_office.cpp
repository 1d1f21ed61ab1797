#include "app/documents/archive.h"
#include "app/documents/extracted.h"

#include <QRegularExpression>
#include <QXmlStreamReader>

namespace documents {
namespace {

// Collects paragraphs: the same for both word processors, whose element names differ.
class Paragraphs
{
public:
    explicit Paragraphs(Format format) { m_extracted.format = format; }

    void add(QStringView text) { m_line += text; }
    void setHeading(int level) { m_level = level; }
    void end()
    {
        if (m_level > 0 && !m_line.trimmed().isEmpty())
            m_extracted.headings.append({m_extracted.text.size(), m_level, m_line.trimmed()});
        m_extracted.text += m_line + u'\n';
        m_line.clear();
        m_level = 0;
    }
    // Cells of a table stand in one line.
    void endCell() { m_line += QLatin1String("\t"); }
    bool isTooLong() const { return m_extracted.text.size() + m_line.size() > kMostCharacters; }
    void warn(const QString& sentence) { m_extracted.warnings.append(sentence); }
    // What the file gave, or why it gave nothing.
    engine::Result<Extracted> take(const QString& name, const QXmlStreamReader& xml)
    {
        if (isTooLong())
            return tooLong(name, kMostCharacters);
        if (xml.hasError())
            return damaged(name, xml.errorString());
        return xml.atEnd() ? engine::Result<Extracted>(std::move(m_extracted)) : stopped(name);
    }

private:
    Extracted m_extracted;
    QString m_line;
    int m_level = 0;
};

// Moved text stands where it was moved to, a fallback beside what it falls back from, and the others
// are about the form of a paragraph.
bool isLeftOut(QStringView element)
{
    return element == u"moveFrom" || element == u"Fallback" || element == u"tabs"
           || element == u"pPrChange";
}

bool hasText(const QByteArray& part)
{
    QXmlStreamReader xml(part);
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == u"t"
            && !xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed().isEmpty())
            return true;
    }
    return false;
}

// Parts with text beside word/document.xml, which alone is read.
QStringList unreadParts(const Parts& parts)
{
    static const QRegularExpression named(
        QStringLiteral("^word/(footnotes|endnotes|comments|header\\d*|footer\\d*)\\.xml$"));
    QStringList unread;
    for (auto part = parts.begin(); part != parts.end(); ++part) {
        if (named.match(part.key()).hasMatch() && hasText(part.value()))
            unread.append(part.key());
    }
    unread.sort();
    return unread;
}

// word/document.xml. Deleted text of tracked changes is w:delText and so left out.
engine::Result<Extracted> readDocx(const QString& name, const Parts& parts,
                                   const IsCancelled& isCancelled)
{
    QXmlStreamReader xml(parts.value(QStringLiteral("word/document.xml")));
    Paragraphs paragraphs(Format::Docx);
    int cells = 0;    // depth of tables
    int pictures = 0; // characters of fonts that have signs in place of letters
    while (!xml.atEnd() && !paragraphs.isTooLong() && !isCancelled()) {
        const QXmlStreamReader::TokenType type = xml.readNext();
        const QStringView element = xml.name();
        if (type == QXmlStreamReader::StartElement) {
            if (isLeftOut(element))
                xml.skipCurrentElement();
            else if (element == u"t")
                paragraphs.add(xml.readElementText(QXmlStreamReader::IncludeChildElements));
            else if (element == u"tab")
                paragraphs.add(u"\t");
            else if (element == u"br" || element == u"cr")
                paragraphs.add(u"\n");
            else if (element == u"noBreakHyphen")
                paragraphs.add(u"-");
            else if (element == u"sym") {
                const QChar sign = QChar(xml.attributes()
                                             .value(QLatin1String("w:char"))
                                             .toString()
                                             .toUShort(nullptr, 16));
                const bool isPicture = sign.category() == QChar::Other_PrivateUse;
                pictures += isPicture;
                paragraphs.add(QString(isPicture ? QChar(QChar::ReplacementCharacter) : sign));
            } else if (element == u"tc")
                ++cells;
            else if (element == u"pStyle") {
                const QString style = xml.attributes().value(QLatin1String("w:val")).toString();
                if (style.startsWith(QLatin1String("Heading"), Qt::CaseInsensitive))
                    paragraphs.setHeading(std::max(1, style.right(1).toInt()));
                else if (style == QLatin1String("Title"))
                    paragraphs.setHeading(1);
            }
        } else if (type == QXmlStreamReader::EndElement) {
            if (element == u"tc") {
                --cells;
                paragraphs.endCell();
            } else if (element == u"tr") {
                paragraphs.end();
            } else if (element == u"p") {
                if (cells == 0)
                    paragraphs.end();
                else
                    paragraphs.add(u" ");
            }
        }
    }
    if (pictures > 0)
        paragraphs.warn(QStringLiteral("Signs of fonts without letters: %1").arg(pictures));
    for (const QString& part : unreadParts(parts))
        paragraphs.warn(QStringLiteral("Not read: %1").arg(part));
    return paragraphs.take(name, xml);
}

engine::Result<Extracted> readOdt(const QString& name, const Parts& parts,
                                  const IsCancelled& isCancelled)
{
    QXmlStreamReader xml(parts.value(QStringLiteral("content.xml")));
    Paragraphs paragraphs(Format::Odt);
    int depth = 0; // of paragraphs: only what stands in one is text
    int cells = 0;
    while (!xml.atEnd() && !paragraphs.isTooLong() && !isCancelled()) {
        const QXmlStreamReader::TokenType type = xml.readNext();
        const QStringView element = xml.name();
        const bool isBlock = element == QLatin1String("p") || element == QLatin1String("h");
        if (type == QXmlStreamReader::StartElement) {
            if (element == QLatin1String("tracked-changes"))
                xml.skipCurrentElement(); // what was deleted
            else if (isBlock) {
                ++depth;
                if (element == QLatin1String("h"))
                    paragraphs.setHeading(std::max(
                        1, xml.attributes().value(QLatin1String("text:outline-level")).toInt()));
            } else if (element == QLatin1String("tab"))
                paragraphs.add(u"\t");
            else if (element == QLatin1String("line-break"))
                paragraphs.add(u"\n");
            else if (element == QLatin1String("s"))
                paragraphs.add(QString(
                    std::clamp(xml.attributes().value(QLatin1String("text:c")).toInt(), 1, 200),
                    u' '));
            else if (element == QLatin1String("table-cell"))
                ++cells;
        } else if (type == QXmlStreamReader::Characters && depth > 0) {
            paragraphs.add(xml.text());
        } else if (type == QXmlStreamReader::EndElement) {
            if (isBlock) {
                --depth;
                if (cells == 0)
                    paragraphs.end();
                else
                    paragraphs.add(u" ");
            } else if (element == QLatin1String("table-cell")) {
                --cells;
                paragraphs.endCell();
            } else if (element == QLatin1String("table-row"))
                paragraphs.end();
        }
    }
    return paragraphs.take(name, xml);
}

} // namespace

engine::Result<Extracted> extractOffice(Format format, const QString& name, const QByteArray& bytes,
                                        const IsCancelled& isCancelled)
{
    engine::Result<Parts> parts = partsOf(
        name, bytes, [](const QString& part) { return part.endsWith(QLatin1String(".xml")); });
    if (!parts)
        return parts.error();
    const QString needed = format == Format::Docx ? QStringLiteral("word/document.xml")
                                                  : QStringLiteral("content.xml");
    if (!parts->contains(needed))
        return damaged(name, QStringLiteral("%1 is missing").arg(needed));
    return format == Format::Docx ? readDocx(name, *parts, isCancelled)
                                  : readOdt(name, *parts, isCancelled);
}

} // namespace documents
