// The text of one document, whatever its file format was, and where its parts begin.

#pragma once

#include "engine/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>

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
constexpr qsizetype kMostCharacters = qsizetype{128} << 20;
constexpr qsizetype kMostPageCharacters = qsizetype{16} << 20; // HTML; takes 8 s and 750 MiB

using IsCancelled = std::function<bool()>;

// Any thread. `name` decides the format and is named in the errors. ErrorCode::Stopped where it was
// cancelled.
engine::Result<Extracted> extract(const QString& name, const QByteArray& bytes,
                                  const IsCancelled& isCancelled);

struct Decoded
{
    QString text;
    qsizetype lost = 0; // characters that the bytes do not give; U+FFFD stands in their place
};

// The parts of extract(), one for each kind of file.
engine::Result<Decoded> decodeText(const QString& name, const QByteArray& bytes);
engine::Result<Extracted> extractPdf(const QString& name, const QByteArray& bytes,
                                     const IsCancelled& isCancelled);
engine::Result<Extracted> extractOffice(Format format, const QString& name, const QByteArray& bytes,
                                        const IsCancelled& isCancelled);
engine::Result<Extracted> extractEpub(const QString& name, const QByteArray& bytes,
                                      const IsCancelled& isCancelled);
engine::Result<Extracted> extractHtml(const QString& name, const QString& html);
QList<Heading> markdownHeadings(const QString& text);

engine::Error stopped(const QString& name);
engine::Error damaged(const QString& name, const QString& reason);
engine::Error tooLong(const QString& name, qsizetype most);

} // namespace documents
