#include "app/version_texts.h"

#include "app/line_diff.h"

namespace app {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(app::Version)
};

ui::DiffRow rowOf(const DiffLine& line)
{
    using From = DiffLine::Kind;
    using To = ui::DiffRow::Kind;
    const To kind = line.kind == From::Added     ? To::Added
                    : line.kind == From::Removed ? To::Removed
                                                 : To::Same;
    return {kind, line.oldNumber, line.newNumber, line.text};
}

QString textOf(const AppSource& source, const QString& name)
{
    const AppFile* file = source.find(name);
    return file ? file->text : QString();
}

} // namespace

QString nameOf(const AppVersion& version)
{
    const QString name = QStringLiteral("v%1").arg(version.number);
    return version.origin == AppVersion::Origin::User ? Text::tr("%1 (you)").arg(name) : name;
}

QString stateOf(const AppVersion& version)
{
    switch (version.status) {
    case AppVersion::Status::Writing:
        return Text::tr("being written");
    case AppVersion::Status::CutOff:
        return Text::tr("unfinished");
    case AppVersion::Status::NotRun:
        return Text::tr("not run yet");
    case AppVersion::Status::Works:
        return Text::tr("works");
    case AppVersion::Status::HasErrors:
        return Text::tr("has errors");
    case AppVersion::Status::Hung:
        return Text::tr("had to be stopped");
    }
    return {};
}

QString remarkOn(const AppVersion* shown, const AppVersion* running, const AppVersion* written)
{
    const bool isOther = running && shown && running != shown;
    if (written && written->status == AppVersion::Status::Writing)
        return isOther ? Text::tr("%1 runs, %2 is being written")
                             .arg(nameOf(*running), nameOf(*written))
                       : Text::tr("%1 is being written").arg(nameOf(*written));
    if (isOther)
        return Text::tr("%1 runs").arg(nameOf(*running));
    if (shown && shown->status == AppVersion::Status::CutOff)
        return Text::tr("unfinished, so it does not run by itself");
    if (shown && shown->status == AppVersion::Status::Hung)
        return Text::tr("had to be stopped, so it does not run by itself");
    return {};
}

QString sentenceOf(const QList<PageProblem>& problems)
{
    if (problems.isEmpty())
        return {};
    const PageProblem& first = problems.first();
    constexpr qsizetype kLongest = 160;
    QString text = first.text.simplified();
    if (text.size() > kLongest)
        text = text.left(kLongest) + u'…';
    if (first.kind == PageProblem::Kind::Blank)
        text = Text::tr("The page is blank.");
    if (first.line > 0 && !first.file.isEmpty())
        text = Text::tr("%1 (%2, line %3)").arg(text, first.file).arg(first.line);
    return text;
}

QList<ui::DiffSection> differenceOf(const AppSource& before, const AppSource& after)
{
    QStringList names;
    for (const AppSource* source : {&after, &before})
        for (const AppFile& file : source->files)
            if (!names.contains(file.name))
                names.append(file.name);
    QList<ui::DiffSection> sections;
    for (const QString& name : names) {
        ui::DiffSection section;
        section.file = name;
        for (const QList<DiffLine>& hunk :
             hunks(lineDiff(textOf(before, name), textOf(after, name)))) {
            QList<ui::DiffRow> rows;
            for (const DiffLine& line : hunk)
                rows.append(rowOf(line));
            section.hunks.append(rows);
        }
        if (!section.hunks.isEmpty())
            sections.append(section);
    }
    return sections;
}

} // namespace app
