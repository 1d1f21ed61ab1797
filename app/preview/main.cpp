// levin-preview --socket PATH --app HOST [--keep FOLDER] [--embedded] [--share-network]
// [--language NAME]: one generated app in a process of its own. Started by the window, which talks to
// it by the socket.

#include "app/preview/app_scheme.h"
#include "app/preview/chromium.h"
#include "app/preview/connection.h"
#include "app/preview/file_fence.h"
#include "app/preview/isolation.h"
#include "app/preview/preview_window.h"
#include "app/translations.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QLoggingCategory>

#include <algorithm>
#include <cstring>

#include <unistd.h>

namespace {

// The fence has to stand before Qt starts its threads, and with it the parser of the arguments.
QString keptFolder(int argc, char** argv)
{
    for (int i = 1; i + 1 < argc; ++i)
        if (std::strcmp(argv[i], "--keep") == 0) {
            const QString folder = QFile::decodeName(argv[i + 1]);
            return QDir().mkpath(folder) ? folder : QString();
        }
    return {};
}

} // namespace

int main(int argc, char** argv)
{
    preview::becomeKillable();
    // Before Qt starts a thread: a process with threads cannot enter a user namespace.
    const bool sharesNetwork = std::any_of(argv, argv + argc, [](const char* word) {
        return std::strcmp(word, "--share-network") == 0;
    });
    const bool hasOwnNetwork = !sharesNetwork && preview::leaveNetwork();
    const bool hasFileFence = preview::fenceFiles(preview::filesOfPreview(keptFolder(argc, argv)));
    preview::setChromiumSwitches();
    QLoggingCategory::setFilterRules(QStringLiteral("qt.webenginecontext*=false"));
    preview::AppScheme::registerScheme();
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);

    QApplication qt(argc, argv);
    QApplication::setApplicationName(QStringLiteral("levin-preview"));
    QApplication::setQuitOnLastWindowClosed(false);
    QCommandLineParser parser;
    const QCommandLineOption socket(QStringLiteral("socket"), {}, QStringLiteral("PATH"));
    const QCommandLineOption appHost(QStringLiteral("app"), {}, QStringLiteral("HOST"));
    const QCommandLineOption keep(QStringLiteral("keep"), {}, QStringLiteral("FOLDER"));
    const QCommandLineOption embedded(QStringLiteral("embedded"));
    const QCommandLineOption share(QStringLiteral("share-network"));
    const QCommandLineOption language(QStringLiteral("language"), {}, QStringLiteral("NAME"),
                                      QStringLiteral("en"));
    parser.addOptions({socket, appHost, keep, embedded, share, language});
    parser.process(qt);
    app::setLanguage(qt, parser.value(language));
    if (!parser.isSet(socket) || !parser.isSet(appHost))
        parser.showHelp(2);

    preview::Connection connection(&qt);
    using Place = preview::PreviewWindow::Place;
    preview::PreviewWindow window(parser.value(appHost), parser.value(keep),
                                  parser.isSet(embedded) ? Place::Embedded : Place::OwnWindow,
                                  connection);
    app::PreviewSandbox sandbox;
    sandbox.hasOwnNetwork = hasOwnNetwork;
    sandbox.hasFileFence = hasFileFence;
    sandbox.hasProcessSandbox = ::geteuid() != 0;
    QObject::connect(&connection, &preview::Connection::opened, &window,
                     [&window, &sandbox] { window.announce(sandbox); });
    QObject::connect(&connection, &preview::Connection::received, &window,
                     &preview::PreviewWindow::obey);
    QObject::connect(&connection, &preview::Connection::closed, &qt, &QApplication::quit);
    connection.open(parser.value(socket));
    return QApplication::exec();
}
