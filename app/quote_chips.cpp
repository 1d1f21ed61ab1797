#include "app/quote_chips.h"

#include <QCoreApplication>
#include <QVariantMap>

namespace app {
namespace {

using Status = documents::Finding::Status;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(QuoteChips)
};

constexpr qsizetype kLongestText = 160;

QString shortened(const QString& text)
{
    const QString line = text.simplified();
    return line.size() <= kLongestText ? line : line.left(kLongestText - 1) + QChar(0x2026);
}

// "contract.pdf 3.14"
QString placeOf(const CheckedQuote& quote)
{
    const QString name = quote.file.mid(quote.file.lastIndexOf(u'/') + 1);
    return quote.at.isEmpty() ? name : name + u' ' + quote.at;
}

bool isElsewhere(const CheckedQuote& quote)
{
    return quote.status != Status::NotFound && !quote.anchorAgrees;
}

QString statusOf(const CheckedQuote& quote)
{
    if (isElsewhere(quote))
        return QStringLiteral("elsewhere");
    switch (quote.status) {
    case Status::Exact:
        return QStringLiteral("exact");
    case Status::Repaired:
        return QStringLiteral("repaired");
    case Status::NotFound:
        break;
    }
    return QStringLiteral("missing");
}

QString tipOf(const CheckedQuote& quote)
{
    if (quote.status == Status::NotFound)
        return quote.nearest.isEmpty()
                   ? Text::tr("This does not stand in the documents.")
                   : Text::tr("This does not stand in the documents. Nearest to it, in %1: %2")
                         .arg(placeOf(quote), shortened(quote.nearest));
    QString tip = isElsewhere(quote) ? Text::tr("It does not stand at %1, which the answer names, "
                                                "but at %2.")
                                           .arg(quote.anchor, placeOf(quote))
                                     : Text::tr("It stands at %1.").arg(placeOf(quote));
    if (!quote.difference.isEmpty())
        tip += u' ' + Text::tr("The words differ: %1").arg(quote.difference);
    return tip;
}

} // namespace

QVariantList chipsFor(const QList<CheckedQuote>& quotes)
{
    QVariantList chips;
    for (const CheckedQuote& quote : quotes) {
        const bool isMissing = quote.status == Status::NotFound;
        chips.append(QVariantMap{
            {QStringLiteral("status"), statusOf(quote)},
            {QStringLiteral("label"), isMissing ? Text::tr("not in the text") : placeOf(quote)},
            {QStringLiteral("text"), shortened(quote.text)},
            {QStringLiteral("tip"), tipOf(quote)}});
    }
    return chips;
}

ui::MarkKind markFor(const CheckedQuote& quote)
{
    switch (quote.status) {
    case Status::Exact:
        return ui::MarkKind::Exact;
    case Status::Repaired:
        return ui::MarkKind::Repaired;
    case Status::NotFound:
        break;
    }
    return ui::MarkKind::Nearest;
}

} // namespace app
