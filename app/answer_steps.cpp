#include "app/answer_steps.h"

#include <QCoreApplication>

#include <utility>

namespace app {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(AnswerSteps)
};

} // namespace

AnswerSteps::AnswerSteps(AskedText asked)
    : m_asked(std::move(asked))
    , m_documents(m_asked.parts.value(0).text)
{}

std::optional<Reading> AnswerSteps::reading() const { return m_asked.reading; }

bool AnswerSteps::isLast() const
{
    const qsizetype parts = m_asked.parts.size();
    return m_step >= (parts > 1 ? parts : 0);
}

void AnswerSteps::next()
{
    Q_ASSERT(!isLast());
    m_answers.append(std::exchange(m_text, {}).trimmed());
    ++m_step;
    m_documents = m_step < m_asked.parts.size() ? m_asked.parts[m_step].text : answers();
}

QString AnswerSteps::heading() const
{
    const qsizetype parts = m_asked.parts.size();
    if (parts < 2)
        return {};
    const QString between = m_step > 0 ? QStringLiteral("\n\n") : QString();
    if (m_step == parts)
        return between + QStringLiteral("#### ") + Text::tr("All sections together")
               + QStringLiteral("\n\n");
    return between
           + QStringLiteral("#### %1\n\n")
                 .arg(Text::tr("Section %1 of %2: %3")
                          .arg(m_step + 1)
                          .arg(parts)
                          .arg(m_asked.parts[m_step].name));
}

// The answers with the anchors that they cite, and none of their own.
RenderedText AnswerSteps::answers() const
{
    documents::Rendered rendered;
    rendered.text = "<document name=\"answers from the sections\">";
    for (qsizetype i = 0; i < m_answers.size(); ++i)
        rendered.text += '\n' + m_asked.parts[i].name.toStdString() + ": "
                         + m_answers[i].simplified().toStdString();
    rendered.ends.push_back(rendered.text.size());
    return std::make_shared<const documents::Rendered>(std::move(rendered));
}

} // namespace app
