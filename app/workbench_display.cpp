// The part of WorkbenchController that shows: what of the playground and the run is to be seen.

#include "app/version_texts.h"
#include "app/workbench_controller.h"
#include "ui/code_editor.h"
#include "ui/problem_bar.h"
#include "ui/versions_view.h"
#include "ui/workbench.h"

namespace app {
namespace {

QList<ui::CodeFile> codeFiles(const AppVersion* version)
{
    QList<ui::CodeFile> files;
    if (version)
        for (const AppFile& file : version->source.files)
            files.append({file.name, file.text});
    return files;
}

} // namespace

void WorkbenchController::showSource()
{
    const AppVersion* shown = current() ? current()->shown() : nullptr;
    m_bench.editor()->setFiles(codeFiles(shown), shown && shown == current()->written()
                                                     ? current()->writtenFile()
                                                     : QString());
    m_hasEdits = false;
    showProblems();
}

void WorkbenchController::showVersions()
{
    Playground* playground = current();
    const AppVersion* shown = playground->shown();
    const QList<AppVersion>& versions = playground->app().versions;
    m_bench.setVersion(shown ? tr("%1 of %2").arg(nameOf(*shown)).arg(versions.size()) : QString(),
                       remarkOn(shown, playground->running(), playground->written()));
    m_bench.setSteps(shown && shown->id != versions.first().id,
                     shown && shown->id != versions.last().id);
    m_bench.setHasApp(shown, shown && shown->status != AppVersion::Status::Writing);
    if (m_bench.currentTab() == ui::Workbench::Versions)
        showVersionList();
}

ui::VersionItem WorkbenchController::itemOf(const AppVersion& version)
{
    QImage& picture = m_pictures[version.id];
    if (picture.isNull() && !version.thumbnail.isEmpty())
        picture.loadFromData(version.thumbnail, "PNG");
    ui::VersionItem item;
    item.id = version.id;
    item.name = nameOf(version);
    item.state = stateOf(version);
    item.prompt = m_promptOf(version.message);
    item.picture = picture;
    item.isShown = version.id == current()->app().shown;
    item.isRunning = current()->running() && current()->running()->id == version.id;
    item.hasFailed = version.status == AppVersion::Status::HasErrors
                     || version.status == AppVersion::Status::Hung;
    return item;
}

void WorkbenchController::showVersionList()
{
    QList<ui::VersionItem> items;
    if (current())
        for (const AppVersion& version : current()->app().versions)
            items.append(itemOf(version));
    m_bench.versions()->setVersions(items);
}

void WorkbenchController::showDifference(qint64 id)
{
    const AppVersion* version = current() ? current()->app().find(id) : nullptr;
    if (!version) {
        m_bench.versions()->setDiff({}, {});
        return;
    }
    const AppVersion* parent = current()->parentOf(*version);
    m_bench.versions()->setDiff(
        parent ? tr("%1 compared with %2").arg(nameOf(*version), nameOf(*parent))
               : nameOf(*version),
        differenceOf(parent ? parent->source : AppSource(), version->source));
}

void WorkbenchController::showProblems()
{
    const ErrorLoop& loop = m_watch.loop();
    const AppVersion* good = current() ? current()->lastGood() : nullptr;
    QString sentence = sentenceOf(loop.problems());
    if (!loop.reason().isEmpty())
        sentence = loop.reason() + u'\n' + sentence;
    m_bench.problems()->setProblems(loop.problemCount(), sentence,
                                    good ? nameOf(*good) : QString());
    m_bench.editor()->clearMarks();
    if (current() && m_watch.version() == current()->app().shown)
        for (const PageProblem& problem : loop.problems())
            if (problem.line > 0)
                m_bench.editor()->mark(problem.file, problem.line, problem.text);
}

} // namespace app
