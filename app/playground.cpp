#include "app/playground.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace app {

using Status = AppVersion::Status;
using Origin = AppVersion::Origin;

Playground::Playground(std::function<qint64()> newId, QObject* parent)
    : QObject(parent)
    , m_newId(std::move(newId))
{}

void Playground::open(const AppRecord& app)
{
    m_parser.reset();
    m_writing = 0;
    m_running = 0;
    m_started = {};
    m_app = app;
    if (!shown() && !m_app.versions.isEmpty())
        m_app.shown = m_app.versions.last().id;
    emit versionsChanged();
    emit sourceChanged();
}

void Playground::beginAnswer(qint64 message)
{
    m_parser.emplace();
    m_message = message;
    m_base = m_app.shown;
    m_writing = 0;
    m_started = {};
}

void Playground::addText(QStringView text)
{
    if (!m_parser)
        return;
    m_parser->feed(text);
    takeWritten();
    // What is complete need not wait for the words that follow it.
    if (m_writing != 0 && m_parser->isComplete())
        completeWritten(Status::NotRun);
}

void Playground::endAnswer(bool isWhole)
{
    if (!m_parser)
        return;
    m_parser->finish(isWhole);
    takeWritten();
    if (m_writing != 0)
        completeWritten(m_parser->isComplete() ? Status::NotRun : Status::CutOff);
    else if (isWhole)
        takeChanges();
    m_parser.reset();
    m_writing = 0;
    emit versionsChanged();
    emit sourceChanged();
}

void Playground::takeWritten()
{
    if (!m_parser->hasApp())
        return;
    AppSource source = m_parser->source();
    takeOver(source);
    if (m_writing == 0) {
        AppVersion& version = add(Origin::Model, m_message, source);
        version.status = Status::Writing;
        m_writing = version.id;
        emit versionChanged(m_app.id, version);
        show(version.id);
        return;
    }
    AppVersion* version = mutableVersion(m_writing);
    if (version->source == source)
        return;
    // The answer went on after the app seemed complete.
    version->status = Status::Writing;
    version->source = source;
    emit versionGrown(m_app.id, *version);
    if (m_app.shown == m_writing)
        emit sourceChanged();
}

// A page that is written again asks for the files that the answer leaves as they were.
void Playground::takeOver(AppSource& source) const
{
    const AppVersion* base = m_app.find(m_base);
    const AppFile* entry = source.find(source.entry);
    if (!base || !entry)
        return;
    for (const QString& name : localReferences(entry->text))
        if (const AppFile* file = base->source.find(name); file && !source.find(name))
            source.files.append(*file);
}

// Files without a page replace those of the version that the answer follows. What is much shorter
// than the file it names quotes from it.
void Playground::takeChanges()
{
    const AppVersion* base = m_app.find(m_base);
    if (!base)
        return;
    AppSource source = base->source;
    for (const AppFile& change : m_parser->files())
        for (AppFile& file : source.files)
            if (file.name == change.name && change.text.size() * 2 >= file.text.size())
                file.text = change.text;
    if (source == base->source)
        return;
    m_writing = add(Origin::Model, m_message, source).id;
    show(m_writing);
    completeWritten(Status::NotRun);
}

void Playground::completeWritten(Status status)
{
    AppVersion* version = mutableVersion(m_writing);
    const bool isNew = version->source != m_started;
    if (!isNew && status == Status::NotRun)
        return;
    const bool isFirstTime = std::exchange(m_started, version->source).isEmpty();
    version->status = status;
    emit versionChanged(m_app.id, *version);
    emit versionsChanged();
    if (m_app.shown == m_writing)
        emit sourceChanged();
    if (status != Status::NotRun)
        return;
    // Whoever looks at another version meanwhile is not torn away from it.
    if (m_app.shown == m_writing)
        start(m_writing, Start::ByItself);
    const auto isComplete = [](const AppVersion& one) {
        return one.status != Status::Writing && one.status != Status::CutOff;
    };
    if (isFirstTime && std::count_if(m_app.versions.begin(), m_app.versions.end(), isComplete) == 1)
        emit firstAppCompleted();
}

void Playground::edit(const QList<AppFile>& files)
{
    const AppVersion* version = shown();
    if (!version || version->status == Status::Writing || version->source.files == files)
        return;
    const AppSource source{files, version->source.entry};
    if (version->origin == Origin::User && version->status == Status::NotRun) {
        AppVersion* edited = mutableVersion(version->id);
        edited->source = source;
        emit versionGrown(m_app.id, *edited);
        return;
    }
    AppVersion& edited = add(Origin::User, version->message, source);
    m_app.shown = edited.id;
    emit versionChanged(m_app.id, edited);
    emit appChanged(m_app);
    emit versionsChanged();
}

