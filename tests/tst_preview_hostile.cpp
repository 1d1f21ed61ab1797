// Pages that attack: none reaches the network, a file, another app or the program, and none keeps
// the window from answering or from being rid of it.

#include "app/preview_host.h"
#include "tests/support/event_gaps.h"
#include "tests/support/loopback_listener.h"
#include "tests/support/virtual_display.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using app::PreviewHost;
using app::PreviewPage;
using State = PreviewHost::State;

namespace {

constexpr int kPatienceMs = 20'000;   // for what has no bound of its own, on a busy machine
constexpr qint64 kMostGapMs = 100;    // of the window's event loop
constexpr qint64 kDetectionMs = 3000; // until a page is known not to respond
constexpr qint64 kStopMs = 1000;
constexpr qint64 kMemoryBytes = qint64(350) << 20;

// A process that was killed may be dead (a zombie) for a while before it is buried, as the system
// takes back its memory; what counts is that none runs any more.
bool runsAnyOf(qint64 group)
{
    for (const QString& name : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        QFile file(QStringLiteral("/proc/%1/stat").arg(name));
        if (name.toInt() <= 0 || !file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray stat = file.readAll();
        const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
        if (fields.size() > 2 && fields.at(2).toLongLong() == group && fields.at(0) != "Z"
            && fields.at(0) != "X")
            return true;
    }
    return false;
}

bool hasEnded(State state) { return state == State::Stopped || state == State::Crashed; }

} // namespace

class tst_PreviewHostile : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    tests::LoopbackListener m_listener;
    tests::EventGaps m_gaps;
    tests::VirtualDisplay m_display;
    bool m_hasDisplay = false;
    std::unique_ptr<PreviewHost> m_host;
    qint64 m_group = 0;

