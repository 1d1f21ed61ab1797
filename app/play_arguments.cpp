// What `levin play` is given: its arguments, and the files that they name.

#include "app/play_command.h"
#include "app/preview_protocol.h"

#include <QCommandLineParser>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLocale>

#include <cstdio>

namespace app {
namespace {

QString unreadable(const QFile& file)
{
    return PlayCommand::tr("%1: %2.").arg(file.fileName(), file.errorString());
}

} // namespace

ReadPage readPage(const QString& path, const QString& entry)
{
    const QFileInfo place(path);
    ReadPage read;
    read.page.appId = QStringLiteral("play");
    QStringList names = {place.fileName()};
    const QDir folder = place.isDir() ? QDir(path) : place.dir();
    if (place.isDir()) {
        names.clear();
        QDirIterator files(path, QDir::Files | QDir::NoSymLinks, QDirIterator::Subdirectories);
        while (files.hasNext())
            names.append(folder.relativeFilePath(files.next()));
        names.sort();
    }
    qint64 bytes = 0;
    for (const QString& name : std::as_const(names)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly)) {
            read.problem = unreadable(file);
            return read;
        }
        bytes += file.size();
        if (bytes > preview_protocol::kMostPageBytes) {
            read.problem = PlayCommand::tr("%1 holds more than the %2 MB that a page may have.")
                               .arg(path)
                               .arg(preview_protocol::kMostPageBytes >> 20);
            return read;
        }
        read.page.files.append({name, file.readAll()});
    }
    read.page.entry = !entry.isEmpty() ? entry
                      : place.isDir()  ? QStringLiteral("index.html")
                                       : place.fileName();
    if (!names.contains(read.page.entry))
        read.problem = PlayCommand::tr("%1 has no file %2.").arg(path, read.page.entry);
    return read;
}

int runPlayCommand(int& argc, char** argv)
{
    // The page has a platform of its own; this process only reads its pictures.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication qt(argc, argv);
    QLocale::setDefault(QLocale::c()); // what scripts read is English everywhere
    QCoreApplication::setApplicationName(QStringLiteral("levin play"));
    const PlayArguments read = readPlayArguments(QCoreApplication::arguments().mid(1));
    if (!read.request) {
        std::fputs(qPrintable(read.text + u'\n'), read.isHelp ? stdout : stderr);
        return read.isHelp ? PlayCommand::kGood : PlayCommand::kUnusable;
    }
    PlayCommand command(*read.request);
    QObject::connect(&command, &PlayCommand::finished, &qt,
                     [](int exitCode, const QByteArray& report) {
                         std::fwrite(report.constData(), 1, size_t(report.size()), stdout);
                         QCoreApplication::exit(exitCode);
                     });
    command.start();
    return QGuiApplication::exec();
}

PlayArguments readPlayArguments(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(PlayCommand::tr(
        "Runs a page in the sandbox of the preview and says what came of it.\n"
        "The exit code is 0 for a page without errors, 1 for one with, 2 if it could not be run."));
    const QCommandLineOption help = parser.addHelpOption();
    parser.addPositionalArgument(QStringLiteral("PAGE"),
                                 PlayCommand::tr("An HTML file, or a folder with an index.html."));
    const QCommandLineOption screenshot(QStringLiteral("screenshot"),
                                        PlayCommand::tr("Writes a picture of the page."),
                                        QStringLiteral("OUT.png"));
    const QCommandLineOption timeout(QStringLiteral("timeout"),
                                     PlayCommand::tr("Seconds for all of it; 10."),
                                     QStringLiteral("SECONDS"), QStringLiteral("10"));
    const QCommandLineOption watch(QStringLiteral("watch"),
                                   PlayCommand::tr("Seconds to watch the loaded page; 2."),
                                   QStringLiteral("SECONDS"), QStringLiteral("2"));
    const QCommandLineOption size(QStringLiteral("size"),
                                  PlayCommand::tr("Of the page in pixels; 1024x720."),
                                  QStringLiteral("WxH"), QStringLiteral("1024x720"));
    const QCommandLineOption entry(QStringLiteral("entry"),
                                   PlayCommand::tr("The file of the folder to open."),
                                   QStringLiteral("NAME"));
    const QCommandLineOption json(QStringLiteral("json"),
                                  PlayCommand::tr("Prints one JSON object."));
    const QCommandLineOption offscreen(
        QStringLiteral("offscreen"),
        PlayCommand::tr("Opens no window even where there is a display; there is no WebGL then."));
    parser.addOptions({screenshot, timeout, watch, size, entry, json, offscreen});
    if (!parser.parse(arguments))
        return {std::nullopt, parser.errorText(), false};
    if (parser.isSet(help))
        return {std::nullopt, parser.helpText(), true};
    if (parser.positionalArguments().size() != 1)
        return {std::nullopt, PlayCommand::tr("Name one page."), false};

    PlayRequest request;
    const double timeoutSeconds = parser.value(timeout).toDouble();
    const double watchSeconds = parser.value(watch).toDouble();
    if (!(timeoutSeconds > 0 && timeoutSeconds <= 3600 && watchSeconds >= 0
          && watchSeconds <= 3600))
        return {std::nullopt, PlayCommand::tr("--timeout and --watch take up to 3600 seconds."),
                false};
    request.timeoutMs = int(timeoutSeconds * 1000);
    request.watchMs = int(watchSeconds * 1000);
    const QStringList sides = parser.value(size).split(u'x');
    request.size = QSize(sides.value(0).toInt(), sides.value(1).toInt());
    if (sides.size() != 2 || request.size.width() < 16 || request.size.height() < 16
        || request.size.width() > 4096 || request.size.height() > 4096)
        return {std::nullopt, PlayCommand::tr("--size takes 16x16 to 4096x4096."), false};
    request.screenshotPath = parser.value(screenshot);
    request.asJson = parser.isSet(json);
    request.isOffscreen = parser.isSet(offscreen);
    const ReadPage read = readPage(parser.positionalArguments().first(), parser.value(entry));
    if (!read.problem.isEmpty())
        return {std::nullopt, read.problem, false};
    request.page = read.page;
    return {request, {}, false};
}

} // namespace app
