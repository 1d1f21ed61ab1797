// The preview process as its host sees it: what a page says, shows and stores.

#include "app/preview_host.h"

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

private slots:
    void initTestCase()
    {
        qRegisterMetaType<app::ConsoleMessage>();
        qRegisterMetaType<app::PageError>();
        QVERIFY(m_folder.isValid());
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

    void tellsABlankPageFromOneThatShowsSomething()
    {
        QSignalSpy blank(m_host.get(), &PreviewHost::blankPageReported);
        run(pageOf("<!DOCTYPE html><body><div></div>"));
        QTRY_COMPARE_WITH_TIMEOUT(blank.size(), 1, kPatienceMs);
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