    PreviewPage pageNamed(const QString& name)
    {
        QFile file(QStringLiteral(LEVIN_HOSTILE_PAGES "/%1.html").arg(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no page %s", qPrintable(file.fileName()));
        const QByteArray address = "127.0.0.1:" + QByteArray::number(m_listener.port());
        QByteArray html = file.readAll();
        html.replace("%HTTP%", "http://" + address);
        html.replace("%WS%", "ws://" + address);
        html.replace("%UDP%", address);
        html.replace("%TCP%", address);
        const QByteArray worker = "fetch('http://" + address
                                  + "/worker', {mode: 'no-cors'}).then(() => postMessage('fetch'));"
                                    "new WebSocket('ws://"
                                  + address + "/worker').onopen = () => postMessage('socket');";
        return {QStringLiteral("app"),
                {{QStringLiteral("index.html"), html}, {QStringLiteral("worker.js"), worker}},
                QStringLiteral("index.html"),
                false};
    }

    QString valueOf(const QString& expression)
    {
        QSignalSpy evaluated(m_host.get(), &PreviewHost::evaluated);
        m_host->evaluate(expression);
        if (!evaluated.wait(kPatienceMs))
            return QStringLiteral("no answer");
        return evaluated.first().at(1).toString();
    }

    // The page does its worst until it says that it is done.
    void runToItsEnd(const QString& name)
    {
        QSignalSpy titled(m_host.get(), &PreviewHost::titleChanged);
        m_host->load(pageNamed(name));
        QTRY_VERIFY_WITH_TIMEOUT(m_host->state() == State::WaitingForConsent
                                     || m_host->state() == State::Running,
                                 kPatienceMs);
        m_host->runAnyway();
        QTRY_VERIFY_WITH_TIMEOUT(
            !titled.isEmpty() && titled.last().first() == QLatin1String("done"), kPatienceMs);
    }

    void stopInTime()
    {
        m_group = m_host->findChild<QProcess*>()->processId();
        QVERIFY(runsAnyOf(m_group));
        QElapsedTimer clock;
        clock.start();
        m_host->stop();
        QTRY_VERIFY_WITH_TIMEOUT(!runsAnyOf(m_group), kPatienceMs);
        QVERIFY2(clock.elapsed() <= kStopMs + m_gaps.longestOfMachineMs(),
                 qPrintable(QStringLiteral("stopped after %1 ms").arg(clock.elapsed())));
    }

private slots:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        QVERIFY(m_listener.isListening());
        m_hasDisplay = m_display.start();
    }

    void init()
    {
        m_listener.forget();
        m_host = std::make_unique<PreviewHost>(m_folder.path());
        PreviewHost::Limits limits;
        limits.memoryBytes = kMemoryBytes;
        m_host->setLimits(limits);
        m_gaps.start();
    }

    void cleanup()
    {
        const qint64 gap = m_gaps.longestMs();
        const qint64 machine = m_gaps.longestOfMachineMs();
        m_host.reset();
        QVERIFY2(m_listener.contacts() == 0, qPrintable(m_listener.firstContact()));
        QVERIFY2(gap <= kMostGapMs + machine,
                 qPrintable(QStringLiteral("the event loop stood still for %1 ms, %2 of them "
                                           "because of other programs")
                                .arg(gap)
                                .arg(machine)));
    }

    // The listener must be able to fail the tests below.
    void theListenerCounts()
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_listener.port());
        QTRY_COMPARE(m_listener.contacts(), 1);
        QUdpSocket datagrams;
        datagrams.writeDatagram("x", QHostAddress::LocalHost, m_listener.port());
        QTRY_COMPARE(m_listener.contacts(), 2);
        m_listener.forget();
    }

    void achievesNothing_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("sharesNetwork");
        for (const char* name :
             {"network_fetch", "network_websocket", "network_webrtc", "network_resources",
              "network_worker", "network_form", "network_redirect"})
        {
            QTest::newRow(name) << QString::fromLatin1(name) << false;
            QTest::addRow("%s without namespace", name) << QString::fromLatin1(name) << true;
        }
        for (const char* name : {"service_worker", "cross_file", "cross_origin", "bridge", "popups",
                                 "downloads", "permissions", "storage_local"})
            QTest::newRow(name) << QString::fromLatin1(name) << false;
    }

    void achievesNothing()
    {
        QFETCH(const QString, name);
        QFETCH(const bool, sharesNetwork);
        m_host->setSharesNetwork(sharesNetwork);
        QSignalSpy offered(m_host.get(), &PreviewHost::fileOffered);
        QSignalSpy links(m_host.get(), &PreviewHost::linkClicked);
        runToItsEnd(name);
        QVERIFY(!QTest::currentTestFailed());
        QCOMPARE(valueOf(QStringLiteral("outcome")), QStringLiteral("[]"));
        QCOMPARE(valueOf(QStringLiteral("location.origin")), QStringLiteral("\"play://app\""));
        QCOMPARE(m_host->state(), State::Running);
        QCOMPARE(offered.size(), 0); // nobody clicked
        QCOMPARE(links.size(), 0);
    }

    void isFoundNotToRespondAndStopped_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name :
             {"loop_script", "loop_late", "loop_microtask", "loop_worker", "storm_alert"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void isFoundNotToRespondAndStopped()
    {
        QFETCH(const QString, name);
        QElapsedTimer clock;
        connect(m_host.get(), &PreviewHost::stateChanged, this, [&clock](State state) {
            if (state == State::Loading)
                clock.start();
        });
        QSignalSpy found(m_host.get(), &PreviewHost::notResponding);
        const PreviewPage page = pageNamed(name);
        m_host->load(page);
        QTRY_COMPARE_WITH_TIMEOUT(found.size(), 1, kPatienceMs);
        const qint64 taken = clock.elapsed();
        QVERIFY2(taken <= kDetectionMs + m_gaps.longestOfMachineMs(),
                 qPrintable(QStringLiteral("found after %1 ms").arg(taken)));
        QVERIFY(!m_host->reason().isEmpty());
        stopInTime();
        m_host->load(page, PreviewHost::Start::ByItself);
        QCOMPARE(m_host->state(), State::Stopped);
    }

    void endsByItsOwnGreed_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"memory_arrays", "memory_heap", "memory_canvas", "memory_database",
                                 "memory_promises"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void endsByItsOwnGreed()
    {
        QFETCH(const QString, name);
        qint64 most = 0;
        connect(m_host.get(), &PreviewHost::memoryUsed, this,
                [&most](qint64 bytes) { most = std::max(most, bytes); });
        m_host->load(pageNamed(name));
        QTRY_VERIFY_WITH_TIMEOUT(hasEnded(m_host->state()), kPatienceMs);
        QVERIFY(!m_host->reason().isEmpty());
        QVERIFY2(most < 3 * kMemoryBytes, qPrintable(QString::number(most >> 20)));
    }

    void isStoppedWhenItKeepsTooMuch()
    {
        PreviewHost::Limits limits;
        limits.keptBytes = qint64(20) << 20;
        m_host->setLimits(limits);
        PreviewPage page = pageNamed(QStringLiteral("memory_database"));
        page.keepData = true;
        m_host->load(page);
        QTRY_COMPARE_WITH_TIMEOUT(m_host->state(), State::Stopped, kPatienceMs);
        QVERIFY2(m_host->reason().contains(QStringLiteral("20 MB of data")),
                 qPrintable(m_host->reason()));
        QVERIFY(QDir(m_folder.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size() > 0);
        m_host->resetData();
        QTRY_VERIFY_WITH_TIMEOUT(
            QDir(m_folder.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).isEmpty(),
            kPatienceMs);
    }

    // What neither ends nor loops can be stopped all the same, and harms nobody meanwhile.
    void canBeStoppedInTheMiddle_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("mostConsole");
        for (const char* name :
             {"memory_elements", "memory_frames", "storm_console", "storm_errors", "storm_title",
              "storm_reload", "storm_history", "storm_requests"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void canBeStoppedInTheMiddle()
    {
        QFETCH(const QString, name);
        QSignalSpy said(m_host.get(), &PreviewHost::consoleMessage);
        QSignalSpy titled(m_host.get(), &PreviewHost::titleChanged);
        QSignalSpy failed(m_host.get(), &PreviewHost::errorReported);
        QSignalSpy blocked(m_host.get(), &PreviewHost::requestBlocked);
        QSignalSpy used(m_host.get(), &PreviewHost::memoryUsed); // four times a second
        m_host->load(pageNamed(name));
        QTRY_VERIFY_WITH_TIMEOUT(used.size() >= 8 || hasEnded(m_host->state()), kPatienceMs);
        QVERIFY2(said.size() < 2500, qPrintable(QString::number(said.size())));
        QVERIFY2(titled.size() < 12, qPrintable(QString::number(titled.size())));
        QVERIFY2(failed.size() < 150, qPrintable(QString::number(failed.size())));
        QVERIFY2(blocked.size() < 300, qPrintable(QString::number(blocked.size())));
        if (!hasEnded(m_host->state()))
            stopInTime();
    }

    void keepsAPageFromLoadingItselfForEver()
    {
        QSignalSpy failed(m_host.get(), &PreviewHost::errorReported);
        QSignalSpy said(m_host.get(), &PreviewHost::consoleMessage);
        m_host->load(pageNamed(QStringLiteral("storm_reload")));
        QTRY_VERIFY_WITH_TIMEOUT(!failed.isEmpty(), kPatienceMs);
        const auto count = said.size();
        QSignalSpy used(m_host.get(), &PreviewHost::memoryUsed);
        QTRY_VERIFY_WITH_TIMEOUT(used.size() >= 4, kPatienceMs);
        QVERIFY(said.size() <= count + 2);
    }

    // Where somebody sees the page, its questions wait for an answer, and that is no hanging.
    void mayAskForEverAndCanBeStopped()
    {
        if (!m_hasDisplay)
            QSKIP("there is no Xvfb here, and nobody is asked without a display");
        qputenv("DISPLAY", m_display.name());
        m_host->setPlatform(QStringLiteral("xcb"), false);
        QSignalSpy hung(m_host.get(), &PreviewHost::notResponding);
        QSignalSpy used(m_host.get(), &PreviewHost::memoryUsed); // four times a second
        m_host->load(pageNamed(QStringLiteral("storm_alert")));
        QTRY_VERIFY_WITH_TIMEOUT(m_host->state() == State::Loading, kPatienceMs);
        used.clear();
        QTRY_VERIFY_WITH_TIMEOUT(used.size() >= 16, kPatienceMs);
        QCOMPARE(hung.size(), 0);
        stopInTime();
    }

    void isStoppedWhenAShaderHangsThePreview()
    {
        if (!m_hasDisplay)
            QSKIP("there is no Xvfb here, and no WebGL without a display");
        qputenv("DISPLAY", m_display.name());
        m_host->setPlatform(QStringLiteral("xcb"), false);
        QSignalSpy found(m_host.get(), &PreviewHost::notResponding);
        m_host->load(pageNamed(QStringLiteral("loop_shader")));
        QTRY_COMPARE_WITH_TIMEOUT(found.size(), 1, kPatienceMs);
        stopInTime();
    }
};

QTEST_MAIN(tst_PreviewHostile)
#include "tst_preview_hostile.moc"
