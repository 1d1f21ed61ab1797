#include "app/documents/archive.h"
#include "app/documents/extracted.h"

#include <QDir>
#include <QSet>
#include <QXmlStreamReader>

namespace documents {
namespace {

engine::Result<QByteArray> partOf(const QString& name, const QByteArray& bytes, const QString& part)
{
    engine::Result<Parts> parts =
        partsOf(name, bytes, [&](const QString& one) { return one == part; });
    if (!parts)
        return parts.error();
    if (!parts->contains(part))
        return damaged(name, QStringLiteral("%1 is missing").arg(part));
    return parts->value(part);
}

// Where the list of the book's parts lies.
engine::Result<QString> packageOf(const QString& name, const QByteArray& bytes)
{
    const auto part = QStringLiteral("META-INF/container.xml");
    const engine::Result<QByteArray> container = partOf(name, bytes, part);
    if (!container)
        return container.error();
    QXmlStreamReader xml(*container);
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == u"rootfile")
            return xml.attributes().value(QLatin1String("full-path")).toString();
    }
    return damaged(name, QStringLiteral("%1 names no list of parts").arg(part));
}

// The chapters in the order of the book's spine, each once.
engine::Result<QStringList> chaptersOf(const QString& name, const QByteArray& bytes)
{
    const engine::Result<QString> package = packageOf(name, bytes);
    if (!package)
        return package.error();
    const engine::Result<QByteArray> list = partOf(name, bytes, *package);
    if (!list)
        return list.error();
    const QString folder = package->left(package->lastIndexOf(u'/') + 1);
    QHash<QString, QString> items;
    QStringList chapters;
    QSet<QString> known;
    QXmlStreamReader xml(*list);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QXmlStreamAttributes attributes = xml.attributes();
        if (xml.name() == u"item") {
            const QByteArray address = attributes.value(QLatin1String("href")).toUtf8();
            items.insert(attributes.value(QLatin1String("id")).toString(),
                         QDir::cleanPath(
                             folder + QString::fromUtf8(QByteArray::fromPercentEncoding(address))));
        } else if (xml.name() == u"itemref") {
            const QString id = attributes.value(QLatin1String("idref")).toString();
            const QString chapter = items.value(id, id);
            if (!known.contains(chapter))
                chapters.append(chapter);
            known.insert(chapter);
        }
    }
    if (xml.hasError())
        return damaged(name, QStringLiteral("%1: %2").arg(*package, xml.errorString()));
    return chapters;
}

// Adds the chapter's text behind that of the others, or says in a warning why not.
void addChapter(Extracted& book, const QString& chapter, const QByteArray& bytes)
{
    const engine::Result<Decoded> html = decodeText(chapter, bytes);
    const engine::Result<Extracted> page =
        html ? extractHtml(chapter, html->text) : engine::Result<Extracted>(html.error());
    if (!page) {
        book.warnings.append(
            QStringLiteral("Not read: %1").arg(QString::fromStdString(page.error().message)));
        return;
    }
    for (Heading heading : page->headings) {
        heading.begin += book.text.size();
        book.headings.append(heading);
    }
    book.text += page->text;
}

} // namespace

engine::Result<Extracted> extractEpub(const QString& name, const QByteArray& bytes,
                                      const IsCancelled& isCancelled)
{
    const engine::Result<QStringList> chapters = chaptersOf(name, bytes);
    if (!chapters)
        return chapters.error();
    const QSet<QString> wanted(chapters->begin(), chapters->end());
    const engine::Result<Parts> parts =
        partsOf(name, bytes, [&](const QString& part) { return wanted.contains(part); });
    if (!parts)
        return parts.error();
    Extracted book;
    book.format = Format::Epub;
    for (const QString& chapter : *chapters) {
        if (isCancelled())
            return stopped(name);
        if (book.text.size() > kMostCharacters)
            return tooLong(name, kMostCharacters);
        if (parts->contains(chapter))
            addChapter(book, chapter, parts->value(chapter));
        else
            book.warnings.append(QStringLiteral("Missing: %1").arg(chapter));
    }
    if (book.text.trimmed().isEmpty())
        return damaged(name, QStringLiteral("it has no chapters"));
    return book;
}

} // namespace documents
