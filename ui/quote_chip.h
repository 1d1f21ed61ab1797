// QuoteChip: how the result of looking up a quotation is shown below an answer; the same words and
// signs on the page and in plain text, so that no colour is needed to tell them apart.

#pragma once

#include <QColor>
#include <QPalette>
#include <QString>
#include <QVariantMap>

namespace ui {

class QuoteChip
{
public:
    explicit QuoteChip(const QVariantMap& quote); // one of QuotesRole

    QString statusName() const; // as in QuotesRole; what is unknown there is "missing"
    QString title() const;      // "✓ Verified · contract.pdf 3.14"
    QString text() const;       // the quotation
    QString tip() const;
    QColor colour(const QPalette& palette) const; // of the title on base

private:
    enum class Status { Exact, Repaired, Elsewhere, Missing };

    Status m_status = Status::Missing;
    QString m_label;
    QString m_text;
    QString m_tip;
};

} // namespace ui
