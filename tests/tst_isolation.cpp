// What the preview process gives up for good, tried in children of this process.

#include "app/preview/chromium.h"
#include "app/preview/file_fence.h"
#include "app/preview/isolation.h"

#include <QDir>
#include <QFile>
#include <QHostAddress>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

constexpr int kNotSupported = 77;

// The exit code of `work`, run in a child.
template <typename Work>
int inChild(const Work& work)
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(work());
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) != child || !WIFEXITED(status))
        return -1;
    return WEXITSTATUS(status);
}

bool canOpen(const char* path, int how)
{
    const int file = ::open(path, how);
    if (file >= 0)
        ::close(file);
    return file >= 0;
}

bool canConnect(quint16 port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool connected =
        ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
    ::close(socket);
    return connected;
}

} // namespace

class tst_Isolation : public QObject
{
    Q_OBJECT

private slots:
    void filesOutsideTheFenceAreOutOfReach()
    {
        QTemporaryDir folder;
        const QByteArray kept = QFile::encodeName(folder.filePath(QStringLiteral("kept")));
        const QByteArray secret = QFile::encodeName(folder.filePath(QStringLiteral("secret")));
        QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("kept")));
        QFile file(QFile::decodeName(secret));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("x") == 1);
        file.close();
        QVERIFY(canOpen(secret, O_RDONLY));
        const int code = inChild([&] {
            if (!preview::fenceFiles({{QStringLiteral("/usr")}, {QFile::decodeName(kept)}}))
                return kNotSupported;
            if (canOpen(secret, O_RDONLY) || canOpen("/etc/passwd", O_RDONLY))
                return 1;
            if (!canOpen("/usr/bin/env", O_RDONLY) || canOpen("/usr/bin/env", O_WRONLY))
                return 2;
            if (::open((kept + "/file").constData(), O_CREAT | O_RDWR, 0600) < 0)
                return 3;
            return canOpen(("/proc/self/root" + secret).constData(), O_RDONLY) ? 4 : 0;
        });
        if (code == kNotSupported)
            QSKIP("this kernel has no Landlock");
        QCOMPARE(code, 0);
    }

    void theFenceOfThePreviewLeavesTheHomeOut()
    {
        const preview::ReachableFiles files = preview::filesOfPreview({});
        for (const QString& path : files.readable + files.writable) {
            QVERIFY2(path != QDir::homePath() && path != QLatin1String("/")
                         && path != QLatin1String("/home"),
                     qPrintable(path));
        }
    }

    void loopbackIsOutOfReachWithoutTheNetwork()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QVERIFY(canConnect(server.serverPort()));
        const int code = inChild([&] {
            if (!preview::leaveNetwork())
                return kNotSupported;
            return canConnect(server.serverPort()) ? 1 : 0;
        });
        if (code == kNotSupported)
            QSKIP("this system refuses network namespaces");
        QCOMPARE(code, 0);
    }

    // Where the system refuses network namespaces, WebRTC would ask a name server.
    void chromiumLooksUpNoNames()
    {
        preview::setChromiumSwitches();
        QVERIFY(qgetenv("QTWEBENGINE_CHROMIUM_FLAGS")
                    .contains("--host-resolver-rules=\"MAP * ~NOTFOUND\""));
    }

    void aDisplayAtTheEndOfAWireKeepsTheNetwork()
    {
        QCOMPARE(inChild([] {
                     qputenv("QT_QPA_PLATFORM", "xcb");
                     qputenv("DISPLAY", "localhost:10.0");
                     return preview::leaveNetwork() ? 1 : 0;
                 }),
                 0);
    }
};

QTEST_GUILESS_MAIN(tst_Isolation)
#include "tst_isolation.moc"
