#include "app/documents/extracted.h"
#include "engine/text.h"

#include <QBuffer>
#include <QPdfDocument>
#include <QPdfSelection>

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

} // namespace

engine::Result<Extracted> extractPdf(const QString& name, const QByteArray& bytes)
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
        extracted.pages.append(extracted.text.size());
        QString text = pdf.getAllText(page).text();
        text.replace(QLatin1String("\r\n"), QLatin1String("\n")).replace(u'\r', u'\n');
        text.remove(QChar::Null);
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
    if (!empty.isEmpty())
        extracted.warnings.append(QStringLiteral("Without text (scanned or empty): pages %1")
                                      .arg(empty.join(QStringLiteral(", "))));
    return extracted;
}

} // namespace documents
