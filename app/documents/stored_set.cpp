#include "app/documents/stored_set.h"

#include "engine/text.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSaveFile>
#include <QSet>

#include <algorithm>

namespace documents {
namespace {

constexpr int kVersion = 2;
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

// By what is in it: a text that did not change is not written again, one that changed does not
// replace what the old set.json names, and damage is seen.
QString textFile(const QByteArray& text)
{
    const QByteArray hash = QCryptographicHash::hash(text, QCryptographicHash::Sha256);
    return QStringLiteral("texts/%1.txt").arg(QString::fromLatin1(hash.left(12).toHex()));
}

bool isTextFile(const QString& name)
{
    static const QRegularExpression ours(QStringLiteral("^[0-9a-f]{24}\\.txt$"));
    return ours.match(name).hasMatch();
}

// Whether all that lies in the folder is a set's, also of one whose saving was interrupted before it
// had a set.json.
bool mayBeWritten(const QString& folder)
{
    const QDir::Filters everything = QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot;
    if (isSet(folder))
        return true;
    for (const QString& name : QDir(folder).entryList(everything)) {
        const bool isOurs = name == QLatin1String("texts") || name == QLatin1String("parts")
                            || name.startsWith(kSetFile + u'.'); // not yet renamed
        if (!isOurs)
            return false;
    }
    const QStringList texts = QDir(folder + QStringLiteral("/texts")).entryList(everything);
    return std::all_of(texts.begin(), texts.end(), isTextFile);
}

// Thousands of small files: each by itself need not survive a power failure, since damage is seen and
// the next saving mends it.
engine::Status writeText(const QString& path, const QByteArray& text)
{
    QFile file(path);
    if (file.size() == text.size() && file.open(QIODevice::ReadOnly)) {
        if (file.readAll() == text)
            return engine::Done{};
        file.close();
    }
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.flush())
        return engine::Error{engine::ErrorCode::FileNotWritable,
                             engine::concat(path.toStdString(), " could not be written: ",
                                            file.errorString().toStdString())};
    return engine::Done{};
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
            {QStringLiteral("path"), document.path},
            {QStringLiteral("bytes"), document.bytes},
            {QStringLiteral("changed"), document.changed},
            {QStringLiteral("format"), int(document.content.format)},
            {QStringLiteral("pages"), pages},
            {QStringLiteral("headings"), headings},
            {QStringLiteral("warnings"), QJsonArray::fromStringList(document.content.warnings)}};
}

Document documentOf(const QJsonObject& json)
{
    Document document;
    document.name = json[QStringLiteral("name")].toString();
    document.path = json[QStringLiteral("path")].toString();
    document.bytes = json[QStringLiteral("bytes")].toInteger();
    document.changed = json[QStringLiteral("changed")].toInteger();
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
        list.push_back(sourceOf(document, documents.size() == 1 ? 0 : int(list.size()) + 1));
    return list;
}

bool isSet(const QString& folder) { return QFileInfo::exists(folder + u'/' + kSetFile); }

engine::Status save(const StoredSet& set, const QString& folder)
{
    if (!mayBeWritten(folder))
        return engine::Error{engine::ErrorCode::FileNotWritable,
                             engine::concat("the folder ", folder.toStdString(),
                                            " holds other files and no document set; give a new or "
                                            "an empty folder")};
    if (!QDir().mkpath(folder + QStringLiteral("/texts")))
        return engine::Error{
            engine::ErrorCode::FileNotWritable,
            engine::concat("the folder ", folder.toStdString(), " could not be made")};
    QJsonArray documents;
    QSet<QString> named;
    for (const Document& document : set.documents) {
        const QByteArray text = document.content.text.toUtf8();
        const QString file = textFile(text);
        if (engine::Status written = writeText(folder + u'/' + file, text); !written)
            return written;
        documents.append(toJson(document, file));
        named.insert(file);
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
    if (engine::Status written = write(folder + u'/' + kSetFile, QJsonDocument(json).toJson());
        !written)
        return written;
    QDir texts(folder + QStringLiteral("/texts"));
    for (const QString& name : texts.entryList(QDir::Files)) {
        if (isTextFile(name) && !named.contains(QStringLiteral("texts/") + name))
            texts.remove(name);
    }
    return engine::Done{};
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
        const QByteArray bytes = text.readAll();
        if (textFile(bytes) != name)
            return unreadable(folder, QStringLiteral("%1 is damaged").arg(name));
        document.content.text = QString::fromUtf8(bytes);
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
