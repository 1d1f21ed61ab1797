#include "ui/quote_chip.h"

#include "ui/colours.h"

#include <QCoreApplication>

#include <iterator>

namespace ui {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ui::ChatView)
};

constexpr QLatin1String kNames[] = {QLatin1String("exact"), QLatin1String("repaired"),
                                    QLatin1String("elsewhere"), QLatin1String("missing")};

} // namespace

// What cannot be read is no proof.
QuoteChip::QuoteChip(const QVariantMap& quote)
    : m_label(quote.value(QStringLiteral("label")).toString())
    , m_text(quote.value(QStringLiteral("text")).toString())
    , m_tip(quote.value(QStringLiteral("tip")).toString())
{
    const QString name = quote.value(QStringLiteral("status")).toString();
    for (int i = 0; i < int(std::size(kNames)); ++i)
        if (name == kNames[i])
            m_status = Status(i);
}

QString QuoteChip::statusName() const { return kNames[int(m_status)]; }

QString QuoteChip::title() const
{
    QString status;
    switch (m_status) {
    case Status::Exact:
        status = QStringLiteral("✓ ") + Words::tr("Verified");
        break;
    case Status::Repaired:
        status = QStringLiteral("≈ ") + Words::tr("Small differences");
        break;
    case Status::Elsewhere:
        status = QStringLiteral("≈ ") + Words::tr("Stands elsewhere");
        break;
    case Status::Missing:
        status = QStringLiteral("✗ ") + Words::tr("Not found");
        break;
    }
    return m_label.isEmpty() ? status : status + QStringLiteral(" · ") + m_label;
}

QString QuoteChip::text() const { return m_text; }

QString QuoteChip::tip() const { return m_tip; }

QColor QuoteChip::colour(const QPalette& palette) const
{
    switch (m_status) {
    case Status::Exact:
        return goodText(palette);
    case Status::Repaired:
    case Status::Elsewhere:
        return warningText(palette);
    case Status::Missing:
        break;
    }
    return errorText(palette);
}

} // namespace ui
