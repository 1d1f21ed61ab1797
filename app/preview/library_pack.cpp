#include "app/preview/library_pack.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace preview {
namespace {

// By which the modules of the pack name each other, so that each exists once in a page.
constexpr char kPackHost[] = "pack.levin";

QString translated(const char* text) { return QCoreApplication::translate("LibraryPack", text); }

// "^4.4", "~4.4.1", "v4", "r128", "4.x", "latest": the numbers that are there.
QVersionNumber numberOf(const QString& version)
{
    static const QRegularExpression kRevision(QStringLiteral("^r(\\d+)$"));
    const QRegularExpressionMatch revision = kRevision.match(version);
    if (revision.hasMatch()) // three.js
        return QVersionNumber(0, revision.captured(1).toInt());
    static const QRegularExpression kNumber(QStringLiteral("\\d+(?:\\.\\d+)*"));
    return QVersionNumber::fromString(kNumber.match(version).captured());
}

bool isFitting(const QVersionNumber& asked, const QVersionNumber& packed)
{
    return asked.isNull() || asked.isPrefixOf(packed);
}

// How far apart, the first number counting most. Of two that are as near the newer one is better.
QList<int> distance(const QVersionNumber& asked, const QVersionNumber& packed)
{
    QList<int> parts;
    for (int i = 0; i < 3; ++i)
        parts.append(i < asked.segmentCount() ? std::abs(asked.segmentAt(i) - packed.segmentAt(i))
                                              : 0);
    return parts;
}

QByteArray mimeOf(const QString& path)
{
    static const QHash<QString, QByteArray> kTypes{
        {QStringLiteral("js"), "text/javascript"}, {QStringLiteral("mjs"), "text/javascript"},
        {QStringLiteral("css"), "text/css"},       {QStringLiteral("json"), "application/json"},
        {QStringLiteral("woff2"), "font/woff2"},   {QStringLiteral("wasm"), "application/wasm"},
    };
    return kTypes.value(path.section(u'.', -1).toLower(), "application/octet-stream");
}

QString baseName(const QString& path) { return path.section(u'/', -1); }

// What stands for the same code: minified or not, as UMD or not.
QString coreName(const QString& name)
{
    static const QRegularExpression kVariant(
        QStringLiteral("\\.(min|umd|slim|prod|production|development|global|full)(?=\\.)"));
    return name.toLower().remove(kVariant);
}

// Minified or not is the same; another way of building it may not be what the page expects.
bool isOtherBuild(const QString& asked, const QString& found)
{
    static const QRegularExpression kSame(
        QStringLiteral("\\.(min|prod|production|development)(?=\\.)"));
    const auto plain = [](const QString& path) { return baseName(path).toLower().remove(kSame); };
    return asked.endsWith(QLatin1String(".js")) && found.endsWith(QLatin1String(".js"))
           && coreName(baseName(asked)) == coreName(baseName(found))
           && plain(asked) != plain(found);
}

} // namespace

LibraryPack::LibraryPack(const QString& folder) : m_folder(folder)
{
    QFile list(folder + QStringLiteral("/pack.json"));
    if (!list.open(QIODevice::ReadOnly))
        m_problem = translated("The libraries are not installed (%1): ./run setup installs them.")
                        .arg(list.errorString());
    else if (!read(list.readAll()))
        m_problem = translated("The list of libraries %1 is damaged.").arg(list.fileName());
}

QString LibraryPack::installedFolder()
{
    const QString named = qEnvironmentVariable("LEVIN_LIBRARY_PACK");
    return named.isEmpty()
               ? QCoreApplication::applicationDirPath() + QStringLiteral("/../share/levin/web/pack")
               : named;
}

bool LibraryPack::read(const QByteArray& json)
{
    const QJsonArray packages =
        QJsonDocument::fromJson(json).object()[QStringLiteral("packages")].toArray();
    for (const QJsonValue value : packages) {
        const QJsonObject entry = value.toObject();
        Package package;
        package.name = entry[QStringLiteral("name")].toString();
        package.folder = entry[QStringLiteral("folder")].toString();
        package.versionText = entry[QStringLiteral("version")].toString();
        package.version = QVersionNumber::fromString(package.versionText);
        package.main = entry[QStringLiteral("main")].toString();
        const QJsonObject modules = entry[QStringLiteral("modules")].toObject();
        for (auto module = modules.begin(); module != modules.end(); ++module)
            package.modules.insert(module.key(), module.value().toString());
        for (const QJsonValue file : entry[QStringLiteral("files")].toArray())
            package.files.insert(file.toString());
        m_packages.append(package);
    }
    return !m_packages.isEmpty();
}

