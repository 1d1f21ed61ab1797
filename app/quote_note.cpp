#include "app/quote_note.h"

#include "app/documents/pasted.h"

#include <QCoreApplication>

namespace app {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(QuoteNote)
};

std::vector<documents::Source> documentsBefore(const MessageTree& tree, qint64 answer)
{
    std::vector<documents::Source> sources;
    for (const Message* message = tree.find(answer); message; message = tree.find(message->parent))
    {
        if (message->author != ui::Author::User)
            continue;
        for (documents::Source& source : documents::documentsIn(message->text))
            sources.push_back(std::move(source));
    }
    return sources;
}

} // namespace

QString quoteNote(const MessageTree& tree, qint64 answer)
{
    const Message* message = tree.find(answer);
    if (!message)
        return {};
    const QList<documents::Quote> quotes = documents::quotesIn(message->text);
    if (quotes.isEmpty())
        return {};
    const std::vector<documents::Source> sources = documentsBefore(tree, answer);
    if (sources.empty())
        return {};
    const documents::QuoteChecker checker(sources);
    int exact = 0;
    int repaired = 0;
    int missing = 0;
    for (const documents::Quote& quote : quotes) {
        const documents::Finding found = checker.check(quote);
        if (found.status == documents::Finding::Status::NotFound || !found.anchorAgrees)
            ++missing;
        else if (found.status == documents::Finding::Status::Exact)
            ++exact;
        else
            ++repaired;
    }
    QString note;
    if (exact > 0)
        note += Text::tr("; ✓ %n quotation(s) in the document", nullptr, exact);
    if (repaired > 0)
        note += Text::tr("; ≈ %n quotation(s) nearly so in the document", nullptr, repaired);
    if (missing > 0)
        note += Text::tr("; ✗ %n quotation(s) NOT in the document, or not where cited", nullptr,
                         missing);
    return note;
}

} // namespace app
