// The text of one document, whatever its file format was, and where its parts begin.

#pragma once

#include "engine/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace documents {

enum class Format { PlainText, Source, Markdown, Csv, Json, Html, Pdf, Docx, Odt, Epub };

struct Heading
{
    qsizetype begin = 0; // in the text, UTF-16 units
    int level = 1;
    QString title;
};

struct Extracted
{
    Format format = Format::PlainText;
    QString text;            // lines end with \n
    QList<Heading> headings; // ascending
    QList<qsizetype> pages;  // of a PDF file: where each page begins
    QStringList warnings;    // sentences: what of the file is not in the text
};

// By the name's ending; text of an unknown ending is plain text.
Format formatOf(const QString& name);

// Limits of what is taken apart; beyond them the sentence of the error says so.
constexpr qint64 kMostFileBytes = qint64{256} << 20;
constexpr qint64 kMostUnpackedBytes = qint64{256} << 20; // of the parts of an archive together

// Any thread. `name` decides the format and is named in the errors.
engine::Result<Extracted> extract(const QString& name, const QByteArray& bytes);

// The parts of extract(), one for each kind of file.
engine::Result<QString> decodeText(const QString& name, const QByteArray& bytes);
engine::Result<Extracted> extractPdf(const QString& name, const QByteArray& bytes);
engine::Result<Extracted> extractOffice(Format format, const QString& name,
                                        const QByteArray& bytes);
Extracted extractHtml(const QString& html);
QList<Heading> markdownHeadings(const QString& text);

} // namespace documents
