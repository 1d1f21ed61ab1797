// AnswerSteps: the steps in which one answer about documents is written: one question behind one text,
// or the same question behind each of several texts and then once more behind all their answers.

#pragma once

#include "app/document_values.h"

namespace app {

class AnswerSteps
{
public:
    AnswerSteps() = default; // one step, without documents
    explicit AnswerSteps(AskedText asked);

    // What the question of this step stands behind; null: nothing.
    const documents::Rendered* documents() const { return m_documents.get(); }
    std::optional<Reading> reading() const;
    // In the answer, in front of what this step writes; empty where there is only one.
    QString heading() const;
    void take(const QString& text) { m_text += text; } // was written in this step

    bool isLast() const;
    void next(); // not behind the last

    const QString& receipt() const { return m_asked.receipt; }

private:
    RenderedText answers() const;

    AskedText m_asked;
    qsizetype m_step = 0;
    RenderedText m_documents;
    QString m_text;
    QStringList m_answers; // of the steps before this one
};

} // namespace app
