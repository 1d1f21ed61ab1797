// levin read PATH..., levin ask SET: see documents/commands.h.
// levin [--model PATH] [--profile DIR] [--language NAME] [FILES...]: the window.
// levin play PAGE: a page in the sandbox of the preview, without the window.

#include "app/application.h"
#include "app/documents/commands.h"
#include "app/local_model.h"
#include "app/model_path.h"
#include "app/play_command.h"
#include "app/process_memory.h"
#include "app/profile.h"
#include "app/program_settings.h"
#include "app/single_instance.h"
#include "app/translations.h"
#include "engine/log.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QSettings>

#include <cstring>

namespace {

Q_LOGGING_CATEGORY(appLog, "levin.app")
Q_LOGGING_CATEGORY(engineLog, "levin.engine")

void logOfEngine(engine::LogLevel level, const std::string& line)
{
    if (level == engine::LogLevel::Warning)
        qCWarning(engineLog, "%s", line.c_str());
    else
        qCInfo(engineLog, "%s", line.c_str());
}

} // namespace

int main(int argc, char** argv)
{
    if (argc > 1 && std::strcmp(argv[1], "play") == 0)
        return app::runPlayCommand(argc, argv);
    engine::setLogSink(logOfEngine);
    if (documents::isCommand(argc, argv))
        return documents::runCommand(argc, argv, app::availableBytes());
    // Where there is no display, these are for a terminal.
    for (int i = 1; i < argc; ++i)
        for (const char* asked : {"-h", "--help", "--help-all", "-v", "--version"})
            if (std::strcmp(argv[i], asked) == 0)
                qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication qt(argc, argv);
    QApplication::setApplicationName(QStringLiteral("levin"));
    QApplication::setApplicationDisplayName(QStringLiteral("Levin"));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.levin.Levin"));
    QApplication::setApplicationVersion(QStringLiteral(LEVIN_VERSION));
    QLoggingCategory::setFilterRules(
        QStringLiteral("qt.webenginecontext*=false")); // a page of text

    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "A desktop playground for AI with long context.\n"
        "Without a window: levin read, levin ask and levin play, each of which explains "
        "itself with --help."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption model(
        QStringLiteral("model"),
        QStringLiteral("The model to open: a GGUF file or a model folder."),
        QStringLiteral("PATH"));
    const QCommandLineOption profileFolder(
        QStringLiteral("profile"),
        QStringLiteral("The folder for conversations and settings, instead of the XDG folders."),
        QStringLiteral("DIR"));
    const QCommandLineOption language(
        QStringLiteral("language"),
        QStringLiteral("The language of the window, such as en or zh_CN."), QStringLiteral("NAME"));
    parser.addOptions({model, profileFolder, language});
    parser.addPositionalArgument(
        QStringLiteral("FILES"),
        QStringLiteral("Documents and folders to ask; a model among them is opened."),
        QStringLiteral("[FILES...]"));
    parser.process(qt);

    QString named = parser.value(model);
    QStringList files;
    for (const QString& argument : parser.positionalArguments()) {
        const QString path = QFileInfo(argument).absoluteFilePath();
        if (named.isEmpty() && app::isModel(path))
            named = path;
        else
            files.append(path);
    }
    if (!named.isEmpty())
        named = QFileInfo(named).absoluteFilePath();

    const app::Profile profile = app::Profile::find(parser.value(profileFolder));
    app::SingleInstance instance(profile.dataFolder);
    if (!instance.isFirst()
        && instance.handOver(named.isEmpty() ? files : QStringList{named} + files))
        return 0;
    if (!instance.isFirst() && !instance.succeed()) {
        qCCritical(appLog, "%s: another Levin uses this profile and does not answer",
                   qPrintable(profile.dataFolder));
        return 1;
    }
    QSettings settings(profile.settingsFile, QSettings::IniFormat);
    app::setLanguage(qt, parser.isSet(language) ? parser.value(language)
                                                : app::readProgramSettings(settings).language);
    app::Application application(app::openLocalModel, profile, settings);
    application.window().show();
    QObject::connect(&instance, &app::SingleInstance::called, &application,
                     &app::Application::comeToFront);
    application.openAtStart(named);
    application.openFiles(files);
    return QApplication::exec();
}
