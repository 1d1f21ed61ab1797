#include "app/documents/folder_scan.h"

#include "app/documents/extracted.h"
#include "app/documents/ignore_rules.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace documents {
namespace {

constexpr qsizetype kSniffedBytes = 8192;
constexpr qsizetype kLongestUsualLine = 5000;            // of text that people write
constexpr qint64 kRecent = qint64{7} * 24 * 3600 * 1000; // milliseconds

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(FolderScan)
};

bool isDocument(const QString& name)
{
    const Format format = formatOf(name);
    return format == Format::Pdf || format == Format::Docx || format == Format::Odt
           || format == Format::Epub;
}

// The last part of each path, with as many folders in front of it as tell it from the others: what
// is said of a file is kept and found by its name.
QStringList shortestNames(const QStringList& paths)
{
    QStringList names;
    for (const QString& path : paths)
        names.append(QFileInfo(path).fileName());
    const auto parts = [](const QString& path) {
        return QDir::cleanPath(QFileInfo(path).absoluteFilePath()).split(u'/', Qt::SkipEmptyParts);
    };
    for (qsizetype i = 0; i < paths.size(); ++i) {
        const QStringList own = parts(paths[i]);
        qsizetype count = 1;
        for (qsizetype j = 0; j < paths.size(); ++j) {
            const QStringList other = parts(paths[j]);
            if (own == other)
                continue;
            const qsizetype most = std::min(own.size(), other.size());
            qsizetype same = 0;
            while (same < most && own[own.size() - 1 - same] == other[other.size() - 1 - same])
                ++same;
            count = std::max(count, std::min(own.size(), same + 1));
        }
        if (!own.isEmpty())
            names[i] = own.mid(own.size() - count).join(u'/');
    }
    return names;
}

class Scanner
{
public:
    Scanner(const ScanOptions& options, const std::function<bool()>& isCancelled)
        : m_options(options)
        , m_output(QFileInfo(options.output).canonicalFilePath())
        , m_isCancelled(isCancelled)
        , m_rules(isCancelled)
    {}

    Scan run(const QStringList& paths)
    {
        const QStringList names = shortestNames(paths);
        for (qsizetype i = 0; i < paths.size(); ++i) {
            const QFileInfo info(paths[i]);
            if (isOutput(info))
                addFile(info, names[i] + u'/', Text::tr("what is written here"));
            else if (info.isDir())
                addFolder(QDir(info.absoluteFilePath()).canonicalPath(),
                          paths.size() > 1 ? names[i] + u'/' : QString());
            else
                addFile(info, names[i], reasonOf(info, names[i], m_options.mostNamedBytes));
        }
        sort();
        return std::move(m_scan);
    }

private:
    void addFolder(const QString& root, const QString& prefix)
    {
        const engine::Result<QStringList> ignored = m_rules.ignored(root);
        if (!ignored)
            addNote(Text::tr("Ignore files such as .gitignore have no effect: %1.")
                        .arg(QString::fromStdString(ignored.error().message)));
        const QStringList names = ignored ? *ignored : QStringList();
        walk(root, QString(), prefix, QSet<QString>(names.begin(), names.end()));
    }

    void addNote(const QString& note)
    {
        if (!m_scan.notes.contains(note))
            m_scan.notes.append(note);
    }

    void walk(const QString& root, const QString& folder, const QString& prefix,
              const QSet<QString>& ignored)
    {
        const QDir directory(root + u'/' + folder);
        const QDir::Filters wanted =
            QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot | QDir::System;
        for (const QFileInfo& info : directory.entryInfoList(wanted, QDir::Name)) {
            if (m_isCancelled())
                return;
            const QString name = folder + info.fileName();
            QString reason;
            if (info.isSymLink() && !isInside(root, info.canonicalFilePath()))
                reason = Text::tr("a link that leads outside the folder");
            else if (info.isSymLink())
                reason = Text::tr("a link to what is read where it is");
            else if (info.fileName().startsWith(u'.') && !m_options.readHidden)
                reason = Text::tr("hidden");
            else if (ignored.contains(name) || ignored.contains(name + u'/'))
                reason = Text::tr("named in an ignore file");
            else if (isOutput(info))
                reason = Text::tr("what is written here");
            if (info.isDir() && reason.isEmpty()) {
                walk(root, name + u'/', prefix, ignored);
                continue;
            }
            if (info.isDir() && info.fileName() == QLatin1String(".git"))
                continue; // nobody misses it
            const QString shown = prefix + name + (info.isDir() ? QStringLiteral("/") : QString());
            addFile(info, shown,
                    reason.isEmpty() ? reasonOf(info, shown, m_options.mostFileBytes) : reason);
        }
    }

