#include "app/documents/archive.h"
#include "app/documents/extracted.h"
#include "engine/text.h"

#include <QDir>
#include <QXmlStreamReader>

namespace documents {
namespace {

engine::Error damaged(const QString& name, const QString& reason)
{
    return {engine::ErrorCode::FileDamaged,
            engine::concat(name.toStdString(), " is damaged: ", reason.toStdString())};
}

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
    bool isEmpty() const { return m_extracted.text.trimmed().isEmpty(); }
    Extracted take() { return std::move(m_extracted); }

private:
    Extracted m_extracted;
    QString m_line;
    int m_level = 0;
};

// word/document.xml. Deleted text of tracked changes is w:delText and so left out.
engine::Result<Extracted> readDocx(const QString& name, const Parts& parts)
{
    QXmlStreamReader xml(parts.value(QStringLiteral("word/document.xml")));
    Paragraphs paragraphs(Format::Docx);
    int cells = 0; // depth of tables
    while (!xml.atEnd()) {
        const QXmlStreamReader::TokenType type = xml.readNext();
        const QStringView element = xml.name();
        if (type == QXmlStreamReader::StartElement) {
            if (element == QLatin1String("t"))
                paragraphs.add(xml.readElementText(QXmlStreamReader::IncludeChildElements));
            else if (element == QLatin1String("tab"))
                paragraphs.add(u"\t");
            else if (element == QLatin1String("br"))
                paragraphs.add(u"\n");
            else if (element == QLatin1String("tc"))
                ++cells;
            else if (element == QLatin1String("pStyle")) {
                const QString style = xml.attributes().value(QLatin1String("w:val")).toString();
                if (style.startsWith(QLatin1String("Heading"), Qt::CaseInsensitive))
                    paragraphs.setHeading(std::max(1, style.right(1).toInt()));
                else if (style == QLatin1String("Title"))
                    paragraphs.setHeading(1);
            }
        } else if (type == QXmlStreamReader::EndElement) {
            if (element == QLatin1String("tc")) {
                --cells;
                paragraphs.endCell();
            } else if (element == QLatin1String("tr")) {
                paragraphs.end();
            } else if (element == QLatin1String("p")) {
                if (cells == 0)
                    paragraphs.end();
                else
                    paragraphs.add(u" ");
            }
        }
    }
    if (xml.hasError())
        return damaged(name, xml.errorString());
    Extracted extracted = paragraphs.take();
    for (const char* part : {"word/footnotes.xml", "word/endnotes.xml", "word/comments.xml"}) {
        if (parts.contains(QLatin1String(part)))
            extracted.warnings.append(QStringLiteral("Not read: %1").arg(QLatin1String(part)));
    }
    return extracted;
}

engine::Result<Extracted> readOdt(const QString& name, const Parts& parts)
{
    QXmlStreamReader xml(parts.value(QStringLiteral("content.xml")));
    Paragraphs paragraphs(Format::Odt);
    int depth = 0; // of paragraphs: only what stands in one is text
    int cells = 0;
    int deleted = 0; // tracked changes
    while (!xml.atEnd()) {
        const QXmlStreamReader::TokenType type = xml.readNext();
        const QStringView element = xml.name();
        const bool isBlock = element == QLatin1String("p") || element == QLatin1String("h");
        if (type == QXmlStreamReader::StartElement) {
            if (element == QLatin1String("tracked-changes"))
                ++deleted;
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
        } else if (type == QXmlStreamReader::Characters && depth > 0 && deleted == 0) {
            paragraphs.add(xml.text());
        } else if (type == QXmlStreamReader::EndElement) {
            if (element == QLatin1String("tracked-changes"))
                --deleted;
            else if (isBlock) {
                --depth;
                if (cells == 0 && deleted == 0)
                    paragraphs.end();
                else if (cells > 0)
                    paragraphs.add(u" ");
            } else if (element == QLatin1String("table-cell")) {
                --cells;
                paragraphs.endCell();
            } else if (element == QLatin1String("table-row"))
                paragraphs.end();
        }
    }
    if (xml.hasError())
        return damaged(name, xml.errorString());
    return paragraphs.take();
}

// The chapters in the order of the book's spine.
QStringList chaptersOf(const Parts& parts)
{
    QString package;
    QXmlStreamReader container(parts.value(QStringLiteral("META-INF/container.xml")));
    while (!container.atEnd()) {
        if (container.readNext() == QXmlStreamReader::StartElement
            && container.name() == QLatin1String("rootfile") && package.isEmpty())
            package = container.attributes().value(QLatin1String("full-path")).toString();
    }
    const qsizetype slash = package.lastIndexOf(u'/');
    const QString folder = slash < 0 ? QString() : package.left(slash + 1);
    QHash<QString, QString> items;
    QStringList chapters;
    QXmlStreamReader book(parts.value(package));
    while (!book.atEnd()) {
        if (book.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QXmlStreamAttributes attributes = book.attributes();
        if (book.name() == QLatin1String("item"))
            items.insert(attributes.value(QLatin1String("id")).toString(),
                         attributes.value(QLatin1String("href")).toString());
        else if (book.name() == QLatin1String("itemref"))
            chapters.append(QDir::cleanPath(
                folder
                + QString::fromUtf8(QByteArray::fromPercentEncoding(
                    items.value(attributes.value(QLatin1String("idref")).toString()).toUtf8()))));
    }
    return chapters;
}

engine::Result<Extracted> readEpub(const QString& name, const Parts& parts)
{
    Extracted book;
    book.format = Format::Epub;
    for (const QString& chapter : chaptersOf(parts)) {
        if (!parts.contains(chapter)) {
            book.warnings.append(QStringLiteral("Missing: %1").arg(chapter));
            continue;
        }
        engine::Result<QString> html = decodeText(chapter, parts.value(chapter));
        if (!html)
            return html.error();
        const Extracted page = extractHtml(*html);
        for (Heading heading : page.headings) {
            heading.begin += book.text.size();
            book.headings.append(heading);
        }
        book.text += page.text;
    }
    if (book.text.trimmed().isEmpty())
        return damaged(name, QStringLiteral("it has no chapters"));
    return book;
}

} // namespace

engine::Result<Extracted> extractOffice(Format format, const QString& name, const QByteArray& bytes)
{
    engine::Result<Parts> parts = partsOf(name, bytes, [](const QString& part) {
        return part.endsWith(QLatin1String("ml")) || part.endsWith(QLatin1String(".opf"));
    });
    if (!parts)
        return parts.error();
    const QString needed = format == Format::Docx  ? QStringLiteral("word/document.xml")
                           : format == Format::Odt ? QStringLiteral("content.xml")
                                                   : QStringLiteral("META-INF/container.xml");
    if (!parts->contains(needed))
        return damaged(name, QStringLiteral("%1 is missing").arg(needed));
    if (format == Format::Docx)
        return readDocx(name, *parts);
    return format == Format::Odt ? readOdt(name, *parts) : readEpub(name, *parts);
}

} // namespace documents
