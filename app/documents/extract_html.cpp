#include "app/documents/extracted.h"

#include <QTextBlock>
#include <QTextDocument>

namespace documents {

// Qt's reader knows the subset of HTML that carries text; scripts, styles and pictures are dropped,
// and nothing is loaded. It takes a page at once and cannot be interrupted.
engine::Result<Extracted> extractHtml(const QString& name, const QString& html)
{
    if (html.size() > kMostPageCharacters)
        return tooLong(name, kMostPageCharacters);
    Extracted extracted;
    extracted.format = Format::Html;
    QTextDocument page;
    page.setHtml(html);
    for (QTextBlock block = page.begin(); block.isValid(); block = block.next()) {
        QString line = block.text();
        line.replace(QChar::LineSeparator, u'\n').replace(QChar::Nbsp, u' ');
        line.remove(QChar::ObjectReplacementCharacter);
        if (const int level = block.blockFormat().headingLevel(); level > 0)
            extracted.headings.append({extracted.text.size(), level, line.trimmed()});
        extracted.text += line + u'\n';
    }
    return extracted;
}

} // namespace documents