    bool isOutput(const QFileInfo& info) const
    {
        return !m_output.isEmpty() && info.isDir() && info.canonicalFilePath() == m_output;
    }

    static bool isInside(const QString& root, const QString& path)
    {
        return path == root || path.startsWith(root + u'/');
    }

    void addFile(const QFileInfo& info, const QString& name, const QString& reason)
    {
        if (m_paths.contains(info.absoluteFilePath()))
            return; // named itself, and in a folder that was named
        m_paths.insert(info.absoluteFilePath());
        m_scan.files.append({info.absoluteFilePath(), name, info.isDir() ? 0 : info.size(),
                             info.lastModified().toMSecsSinceEpoch(), reason});
    }

    static QString reasonOf(const QFileInfo& info, const QString& name, qint64 mostTextBytes)
    {
        if (!info.exists())
            return Text::tr("not there");
        if (!info.isFile())
            return Text::tr("no regular file");
        if (!info.isReadable())
            return Text::tr("may not be read");
        if (info.size() == 0)
            return Text::tr("empty");
        const qint64 most = isDocument(name) ? kMostFileBytes : mostTextBytes;
        if (info.size() > most)
            return Text::tr("larger than %1 MiB").arg(most >> 20);
        QFile file(info.absoluteFilePath());
        if (!file.open(QIODevice::ReadOnly))
            return file.errorString();
        return reasonToSkip(name, file.read(kSniffedBytes));
    }

    void sort()
    {
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        const auto rank = [now](const FoundFile& file) {
            return std::tuple(now - file.changed < kRecent, file.name.count(u'/'), file.name);
        };
        std::stable_sort(m_scan.files.begin(), m_scan.files.end(),
                         [&](const FoundFile& a, const FoundFile& b) { return rank(a) < rank(b); });
    }

    ScanOptions m_options;
    QString m_output; // canonical; empty: not there
    const std::function<bool()>& m_isCancelled;
    IgnoreRules m_rules;
    QSet<QString> m_paths;
    Scan m_scan;
};

} // namespace

QString reasonToSkip(const QString& name, const QByteArray& begin)
{
    if (isDocument(name))
        return {};
    static const QRegularExpression generated(
        QStringLiteral("(^|/)(package-lock\\.json|yarn\\.lock|pnpm-lock\\.yaml|Cargo\\.lock|"
                       "poetry\\.lock|composer\\.lock|go\\.sum)$|\\.min\\.(js|css)$|\\.map$"));
    if (generated.match(name).hasMatch())
        return Text::tr("generated by a tool");
    static const QRegularExpression marked(
        QStringLiteral("(@generated|DO NOT EDIT|autogenerated|automatically generated by)"));
    if (marked.match(QString::fromLatin1(begin.left(1024))).hasMatch())
        return Text::tr("generated by a tool");
    const engine::Result<Decoded> text = decodeText(name, begin.left(begin.size() & ~qsizetype{1}));
    // The end of what was looked at may cut a character in two; that is no sign of anything.
    if (!text)
        return Text::tr("binary");
    qsizetype longest = 0;
    qsizetype lineBegin = 0;
    for (qsizetype i = 0; i <= begin.size(); ++i) {
        if (i == begin.size() || begin[i] == '\n') {
            longest = std::max(longest, i - lineBegin);
            lineBegin = i + 1;
        }
    }
    if (formatOf(name) == Format::Source && longest > kLongestUsualLine)
        return Text::tr("minified");
    return {};
}

Scan scan(const QStringList& paths, const ScanOptions& options,
          const std::function<bool()>& isCancelled)
{
    return Scanner(options, isCancelled).run(paths);
}

} // namespace documents