void Playground::run()
{
    if (const AppVersion* version = shown(); version && version->status != Status::Writing)
        start(version->id, Start::ByUser);
}

void Playground::runAgainByItself()
{
    const AppVersion* version = shown();
    if (version && version->status != Status::Writing && version->status != Status::CutOff
        && m_running != version->id)
        start(version->id, Start::ByItself);
}

void Playground::forgetRun()
{
    m_running = 0;
    emit versionsChanged();
}

void Playground::runListing(qint64 message, const QString& listing)
{
    ArtifactParser parser;
    parser.feed(listing);
    parser.finish(true);
    if (!parser.hasApp())
        return;
    const AppSource source = parser.source();
    // The same text again is the version that it became the first time.
    for (const AppVersion& version : m_app.versions) {
        if (version.source == source && version.status != Status::Writing) {
            show(version.id);
            start(version.id, Start::ByUser);
            return;
        }
    }
    const AppVersion& version = add(Origin::Model, message, source);
    emit versionChanged(m_app.id, version);
    const qint64 id = version.id;
    show(id);
    start(id, Start::ByUser);
}

void Playground::goTo(qint64 id)
{
    const AppVersion* version = m_app.find(id);
    if (!version || id == m_app.shown)
        return;
    const qint64 message = version->message;
    show(id);
    if (message != 0)
        emit branchWanted(message);
    runAgainByItself();
}

void Playground::followBranch(const QList<qint64>& messages)
{
    const AppVersion* version = shown();
    if (!version || m_parser || messages.contains(version->message))
        return;
    for (auto one = m_app.versions.rbegin(); one != m_app.versions.rend(); ++one)
        if (messages.contains(one->message)) {
            show(one->id);
            runAgainByItself();
            return;
        }
}

void Playground::setStatus(qint64 id, Status status)
{
    AppVersion* version = mutableVersion(id);
    if (!version || version->status == status || version->status == Status::Writing)
        return;
    version->status = status;
    emit versionChanged(m_app.id, *version);
    emit versionsChanged();
}

void Playground::setThumbnail(qint64 id, const QByteArray& png)
{
    AppVersion* version = mutableVersion(id);
    if (!version || version->thumbnail == png)
        return;
    version->thumbnail = png;
    emit thumbnailChanged(id, png);
    emit versionsChanged();
}

void Playground::setKeepsData(bool keeps)
{
    if (m_app.id == 0 || m_app.keepsData == keeps)
        return;
    m_app.keepsData = keeps;
    emit appChanged(m_app);
}

const AppVersion* Playground::parentOf(const AppVersion& version) const
{
    return m_app.find(version.parent);
}

const AppVersion* Playground::lastGood() const
{
    const auto isGood = [this](const AppVersion& one) {
        return one.status == Status::Works && one.id != m_running;
    };
    const auto found = std::find_if(m_app.versions.rbegin(), m_app.versions.rend(), isGood);
    return found == m_app.versions.rend() ? nullptr : &*found;
}

QString Playground::writtenFile() const
{
    return m_parser && m_writing != 0 && m_app.shown == m_writing ? m_parser->writing() : QString();
}

AppVersion& Playground::add(Origin origin, qint64 message, const AppSource& source)
{
    if (m_app.id == 0) {
        m_app.id = m_newId();
        emit appChanged(m_app);
    }
    AppVersion version;
    version.id = m_newId();
    version.number = m_app.versions.isEmpty() ? 1 : m_app.versions.last().number + 1;
    version.origin = origin;
    version.message = message;
    version.parent = m_app.shown;
    version.created = QDateTime::currentMSecsSinceEpoch();
    version.source = source;
    m_app.versions.append(version);
    return m_app.versions.last();
}

AppVersion* Playground::mutableVersion(qint64 id)
{
    for (AppVersion& version : m_app.versions)
        if (version.id == id)
            return &version;
    return nullptr;
}

void Playground::show(qint64 version)
{
    m_app.shown = version;
    emit appChanged(m_app);
    emit versionsChanged();
    emit sourceChanged();
}

bool Playground::hasHung(const AppSource& source) const
{
    return std::any_of(m_app.versions.begin(), m_app.versions.end(), [&](const AppVersion& one) {
        return one.status == Status::Hung && one.source == source;
    });
}

void Playground::start(qint64 id, Start start)
{
    const AppVersion version = *m_app.find(id); // what its start brings about may change the list
    if (start == Start::ByItself && hasHung(version.source))
        return;
    m_running = id;
    emit versionsChanged();
    emit runWanted(version, start);
}

} // namespace app
