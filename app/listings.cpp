#include "app/listings.h"

#include "app/file_naming.h"

#include <QStringList>

namespace app {
namespace {

constexpr int kMostIndent = 3; // four spaces make a listing of another kind

bool begins(const FenceLine& fence) { return fence.isValid() && fence.indent <= kMostIndent; }

bool ends(const FenceLine& end, const FenceLine& begin)
{
    return begins(end) && end.info.isEmpty() && end.character == begin.character
           && end.length >= begin.length;
}

bool endsPage(const QString& line)
{
    return line.contains(QLatin1String("</html>"), Qt::CaseInsensitive);
}

} // namespace

QString listingAt(const QString& answer, int index)
{
    const QStringList lines = answer.split(u'\n');
    int found = -1;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const FenceLine fence = fenceOf(lines[i]);
        const bool isPage =
            !begins(fence) && beginsPage(lines[i].trimmed(), true, true) == Verdict::Yes;
        if (!begins(fence) && !isPage)
            continue;
        const qsizetype first = i;
        if (isPage)
            while (i + 1 < lines.size() && !endsPage(lines[i]))
                ++i;
        else
            for (++i; i < lines.size() && !ends(fenceOf(lines[i]), fence);)
                ++i;
        if (++found == index)
            return lines.mid(first, i - first + 1).join(u'\n');
    }
    return {};
}

} // namespace app
