// levin [--model PATH] [--profile DIR] [--language NAME] [PATH]: the window.

#include "app/application.h"
#include "app/local_model.h"
#include "app/profile.h"
#include "engine/log.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QLoggingCategory>
#include <QSettings>

namespace {

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
    engine::setLogSink(logOfEngine);
    QApplication qt(argc, argv);
    QApplication::setApplicationName(QStringLiteral("levin"));
    QApplication::setApplicationDisplayName(QStringLiteral("Levin"));
    QApplication::setApplicationVersion(QStringLiteral(LEVIN_VERSION));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "A desktop playground for AI with long context."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption model(
        QStringLiteral("model"),
        QCoreApplication::translate("main", "The model to open: a GGUF file or a model folder."),
        QCoreApplication::translate("main", "PATH"));
    parser.addOption(model);
    const QCommandLineOption profileOption(
        QStringLiteral("profile"),
        QCoreApplication::translate("main", "The folder for conversations and settings."),
        QCoreApplication::translate("main", "DIR"));
    parser.addOption(profileOption);
    parser.addPositionalArgument(QStringLiteral("PATH"),
                                 QCoreApplication::translate("main", "The same, shorter."),
                                 QStringLiteral("[PATH]"));
    parser.process(qt);

    const app::Profile profile = app::Profile::find(parser.value(profileOption));
    QSettings settings(profile.settingsFile, QSettings::IniFormat);
    app::Application application(app::openLocalModel, profile, settings);
    application.window().show();
    QString path = parser.value(model);
    if (path.isEmpty())
        path = parser.positionalArguments().value(0);
    if (!path.isEmpty())
        application.open(path);
    return QApplication::exec();
}
