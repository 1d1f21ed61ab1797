// What is made of an app's files: the page that runs and the page that is exported.

#include "app/app_source.h"

#include <QTest>

using app::AppSource;

namespace {

AppSource project()
{
    return {{{QStringLiteral("index.html"),
              QStringLiteral("<html><head><title> My &amp; app </title>\n"
                             "<link rel=\"stylesheet\" href=\"style.css\">\n"
                             "<script src=\"https://cdn.example/lib.js\"></script>\n"
                             "<script defer src='./app.js'></script>\n"
                             "<script type=module src=m.js></script></head>\n"
                             "<body><img src=\"dot.svg\"></body></html>\n")},
             {QStringLiteral("style.css"), QStringLiteral("b { color: teal }\n")},
             {QStringLiteral("app.js"), QStringLiteral("const s = '</script>';\n")},
             {QStringLiteral("m.js"), QStringLiteral("let x;\n")},
             {QStringLiteral("dot.svg"), QStringLiteral("<svg/>")}},
            QStringLiteral("index.html")};
}

} // namespace

class tst_AppSource : public QObject
{
    Q_OBJECT

private slots:
    void putsEverythingIntoOnePage()
    {
        const QString page = app::singlePage(project()).text;
        QVERIFY(page.contains(QStringLiteral("<style>\nb { color: teal }\n</style>")));
        QVERIFY(page.contains(QStringLiteral("<script type=module>\nlet x;\n</script>")));
        QVERIFY(page.contains(QStringLiteral("src=\"https://cdn.example/lib.js\"")));
        QVERIFY(page.contains(QStringLiteral("data:image/svg+xml;base64,PHN2Zy8+")));
        QVERIFY(!page.contains(QStringLiteral("app.js")));
        QVERIFY(!page.contains(QStringLiteral("style.css")));
    }

    void keepsStringsOfAScriptFromEndingIt()
    {
        QVERIFY(
            app::singlePage(project()).text.contains(QStringLiteral("const s = '<\\/script>';")));
    }

    void runsADeferredScriptAfterThePageWasRead()
    {
        const QString page = app::singlePage(project()).text;
        QVERIFY(page.indexOf(QStringLiteral("const s")) > page.indexOf(QStringLiteral("<img")));
        QVERIFY(page.indexOf(QStringLiteral("const s")) < page.indexOf(QStringLiteral("</body>")));
    }

    void putsInWhatIsNamedInOtherWays()
    {
        const AppSource source{
            {{QStringLiteral("index.html"),
              QStringLiteral("<meta charset=utf-8><link rel=\"stylesheet\" href=\"/a.css\" "
                             "media=\"print\"><link rel=icon href=dot.svg>"
                             "<link rel=manifest href=app.json>"
                             "<script id=main data-x='1' src=\"app.js?v=2\"></script>")},
             {QStringLiteral("a.css"), QStringLiteral("b { }\n")},
             {QStringLiteral("dot.svg"), QStringLiteral("<svg/>")},
             {QStringLiteral("app.json"), QStringLiteral("{}")},
             {QStringLiteral("app.js"), QStringLiteral("import './part.js';\n")},
             {QStringLiteral("part.js"), QStringLiteral("let x;\n")}},
            QStringLiteral("index.html")};
        const app::SinglePage page = app::singlePage(source);
        QCOMPARE(page.text,
                 QStringLiteral("<meta charset=utf-8><style media=\"print\">\nb { }\n</style>"
                                "<link rel=icon href=data:image/svg+xml;base64,PHN2Zy8+>"
                                "<link rel=manifest href=app.json>"
                                "<script id=main data-x='1'>\nimport './part.js';\n</script>"));
        QCOMPARE(page.left, (QStringList{QStringLiteral("app.json"), QStringLiteral("part.js")}));
    }

    void saysWhatThePageIsWrittenIn_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<QString>("exported");
        const QString meta = QStringLiteral("<meta charset=\"utf-8\">");
        for (const char* begin : {"", "<!DOCTYPE html>\n", "<!DOCTYPE html>\n<html lang=\"en\">",
                                  "<html>\n<head>", "<head id=a>"})
        {
            const QString before = QLatin1String(begin);
            QTest::newRow(begin) << before + QStringLiteral("<p>a</p>")
                                 << before + meta + QStringLiteral("<p>a</p>");
        }
        const QString said = QStringLiteral("<head><META CharSet='UTF-8'></head>");
        QTest::newRow("said") << said << said;
    }
    void saysWhatThePageIsWrittenIn()
    {
        QFETCH(QString, page);
        QFETCH(QString, exported);
        const AppSource source{{{QStringLiteral("index.html"), page}},
                               QStringLiteral("index.html")};
        QCOMPARE(app::singlePage(source).text, exported);
    }

    void leavesASinglePageAsItIs()
    {
        const AppSource one{{{QStringLiteral("index.html"),
                              QStringLiteral("<html><meta charset=\"utf-8\">a</html>")}},
                            QStringLiteral("index.html")};
        QCOMPARE(app::singlePage(one).text, one.files.value(0).text);
        QVERIFY(app::singlePage(one).left.isEmpty());
        QCOMPARE(app::runnable(one), one);
    }

    void wrapsAPictureInAPage()
    {
        const AppSource picture{{{QStringLiteral("image.svg"), QStringLiteral("<svg>%1</svg>\n")}},
                                QStringLiteral("image.svg")};
        const AppSource page = app::runnable(picture);
        QCOMPARE(page.entry, QStringLiteral("index.html"));
        QCOMPARE(page.files.size(), 2);
        QVERIFY(page.find(page.entry)->text.contains(QStringLiteral("<svg>%1</svg>")));
        QVERIFY(app::singlePage(picture).text.contains(QStringLiteral("<svg>%1</svg>")));
    }

    void listsWhatAPageAsksForOfItsOwn()
    {
        QCOMPARE(app::localReferences(project().files.value(0).text),
                 (QStringList{QStringLiteral("style.css"), QStringLiteral("app.js"),
                              QStringLiteral("m.js"), QStringLiteral("dot.svg")}));
    }

    void isCalledWhatThePageCallsItself()
    {
        QCOMPARE(app::titleOf(project()), QStringLiteral("My & app"));
        QCOMPARE(app::titleOf({{{QStringLiteral("a.svg"), {}}}, QStringLiteral("a.svg")}),
                 QStringLiteral("a.svg"));
    }
};

QTEST_APPLESS_MAIN(tst_AppSource)
#include "tst_app_source.moc"
