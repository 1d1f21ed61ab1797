// Where a place of a document's text stands on a page of its PDF file. The text may have been taken
// out of the file in another way than the page's own: white space, hyphens, ligatures and the like
// differ, so the letters are what is compared.

#pragma once

#include <QString>
#include <QStringView>

#include <optional>

namespace ui {

struct TextRange
{
    qsizetype begin = 0;
    qsizetype end = 0;

    bool operator==(const TextRange&) const = default;
};

// `range` lies in `text`; the result lies in `page`, the same page's text as the file gives it. None:
// its letters do not stand there.
std::optional<TextRange> mappedRange(QStringView text, TextRange range, QStringView page);

} // namespace ui