QList<const LibraryPack::Package*> LibraryPack::candidates(const LibraryAddress& address) const
{
    const QVersionNumber asked = numberOf(address.version);
    QList<const Package*> found;
    for (const Package& package : m_packages)
        if (package.name == address.name)
            found.append(&package);
    std::sort(found.begin(), found.end(), [&](const Package* a, const Package* b) {
        const QList<int> distanceOfA = distance(asked, a->version);
        const QList<int> distanceOfB = distance(asked, b->version);
        return distanceOfA != distanceOfB ? distanceOfA < distanceOfB : a->version > b->version;
    });
    return found;
}

std::optional<PackedFile> LibraryPack::find(const QUrl& url) const
{
    if (url.host() == QLatin1String(kPackHost))
        return packed(url.path().mid(1));
    const std::optional<LibraryAddress> address = parseLibraryAddress(url);
    if (!address)
        return {};
    // The nearest version that has exactly this file; else the nearest that has one for it.
    QList<const Package*> packages = candidates(*address);
    std::stable_partition(packages.begin(), packages.end(), [&](const Package* package) {
        return package->files.contains(address->path);
    });
    for (const Package* package : std::as_const(packages)) {
        const QString path = resolve(*package, *address);
        if (path.isEmpty())
            continue;
        PackedFile file{m_folder + u'/' + package->folder + u'/' + path, mimeOf(path), {}};
        if (!isFitting(numberOf(address->version), package->version))
            file.note = translated("%1 %2 is not in the library pack; %3 answers instead.")
                            .arg(package->name, address->version, package->versionText);
        else if (isOtherBuild(address->path, path))
            file.note = translated("%1 of %2 is not in the library pack; %3 answers instead.")
                            .arg(baseName(address->path), package->name, baseName(path));
        return file;
    }
    return {};
}

std::optional<PackedFile> LibraryPack::packed(const QString& path) const
{
    for (const Package& package : m_packages)
        if (path.startsWith(package.folder + u'/')
            && package.files.contains(path.mid(package.folder.size() + 1)))
            return PackedFile{m_folder + u'/' + path, mimeOf(path), {}};
    return {};
}

QString LibraryPack::resolve(const Package& package, const LibraryAddress& address)
{
    QString path = address.path;
    // three.js itself calls its examples by this name.
    if (package.name == QLatin1String("three") && path.startsWith(QLatin1String("addons/")))
        path.replace(0, 7, QStringLiteral("examples/jsm/"));
    const bool isModule =
        address.isModule || (path.endsWith(QLatin1String(".mjs")) && !package.files.contains(path));
    if (isModule)
        if (QString module = resolveModule(package, path); !module.isEmpty())
            return module;
    if (path.isEmpty())
        return package.main;
    return resolveFile(package, path);
}

QString LibraryPack::resolveModule(const Package& package, const QString& path)
{
    QString subpath = path;
    if (subpath.endsWith(QLatin1String(".js")) && !package.files.contains(subpath))
        subpath.chop(3);
    if (package.files.contains(subpath + QStringLiteral(".js"))) // as bundlers allow it
        return resolveFile(package, subpath + QStringLiteral(".js"));
    if (package.modules.contains(subpath))
        return package.modules.value(subpath);
    // esm.sh and others name a module by the file that they have built, or built it from.
    const bool isMain = coreName(baseName(path)) == coreName(baseName(package.main));
    const bool isBuilt = isMain || subpath.startsWith(QLatin1String("es2"))
                         || subpath.contains(u'@') || subpath.endsWith(QLatin1String(".mjs"));
    return isBuilt ? package.modules.value(QString()) : QString();
}

// The file itself; else one of the same name elsewhere in the package, as cdnjs keeps them; else one
// that is the same but for being minified. A module is answered by its proxy.
QString LibraryPack::resolveFile(const Package& package, const QString& path)
{
    QString found;
    const auto isBetter = [&](const QString& file) {
        return found.isEmpty() || file.size() < found.size()
               || (file.size() == found.size() && file < found);
    };
    if (package.files.contains(path)) {
        found = path;
    } else {
        const QString name = baseName(path).toLower();
        for (const QString& file : package.files)
            if (baseName(file).toLower() == name && isBetter(file))
                found = file;
        if (found.isEmpty())
            for (const QString& file : package.files)
                if (coreName(baseName(file)) == coreName(name) && isBetter(file))
                    found = file;
    }
    const QString proxy = found + QStringLiteral(".proxy.mjs");
    return package.files.contains(proxy) ? proxy : found;
}

} // namespace preview
