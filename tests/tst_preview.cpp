// The preview process as its host sees it: what a page says, shows and stores.

#include "app/preview_host.h"

#include <QDir>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using app::ConsoleMessage;
using app::PageError;
using app::PreviewHost;
using app::PreviewPage;

namespace {

constexpr int kPatienceMs = 20'000; // a busy machine; a page loads in half a second on an idle one

PreviewPage pageOf(const QByteArray& html, const QString& id = QStringLiteral("app"))
{
    return {id, {{QStringLiteral("index.html"), html}}, QStringLiteral("index.html"), false};
}

} // namespace

class tst_Preview : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<PreviewHost> m_host;

    void run(const PreviewPage& page)
    {
        QSignalSpy loaded(m_host.get(), &PreviewHost::loaded);
        m_host->load(page);
        QTRY_COMPARE_WITH_TIMEOUT(loaded.size(), 1, kPatienceMs);
    }

    QString valueOf(const QString& expression)
    {
        QSignalSpy evaluated(m_host.get(), &PreviewHost::evaluated);
        m_host->evaluate(expression);
        if (!evaluated.wait(kPatienceMs))
            return QStringLiteral("no answer");
        return evaluated.first().at(1).toString();
    }

    void writePackage()
    {
        const QString folder = m_folder.filePath(QStringLiteral("pack"));
        const std::pair<const char*, const char*> files[] = {
            {"pack.json", R"({"packages": [{"name": "d3", "folder": "d3", "version": "7.9.0",
                "main": "dist/d3.js", "modules": {".": "esm/d3.mjs"},
                "files": ["dist/d3.js", "dist/other.js", "esm/d3.mjs", "esm/part.mjs",
                          "data.json"]}]})"},
            {"d3/dist/d3.js", "window.d3 = 'seven';"},
            {"d3/dist/other.js", "window.other = 'other';"},
            {"d3/esm/d3.mjs", "export {part} from './part.mjs';"},
            {"d3/esm/part.mjs", "export const part = 'of seven';"},
            {"d3/data.json", R"({"n": 1})"},
        };
        for (const auto& [name, content] : files) {
            QFile file(folder + u'/' + QLatin1String(name));
            QVERIFY(QFileInfo(file.fileName()).dir().mkpath(QStringLiteral(".")));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) > 0);
        }
        qputenv("LEVIN_LIBRARY_PACK", m_folder.filePath(QStringLiteral("pack")).toUtf8());
    }

