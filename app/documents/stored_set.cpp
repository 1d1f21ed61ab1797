#include "app/documents/stored_set.h"

#include "engine/text.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace documents {
namespace {

constexpr int kVersion = 1;
const auto kSetFile = QStringLiteral("set.json");

engine::Error unreadable(const QString& folder, const QString& reason)
{
    return {engine::ErrorCode::FileDamaged,
            engine::concat("the document set ", folder.toStdString(),
                           " cannot be opened: ", reason.toStdString())};
}

engine::Status write(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return engine::Error{engine::ErrorCode::FileNotWritable,
                             engine::concat(path.toStdString(), " could not be written: ",
                                            file.errorString().toStdString())};
    return engine::Done{};
}

QString textFile(std::size_t index)
{
    return QStringLiteral("texts/%1.txt").arg(index + 1, 4, 10, QLatin1Char('0'));
}

QJsonObject toJson(const Document& document, const QString& file)
{
    QJsonArray pages;
    for (const qsizetype page : document.content.pages)
        pages.append(page);
    QJsonArray headings;
    for (const Heading& heading : document.content.headings)
        headings.append(QJsonObject{{QStringLiteral("begin"), heading.begin},
                                    {QStringLiteral("level"), heading.level},
                                    {QStringLiteral("title"), heading.title}});
    return {{QStringLiteral("name"), document.name},
            {QStringLiteral("text"), file},
            {QStringLiteral("format"), int(document.content.format)},
            {QStringLiteral("pages"), pages},
            {QStringLiteral("headings"), headings},
            {QStringLiteral("warnings"), QJsonArray::fromStringList(document.content.warnings)}};
}

Document documentOf(const QJsonObject& json)
{
    Document document;
    document.name = json[QStringLiteral("name")].toString();
    document.content.format = Format(json[QStringLiteral("format")].toInt());
    for (const QJsonValue page : json[QStringLiteral("pages")].toArray())
        document.content.pages.append(page.toInteger());
    for (const QJsonValue one : json[QStringLiteral("headings")].toArray()) {
        const QJsonObject heading = one.toObject();
        document.content.headings.append({qsizetype(heading[QStringLiteral("begin")].toInteger()),
                                          heading[QStringLiteral("level")].toInt(1),
                                          heading[QStringLiteral("title")].toString()});
    }
    for (const QJsonValue warning : json[QStringLiteral("warnings")].toArray())
        document.content.warnings.append(warning.toString());
    return document;
}

} // namespace

std::vector<Source> StoredSet::sources() const
{
    std::vector<Source> list;
    for (const Document& document : documents)
        list.push_back(sourceOf(document, documents.size() == 1));
    return list;
}

StoredSet loadFiles(const QString& title, const Scan& scan,
                    const std::function<bool()>& isCancelled)
{
    StoredSet set;
    set.title = title;
    set.notes = scan.notes;
    for (FoundFile file : scan.files) {
        if (isCancelled())
            break;
        if (file.isRead()) {
            QFile opened(file.path);
            if (!opened.open(QIODevice::ReadOnly)) {
                file.skipped = opened.errorString();
            } else {
                engine::Result<Extracted> content = extract(file.name, opened.readAll());
                if (content && !content->text.trimmed().isEmpty())
                    set.documents.push_back({file.name, std::move(*content)});
                else
                    file.skipped = content ? QStringLiteral("without text")
                                           : QString::fromStdString(content.error().message);
            }
        }
        if (!file.isRead())
            set.skipped.append(file);
    }
    return set;
}

engine::Status save(const StoredSet& set, const QString& folder)
{
    if (!QDir().mkpath(folder + QStringLiteral("/texts")))
        return engine::Error{
            engine::ErrorCode::FileNotWritable,
            engine::concat("the folder ", folder.toStdString(), " could not be made")};
    QJsonArray documents;
    for (std::size_t i = 0; i < set.documents.size(); ++i) {
        const QByteArray text = set.documents[i].content.text.toUtf8();
        if (engine::Status written = write(folder + u'/' + textFile(i), text); !written)
            return written;
        documents.append(toJson(set.documents[i], textFile(i)));
    }
    QJsonArray skipped;
    for (const FoundFile& file : set.skipped)
        skipped.append(QJsonObject{{QStringLiteral("name"), file.name},
                                   {QStringLiteral("bytes"), file.bytes},
                                   {QStringLiteral("reason"), file.skipped}});
    const QJsonObject json{{QStringLiteral("version"), kVersion},
                           {QStringLiteral("title"), set.title},
                           {QStringLiteral("model"), set.model},
                           {QStringLiteral("documents"), documents},
                           {QStringLiteral("skipped"), skipped},
                           {QStringLiteral("notes"), QJsonArray::fromStringList(set.notes)}};
    return write(folder + u'/' + kSetFile, QJsonDocument(json).toJson());
}

engine::Result<StoredSet> load(const QString& folder)
{
    QFile file(folder + u'/' + kSetFile);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(folder, file.errorString());
    QJsonParseError error{};
    const QJsonObject json = QJsonDocument::fromJson(file.readAll(), &error).object();
    if (error.error != QJsonParseError::NoError)
        return unreadable(folder, error.errorString());
    if (json[QStringLiteral("version")].toInt() != kVersion)
        return unreadable(folder, QStringLiteral("its version is not %1").arg(kVersion));
    StoredSet set;
    set.title = json[QStringLiteral("title")].toString();
    set.model = json[QStringLiteral("model")].toString();
    for (const QJsonValue one : json[QStringLiteral("documents")].toArray()) {
        Document document = documentOf(one.toObject());
        const QString name = one.toObject()[QStringLiteral("text")].toString();
        // Only files of the set itself, whatever the list says.
        QFile text(folder + QStringLiteral("/texts/") + QFileInfo(name).fileName());
        if (!text.open(QIODevice::ReadOnly))
            return unreadable(folder, QStringLiteral("%1: %2").arg(name, text.errorString()));
        document.content.text = QString::fromUtf8(text.readAll());
        set.documents.push_back(std::move(document));
    }
    if (set.documents.empty())
        return unreadable(folder, QStringLiteral("it names no document"));
    for (const QJsonValue one : json[QStringLiteral("skipped")].toArray()) {
        const QJsonObject skipped = one.toObject();
        FoundFile found;
        found.name = skipped[QStringLiteral("name")].toString();
        found.bytes = skipped[QStringLiteral("bytes")].toInteger();
        found.skipped = skipped[QStringLiteral("reason")].toString();
        set.skipped.append(found);
    }
    for (const QJsonValue note : json[QStringLiteral("notes")].toArray())
        set.notes.append(note.toString());
    return set;
}

} // namespace documents
