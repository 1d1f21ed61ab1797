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
        const QString page = app::singlePage(project());
        QVERIFY(page.contains(QStringLiteral("<style>\nb { color: teal }\n</style>")));
        QVERIFY(page.contains(QStringLiteral("<script type=\"module\">\nlet x;\n</script>")));
        QVERIFY(page.contains(QStringLiteral("src=\"https://cdn.example/lib.js\"")));
        QVERIFY(page.contains(QStringLiteral("data:image/svg+xml;base64,PHN2Zy8+")));
        QVERIFY(!page.contains(QStringLiteral("app.js")));
        QVERIFY(!page.contains(QStringLiteral("style.css")));
    }

    void keepsStringsOfAScriptFromEndingIt()
    {
        QVERIFY(app::singlePage(project()).contains(QStringLiteral("const s = '<\\/script>';")));
    }

    void runsADeferredScriptAfterThePageWasRead()
    {
        const QString page = app::singlePage(project());
        QVERIFY(page.indexOf(QStringLiteral("const s")) > page.indexOf(QStringLiteral("<img")));
        QVERIFY(page.indexOf(QStringLiteral("const s")) < page.indexOf(QStringLiteral("</body>")));
    }

    void leavesASinglePageAsItIs()
    {
        const AppSource one{{{QStringLiteral("index.html"), QStringLiteral("<html>a</html>")}},
                            QStringLiteral("index.html")};
        QCOMPARE(app::singlePage(one), QStringLiteral("<html>a</html>"));
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
        QVERIFY(app::singlePage(picture).contains(QStringLiteral("<svg>%1</svg>")));
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
