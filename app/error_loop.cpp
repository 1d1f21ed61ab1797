#include "app/error_loop.h"

#include <QRegularExpression>

#include <algorithm>

namespace app {
namespace {

constexpr qsizetype kMostProblems = 20;
constexpr qsizetype kLongestText = 600;
constexpr qsizetype kLongestCode = 200;

// What a page says is untrusted: one paragraph, no control characters, not longer than it helps.
QString clipped(const QString& text, qsizetype longest)
{
    const QString clean = text.simplified();
    return clean.size() <= longest ? clean : clean.left(longest) + u'…';
}

QString headline(PageProblem::Kind kind)
{
    using Kind = PageProblem::Kind;
    switch (kind) {
    case Kind::Uncaught:
        return QStringLiteral("Uncaught error");
    case Kind::Rejection:
        return QStringLiteral("Unhandled promise rejection");
    case Kind::Console:
        return QStringLiteral("Error in the console");
    case Kind::Blank:
        return QStringLiteral("The page is blank");
    case Kind::Frozen:
        return QStringLiteral("The page is frozen");
    case Kind::Hung:
        return QStringLiteral("The page had to be stopped");
    }
    return {};
}

} // namespace

void ErrorLoop::beginAnew()
{
    m_tries = 0;
    m_signatures.clear();
    m_reason.clear();
}

void ErrorLoop::reset()
{
    beginAnew();
    m_problems.clear();
    m_left = 0;
    m_isSettled = true;
}

void ErrorLoop::beginRun(LineOf lineOf)
{
    m_lineOf = std::move(lineOf);
    m_problems.clear();
    m_left = 0;
    m_reason.clear();
    m_isSettled = false;
}

void ErrorLoop::add(const PageProblem& problem)
{
    const auto same = std::find_if(m_problems.begin(), m_problems.end(), [&](const PageProblem& p) {
        return p.kind == problem.kind && p.text == problem.text && p.file == problem.file
               && p.line == problem.line;
    });
    if (same != m_problems.end())
        same->count += problem.count;
    else if (m_problems.size() < kMostProblems)
        m_problems.append(problem);
    else
        ++m_left;
}

void ErrorLoop::takeBack(PageProblem::Kind kind)
{
    m_problems.removeIf([kind](const PageProblem& problem) { return problem.kind == kind; });
}

ErrorLoop::Decision ErrorLoop::settle()
{
    if (m_isSettled)
        return Decision::Rest;
    m_isSettled = true;
    if (m_problems.isEmpty()) {
        beginAnew();
        return Decision::Rest;
    }
    if (!m_isAutomatic)
        return Decision::Rest;
    if (m_signatures.contains(signature())) {
        m_reason = tr("The same error came back, so the program stopped asking.");
        return Decision::GiveUp;
    }
    if (m_tries >= kMostTries) {
        m_reason = tr("Three attempts did not repair it, so the program stopped asking.");
        return Decision::GiveUp;
    }
    ++m_tries;
    m_signatures.append(signature());
    return Decision::Ask;
}

// In English, whatever the window speaks: it is written for the model.
QString ErrorLoop::message() const
{
    if (m_problems.isEmpty())
        return {};
    QString text = m_problems.size() == 1 && m_left == 0
                       ? QStringLiteral("The app has this problem when it runs:\n")
                       : QStringLiteral("The app has these problems when it runs:\n");
    int number = 0;
    for (const PageProblem& problem : m_problems)
        text += QStringLiteral("\n%1. %2\n").arg(++number).arg(describe(problem));
    if (m_left > 0)
        text += QStringLiteral("\nand %1 more.\n").arg(m_left);
    return text + QStringLiteral("\nPlease repair the cause and write the complete app again.");
}

QString ErrorLoop::describe(const PageProblem& problem) const
{
    QString text = headline(problem.kind);
    if (!problem.text.isEmpty())
        text += QStringLiteral(": ") + clipped(problem.text, kLongestText);
    if (problem.count > 1)
        text += QStringLiteral(" (%1 times)").arg(problem.count);
    if (problem.line > 0) {
        text += problem.file.isEmpty()
                    ? QStringLiteral("\n   line %1").arg(problem.line)
                    : QStringLiteral("\n   %1, line %2").arg(problem.file).arg(problem.line);
        const QString code =
            m_lineOf ? clipped(m_lineOf(problem.file, problem.line), kLongestCode) : QString();
        if (!code.isEmpty())
            text += QStringLiteral(":\n   ") + code;
    }
    return text;
}

// Lines move when the model writes the app again, and counts and addresses vary from run to run.
QString ErrorLoop::signature() const
{
    static const QRegularExpression numbers(QStringLiteral("\\d+"));
    QStringList parts;
    for (const PageProblem& problem : m_problems)
        parts.append(QString::number(int(problem.kind)) + u' '
                     + clipped(problem.text, kLongestText).replace(numbers, QStringLiteral("0")));
    parts.sort();
    parts.removeDuplicates();
    return parts.join(u'\n');
}

} // namespace app