private slots:
    void initTestCase()
    {
        qRegisterMetaType<app::ConsoleMessage>();
        qRegisterMetaType<app::PageError>();
        QVERIFY(m_folder.isValid());
        writePackage();
    }

    void init() { m_host = std::make_unique<PreviewHost>(m_folder.path()); }
    void cleanup() { m_host.reset(); }

    void runsAPageAndEvaluatesInIt()
    {
        run(pageOf("<!DOCTYPE html><p id=a>one</p>"));
        QCOMPARE(m_host->state(), PreviewHost::State::Running);
        QCOMPARE(valueOf(QStringLiteral("document.getElementById('a').textContent")),
                 QStringLiteral("\"one\""));
        QCOMPARE(valueOf(QStringLiteral("document.compatMode")), QStringLiteral("\"CSS1Compat\""));
        QCOMPARE(valueOf(QStringLiteral("location.href")),
                 QStringLiteral("\"play://app/index.html\""));
    }

    void readsFilesAsUtf8WithoutBeingTold()
    {
        PreviewPage page = pageOf("<!DOCTYPE html><link rel=stylesheet href=a.css>"
                                  "<script src=a.js></script><p id=a>\xc3\xbc</p>");
        page.files.append({QStringLiteral("a.js"), "window.b = '\xc3\xbc';"});
        page.files.append({QStringLiteral("a.css"), "p::after { content: '\xc3\xbc'; }"});
        run(page);
        QCOMPARE(valueOf(QStringLiteral("document.getElementById('a').textContent + window.b + "
                                        "getComputedStyle(document.getElementById('a'), "
                                        "'::after').content")),
                 QString::fromUtf8("\"\xc3\xbc\xc3\xbc\\\"\xc3\xbc\\\"\""));
    }

    void reportsConsoleWithFileAndLine()
    {
        QSignalSpy said(m_host.get(), &PreviewHost::consoleMessage);
        run(pageOf("<!DOCTYPE html>\n<body>text<script>\nconsole.warn('careful');\n</script>"));
        QTRY_COMPARE_WITH_TIMEOUT(said.size(), 1, kPatienceMs);
        const auto message = said.first().at(0).value<ConsoleMessage>();
        QCOMPARE(message, (ConsoleMessage{ConsoleMessage::Level::Warning, QStringLiteral("careful"),
                                          QStringLiteral("index.html"), 3}));
    }

    void reportsUncaughtErrorsWithLineAndStack()
    {
        QSignalSpy errors(m_host.get(), &PreviewHost::errorReported);
        run(pageOf("<!DOCTYPE html>\n<body>text<script>\nfunction f() {\n  missing();\n}\nf();\n"
                   "</script>"));
        QTRY_COMPARE_WITH_TIMEOUT(errors.size(), 1, kPatienceMs);
        const auto error = errors.first().at(0).value<PageError>();
        QVERIFY2(error.message.contains(QLatin1String("missing is not defined")),
                 qPrintable(error.message));
        QCOMPARE(error.source, QStringLiteral("index.html"));
        QCOMPARE(error.line, 4);
        QCOMPARE(error.column, 3);
        QVERIFY2(error.stack.contains(QLatin1String("at f (")), qPrintable(error.stack));
    }

    void reportsRejectedPromises()
    {
        QSignalSpy errors(m_host.get(), &PreviewHost::errorReported);
        run(pageOf("<!DOCTYPE html>text<script>Promise.reject(new Error('broken'))</script>"));
        QTRY_COMPARE_WITH_TIMEOUT(errors.size(), 1, kPatienceMs);
        const auto error = errors.first().at(0).value<PageError>();
        QVERIFY2(error.message.contains(QLatin1String("broken")), qPrintable(error.message));
        QCOMPARE(error.line, 1);
    }

    void saysOnceWhatIsNotLoadedFromTheNetwork()
    {
        QSignalSpy said(m_host.get(), &PreviewHost::consoleMessage);
        QSignalSpy failed(m_host.get(), &PreviewHost::errorReported);
        QSignalSpy blocked(m_host.get(), &PreviewHost::requestBlocked);
        run(pageOf("<!DOCTYPE html><p>text"
                   "<link rel=stylesheet href='https://fonts.googleapis.com/css2?family=Inter'>"
                   "<style>@font-face { font-family: x; src: url(https://fonts.example/x.woff2) }"
                   "p { font-family: x; background: url(https://pictures.example/x.png) }</style>"
                   "<link rel=stylesheet href='https://unpkg.com/unheard-of@1/x.css'>"
                   "<script>fetch('https://data.example/x').catch(() => 0);"
                   "setTimeout(() => console.log('last'), 1000)</script>"));
        QTRY_VERIFY_WITH_TIMEOUT(!said.isEmpty()
                                     && said.last().at(0).value<ConsoleMessage>().text
                                            == QLatin1String("last"),
                                 kPatienceMs);
        QStringList kinds;
        for (const QList<QVariant>& one : blocked)
            kinds += one.at(1).toString();
        kinds.sort();
        QCOMPARE(kinds.join(u' '), QStringLiteral("fetch font image style sheet style sheet"));
        QCOMPARE(said.size(), 1);
        QCOMPARE(failed.size(), 0);
    }

    void saysWhichScriptCouldNotBeLoaded_data()
    {
        QTest::addColumn<QByteArray>("tag");
        QTest::addColumn<QString>("message");
        QTest::newRow("elsewhere")
            << QByteArray("<script src=https://cdn.example/x.js></script>")
            << QStringLiteral("Could not load the script https://cdn.example/x.js: "
                              "apps have no network");
        QTest::newRow("own") << QByteArray("<script src=no.js></script>")
                             << QStringLiteral("Could not load no.js");
        QTest::newRow("own style") << QByteArray("<link rel=stylesheet href=no.css>")
                                   << QStringLiteral("Could not load no.css");
        QTest::newRow("import")
            << QByteArray("<script type=module>import 'https://cdn.example/x.js'</script>")
            << QStringLiteral("Could not load a module that this script imports");
    }
    void saysWhichScriptCouldNotBeLoaded()
    {
        QFETCH(QByteArray, tag);
        QFETCH(QString, message);
        QSignalSpy failed(m_host.get(), &PreviewHost::errorReported);
        run(pageOf("<!DOCTYPE html><p>text" + tag));
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, kPatienceMs);
        QCOMPARE(failed.first().at(0).value<PageError>().message, message);
    }

    void tellsABlankPageFromOneThatShowsSomething()
    {
        QSignalSpy blank(m_host.get(), &PreviewHost::blankPageReported);
        run(pageOf("<!DOCTYPE html><body><div></div>"));
        QTRY_COMPARE_WITH_TIMEOUT(blank.size(), 1, kPatienceMs);
    }

    void saysNothingOfAPageThatShowsOnlyACanvas()
    {
        QSignalSpy blank(m_host.get(), &PreviewHost::blankPageReported);
        QSignalSpy said(m_host.get(), &PreviewHost::consoleMessage);
        run(pageOf("<!DOCTYPE html><body><canvas></canvas>"
                   "<script>setTimeout(() => console.log('late'), 2500)</script>"));
        QTRY_COMPARE_WITH_TIMEOUT(said.size(), 1, kPatienceMs); // after it was looked at
        QCOMPARE(blank.size(), 0);
    }

    void servesLibrariesOfThePackForTheirAddresses()
    {
        QSignalSpy noted(m_host.get(), &PreviewHost::noteReported);
        run(pageOf(
            "<!DOCTYPE html><p id=a>text</p>"
            "<script src='https://cdn.jsdelivr.net/npm/d3@7.9.0/dist/d3.js' "
            "integrity='sha384-AAAA' crossorigin='anonymous'></script>"
            "<script src='//unpkg.com/d3@5.1.0/dist/other.js'></script>"
            "<script src='https://unpkg.com/unheard-of@1'></script>"
            "<script type=importmap>{\"imports\": {\"d3\": "
            "\"https://unpkg.com/d3@7.9.0/esm/d3.mjs\"}}</script>"
            "<script type=module>import {part} from 'd3'; window.part = part;"
            "window.got = await (await fetch('https://unpkg.com/d3/data.json')).json();</script>"));
        QTRY_COMPARE_WITH_TIMEOUT(valueOf(QStringLiteral("[window.d3, window.other, "
                                                         "window.part, window.got]")),
                                  QStringLiteral("[\"seven\",\"other\",\"of seven\",{\"n\":1}]"),
                                  kPatienceMs);
        QStringList notes;
        for (const QList<QVariant>& note : noted)
            notes += note.first().toString();
        QVERIFY2(notes.contains(
                     QStringLiteral("d3 5.1.0 is not in the library pack; 7.9.0 answers instead.")),
                 qPrintable(notes.join(u'\n')));
        QVERIFY2(notes.join(u'\n').contains(QLatin1String("https://unpkg.com/unheard-of@1 is not")),
                 qPrintable(notes.join(u'\n')));
    }

    void keepsDataOnlyWhereAskedTo()
    {
        const auto countUp = [this](bool keep, const QString& id) {
            PreviewPage page = pageOf("<!DOCTYPE html>text<script>localStorage.n = "
                                      "Number(localStorage.n || 0) + 1</script>",
                                      id);
            page.keepData = keep;
            run(page);
            return valueOf(QStringLiteral("localStorage.n"));
        };
        QCOMPARE(countUp(false, QStringLiteral("one")), QStringLiteral("\"1\""));
        QCOMPARE(countUp(false, QStringLiteral("one")), QStringLiteral("\"2\"")); // same process
        m_host->stop();
        QCOMPARE(countUp(false, QStringLiteral("one")), QStringLiteral("\"1\""));
        m_host->stop();
        QCOMPARE(countUp(true, QStringLiteral("one")), QStringLiteral("\"1\""));
        m_host->stop();
        QCOMPARE(countUp(true, QStringLiteral("one")), QStringLiteral("\"2\""));
        m_host->stop();
        QCOMPARE(countUp(true, QStringLiteral("two")), QStringLiteral("\"1\"")); // another app
        m_host = std::make_unique<PreviewHost>(m_folder.path()); // the program opened again
        QCOMPARE(countUp(true, QStringLiteral("one")), QStringLiteral("\"3\""));
        QSignalSpy loaded(m_host.get(), &PreviewHost::loaded);
        m_host->resetData();
        QTRY_COMPARE_WITH_TIMEOUT(loaded.size(), 1, kPatienceMs);
        QCOMPARE(valueOf(QStringLiteral("localStorage.n")), QStringLiteral("\"1\""));
    }

    void asksForEachAppThatRunsInAWeakSandbox()
    {
        m_host->setSharesNetwork(true); // as where the system refuses network namespaces
        const auto load = [this](const char* app) {
            m_host->load(pageOf("<!DOCTYPE html>text", QLatin1String(app)));
        };
        using State = PreviewHost::State;
        load("one");
        QTRY_COMPARE_WITH_TIMEOUT(m_host->state(), State::WaitingForConsent, kPatienceMs);
        m_host->runAnyway();
        QTRY_COMPARE_WITH_TIMEOUT(m_host->state(), State::Running, kPatienceMs);
        load("two");
        QTRY_COMPARE_WITH_TIMEOUT(m_host->state(), State::WaitingForConsent, kPatienceMs);
        load("one");
        QTRY_COMPARE_WITH_TIMEOUT(m_host->state(), State::Running, kPatienceMs);
    }

    void removesWhatWasKeptWhenItIsKeptNoMore()
    {
        const auto folders = [this] {
            return QDir(m_folder.path()).entryList({QStringLiteral("gone*")}, QDir::Dirs);
        };
        PreviewPage page = pageOf("<!DOCTYPE html>text<script>localStorage.n = 1</script>",
                                  QStringLiteral("gone"));
        page.keepData = true;
        run(page);
        QCOMPARE(folders().size(), 1);
        QSignalSpy loaded(m_host.get(), &PreviewHost::loaded);
        m_host->setKeepData(false);
        QTRY_COMPARE_WITH_TIMEOUT(loaded.size(), 1, kPatienceMs);
        QVERIFY(folders().isEmpty());
    }

    void storesInIndexedDb()
    {
        run(pageOf("<!DOCTYPE html>text<script>const open = indexedDB.open('a');"
                   "open.onupgradeneeded = () => open.result.createObjectStore('s');"
                   "open.onsuccess = () => { const t = open.result.transaction('s', 'readwrite');"
                   "t.objectStore('s').put('kept', 1); t.oncomplete = () => window.ok = true; };"
                   "</script>"));
        QTRY_COMPARE_WITH_TIMEOUT(valueOf(QStringLiteral("window.ok")), QStringLiteral("true"),
                                  kPatienceMs);
    }

    void endsWithThePageThatClosesItself()
    {
        m_host->load(pageOf("<!DOCTYPE html>text<script>setTimeout(() => window.close(), 100)"
                            "</script>"));
        QTRY_COMPARE_WITH_TIMEOUT(m_host->state(), PreviewHost::State::Closed, kPatienceMs);
    }

    void saysThatTheProgramIsMissing()
    {
        qputenv("LEVIN_PREVIEW", "/nonexistent/levin-preview");
        m_host->load(pageOf("text"));
        qunsetenv("LEVIN_PREVIEW");
        QTRY_COMPARE_WITH_TIMEOUT(m_host->state(), PreviewHost::State::Crashed, kPatienceMs);
        QVERIFY2(m_host->reason().contains(QLatin1String("/nonexistent/levin-preview")),
                 qPrintable(m_host->reason()));
    }

    void takesAPictureOfThePage()
    {
        QSignalSpy taken(m_host.get(), &PreviewHost::screenshotTaken);
        run(pageOf("<!DOCTYPE html><body style='background:#008080'>text"));
        QColor corner;
        for (int i = 0; i < 20 && corner != QColor(0, 128, 128); ++i) {
            m_host->requestScreenshot();
            QVERIFY(taken.wait(kPatienceMs));
            corner = taken.last().at(0).value<QImage>().pixelColor(300, 300);
        }
        QCOMPARE(corner, QColor(0, 128, 128));
    }
};

QTEST_MAIN(tst_Preview)
#include "tst_preview.moc"
