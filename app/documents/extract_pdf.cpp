#include "app/documents/extracted.h"
#include "engine/text.h"

#include <QBuffer>
#include <QPdfBookmarkModel>
#include <QPdfDocument>
#include <QPdfSelection>
#include <QRegularExpression>

#include <algorithm>

namespace documents {
namespace {

const char* reasonOf(QPdfDocument::Error error)
{
    switch (error) {
    case QPdfDocument::Error::IncorrectPassword:
        return " is protected by a password";
    case QPdfDocument::Error::UnsupportedSecurityScheme:
        return " is protected in a way that cannot be read";
    default:
        return " is damaged or no PDF file";
    }
}

// PDFium puts one of these in place of a hyphen at the end of a line, and some versions leave out the
// line break. A word that goes on in lower case is joined.
void joinHyphenated(QString& text)
{
    static const QRegularExpression divided(
        QStringLiteral("(?<=\\p{L})[\\x{2}\\x{fffe}]\\n?(?=\\p{Ll})"));
    static const QRegularExpression other(QStringLiteral("[\\x{2}\\x{fffe}]"));
    text.remove(divided);
    text.replace(other, QStringLiteral("-"));
}

// The bookmarks of the file. A bookmark names its page; where its title stands on that page, it begins
// there, behind the one before it.
void addHeadings(Extracted& extracted, const QPdfBookmarkModel& bookmarks,
                 const QModelIndex& parent)
{
    using Role = QPdfBookmarkModel::Role;
    for (int row = 0; row < bookmarks.rowCount(parent); ++row) {
        const QModelIndex bookmark = bookmarks.index(row, 0, parent);
        const QString title = bookmark.data(int(Role::Title)).toString().simplified();
        const qsizetype page = bookmark.data(int(Role::Page)).toInt();
        if (!title.isEmpty() && page >= 0 && page < extracted.pages.size()) {
            const qsizetype pageBegin = extracted.pages[page];
            const qsizetype pageEnd = page + 1 < extracted.pages.size() ? extracted.pages[page + 1]
                                                                        : extracted.text.size();
            const qsizetype before =
                extracted.headings.isEmpty() ? 0 : extracted.headings.last().begin;
            const qsizetype from = std::max(pageBegin, before);
            const qsizetype found = QStringView(extracted.text).left(pageEnd).indexOf(title, from);
            // Headings ascend; one that leads back belongs to no place in the order of reading.
            if (pageEnd > before)
                extracted.headings.append(
                    {found < 0 ? from : found, bookmark.data(int(Role::Level)).toInt() + 1, title});
        }
        addHeadings(extracted, bookmarks, bookmark);
    }
}

} // namespace

engine::Result<Extracted> extractPdf(const QString& name, const QByteArray& bytes,
                                     const IsCancelled& isCancelled)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QPdfDocument pdf;
    pdf.load(&buffer);
    if (pdf.status() != QPdfDocument::Status::Ready)
        return engine::Error{engine::ErrorCode::FileDamaged,
                             engine::concat(name.toStdString(), reasonOf(pdf.error()))};
    Extracted extracted;
    extracted.format = Format::Pdf;
    QStringList empty;
    for (int page = 0; page < pdf.pageCount(); ++page) {
        if (isCancelled())
            return stopped(name);
        if (extracted.text.size() > kMostCharacters)
            return tooLong(name, kMostCharacters);
        extracted.pages.append(extracted.text.size());
        QString text = pdf.getAllText(page).text();
        text.replace(QLatin1String("\r\n"), QLatin1String("\n")).replace(u'\r', u'\n');
        text.remove(QChar::Null);
        joinHyphenated(text);
        if (text.trimmed().isEmpty())
            empty.append(QString::number(page + 1));
        extracted.text += text;
        if (!extracted.text.endsWith(u'\n'))
            extracted.text += u'\n';
    }
    if (!empty.isEmpty() && empty.size() == pdf.pageCount())
        return engine::Error{engine::ErrorCode::NotSupported,
                             engine::concat(name.toStdString(),
                                            " has pictures of pages and no text; a program for "
                                            "character recognition can add it")};
    QPdfBookmarkModel bookmarks;
    bookmarks.setDocument(&pdf);
    addHeadings(extracted, bookmarks, {});
    if (!empty.isEmpty())
        extracted.warnings.append(QStringLiteral("Without text (scanned or empty): pages %1")
                                      .arg(empty.join(QStringLiteral(", "))));
    return extracted;
}

} // namespace documents
