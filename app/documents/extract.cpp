#include "app/documents/extracted.h"
#include "app/documents/symbols.h"
#include "engine/text.h"

#include <QFileInfo>
#include <QHash>
#include <QRegularExpression>
#include <QSet>

namespace documents {
namespace {

const QHash<QString, Format>& formatsByEnding()
{
    static const QHash<QString, Format> formats = {
        {QStringLiteral("md"), Format::Markdown}, {QStringLiteral("markdown"), Format::Markdown},
        {QStringLiteral("csv"), Format::Csv},     {QStringLiteral("tsv"), Format::Csv},
        {QStringLiteral("json"), Format::Json},   {QStringLiteral("htm"), Format::Html},
        {QStringLiteral("html"), Format::Html},   {QStringLiteral("xhtml"), Format::Html},
        {QStringLiteral("pdf"), Format::Pdf},     {QStringLiteral("docx"), Format::Docx},
        {QStringLiteral("odt"), Format::Odt},     {QStringLiteral("epub"), Format::Epub},
    };
    return formats;
}

const QSet<QString>& sourceEndings()
{
    static const QSet<QString> endings = [] {
        const char* const all =
            "c cc cpp cxx cu cuh h hh hpp inl java js jsx ts tsx mjs py rb rs go swift kt kts "
            "scala cs fs m mm php pl pm lua r jl hs ml mli ex exs erl clj el lisp scm sh bash "
            "zsh fish ps1 bat sql cmake mk qml css scss less vue svelte proto asm s tex toml "
            "yaml yml ini cfg conf xml gradle vala d nim zig dart pas f90 v vhd tcl awk";
        const QStringList list = QString::fromLatin1(all).split(u' ');
        return QSet<QString>(list.begin(), list.end());
    }();
    return endings;
}

Extracted textOf(Format format, const QString& name, QString text)
{
    Extracted extracted;
    extracted.format = format;
    extracted.text = std::move(text);
    if (format == Format::Source)
        extracted.headings = symbolsOf(name, extracted.text);
    else if (format == Format::Markdown)
        extracted.headings = markdownHeadings(extracted.text);
    return extracted;
}

} // namespace

Format formatOf(const QString& name)
{
    const QFileInfo info(name);
    const QString ending = info.suffix().toLower();
    const auto found = formatsByEnding().constFind(ending);
    if (found != formatsByEnding().constEnd())
        return *found;
    static const QSet<QString> names = {QStringLiteral("Makefile"),
                                        QStringLiteral("CMakeLists.txt"),
                                        QStringLiteral("Dockerfile"), QStringLiteral("Rakefile")};
    return sourceEndings().contains(ending) || names.contains(info.fileName()) ? Format::Source
                                                                               : Format::PlainText;
}

// "# Title" and underlined titles; what stands in code blocks is none.
QList<Heading> markdownHeadings(const QString& text)
{
    static const QRegularExpression marked(QStringLiteral("^(#{1,6})\\s+(.*?)\\s*#*\\s*$"));
    QList<Heading> headings;
    bool isInCode = false;
    QString before;
    qsizetype beforeBegin = 0;
    for (qsizetype begin = 0; begin < text.size();) {
        qsizetype end = text.indexOf(u'\n', begin);
        if (end < 0)
            end = text.size();
        const QString line = text.mid(begin, end - begin);
        if (line.startsWith(QLatin1String("```")) || line.startsWith(QLatin1String("~~~"))) {
            isInCode = !isInCode;
        } else if (!isInCode) {
            const QRegularExpressionMatch match = marked.match(line);
            const bool isRule =
                line.size() >= 3 && !before.trimmed().isEmpty()
                && (line.count(u'=') == line.size() || line.count(u'-') == line.size());
            if (match.hasMatch())
                headings.append({begin, int(match.capturedLength(1)), match.captured(2)});
            else if (isRule && !before.startsWith(u'|'))
                headings.append({beforeBegin, line[0] == u'=' ? 1 : 2, before.trimmed()});
        }
        before = line;
        beforeBegin = begin;
        begin = end + 1;
    }
    return headings;
}

engine::Error stopped(const QString& name)
{
    return {engine::ErrorCode::Stopped, engine::concat(name.toStdString(), " was not read")};
}

engine::Error damaged(const QString& name, const QString& reason)
{
    return {engine::ErrorCode::FileDamaged,
            engine::concat(name.toStdString(), " is damaged: ", reason.toStdString())};
}

engine::Error tooLong(const QString& name, qsizetype most)
{
    return {engine::ErrorCode::NotSupported,
            engine::concat(name.toStdString(), " has more than ", most >> 20,
                           " million characters, which is too long to be taken apart")};
}

engine::Result<Extracted> extract(const QString& name, const QByteArray& bytes,
                                  const IsCancelled& isCancelled)
{
    if (bytes.size() > kMostFileBytes)
        return engine::Error{engine::ErrorCode::NotSupported,
                             engine::concat(name.toStdString(), " has ", bytes.size() >> 20,
                                            " MiB; at most ", kMostFileBytes >> 20, " are read")};
    const Format format = formatOf(name);
    if (format == Format::Pdf)
        return extractPdf(name, bytes, isCancelled);
    if (format == Format::Docx || format == Format::Odt)
        return extractOffice(format, name, bytes, isCancelled);
    if (format == Format::Epub)
        return extractEpub(name, bytes, isCancelled);
    engine::Result<Decoded> decoded = decodeText(name, bytes);
    if (!decoded)
        return decoded.error();
    engine::Result<Extracted> extracted = format == Format::Html
                                              ? extractHtml(name, decoded->text)
                                              : textOf(format, name, std::move(decoded->text));
    if (extracted && decoded->lost > 0)
        extracted->warnings.append(
            QStringLiteral("Characters that could not be decoded: %1").arg(decoded->lost));
    return extracted;
}

} // namespace documents
