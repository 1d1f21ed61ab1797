#include "app/documents/commands.h"

#include "app/documents/command_line.h"

#include <QGuiApplication>

#include <csignal>

namespace documents {
namespace {

std::stop_source interruption;

void onInterrupt(int)
{
    interruption.request_stop(); // lock-free where atomics are, as here
}

} // namespace

bool isCommand(int argc, char** argv)
{
    const QByteArray name = argc > 1 ? QByteArray(argv[1]) : QByteArray();
    return name == "read" || name == "ask";
}

int runCommand(int argc, char** argv, std::int64_t availableMemory)
{
    // Pages of HTML are laid out to be read as text; that needs no display.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication qt(argc, argv);
    QGuiApplication::setApplicationName(QStringLiteral("levin"));
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);
    QStringList arguments = QGuiApplication::arguments();
    const QString command = arguments.takeAt(1);
    const Surroundings surroundings{interruption.get_token(), availableMemory};
    return command == QLatin1String("read") ? readCommand(arguments, surroundings)
                                            : askCommand(arguments, surroundings);
}

} // namespace documents
