// What counts as an app in an answer, and that it does not depend on how the text arrives.

#include "app/artifact_parser.h"

#include <QRandomGenerator>
#include <QTest>

using app::AppFile;
using app::AppSource;
using app::ArtifactParser;

namespace {

const QString kPage = QStringLiteral("<!DOCTYPE html>\n<html>\n<body>hi</body>\n</html>\n");

QString fenced(const QString& info, const QString& text,
               const QString& fence = QStringLiteral("```"))
{
    return fence + info + u'\n' + text + fence + u'\n';
}

AppSource sourceOf(const QString& answer)
{
    ArtifactParser parser;
    parser.feed(answer);
    parser.finish(true);
    return parser.source();
}

QStringList namesOf(const AppSource& source)
{
    QStringList names;
    for (const AppFile& file : source.files)
        names.append(file.name);
    return names;
}

// An answer with a bit of everything, for the property of cutting it anywhere.
QString richAnswer()
{
    return QStringLiteral("Here it is, with `<html>` in words.\r\n\n**style.css**\n")
           + fenced(QStringLiteral("css"), QStringLiteral("body { color: teal }\n"))
           + QStringLiteral("1. the page:\n")
           + fenced(QStringLiteral("html index.html"),
                    QStringLiteral("<!DOCTYPE html>\n<html><head>\n<link rel=stylesheet "
                                   "href=style.css>\n<script>\nconst t = `\n```js\n1 / 2\n```\n`; "
                                   "const r = /[`/]/;\n</script></head></html>\n"))
           + fenced(QStringLiteral("python"), QStringLiteral("print('no app')\n"))
           + QStringLiteral("   ")
           + fenced(QString(), QStringLiteral("   // file: src/x.js\n     one();\n"))
           + QStringLiteral(
               "~~~svg\n<svg></svg>\n~~~\nDone. <!DOCTYPE html><p>inline ends it</p></html> x");
}

} // namespace

class tst_ArtifactParser : public QObject
{
    Q_OBJECT

private slots:
    void findsNoAppInProseAndOtherCode_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::newRow("prose") << QStringLiteral("Four.\nReally.");
        QTest::newRow("python") << fenced(QStringLiteral("python"), QStringLiteral("print(1)\n"));
        QTest::newRow("quoted") << QStringLiteral("Begin with `<!DOCTYPE html>` and `<html>`.");
        QTest::newRow("in a sentence")
            << QStringLiteral("<html> is the element around all others.\n");
        QTest::newRow("doctype in a sentence")
            << QStringLiteral("Every page begins with <!DOCTYPE html> today.\n");
        QTest::newRow("a snippet")
            << fenced(QStringLiteral("html"), QStringLiteral("<b>bold</b>\n"));
        QTest::newRow("a style in html")
            << fenced(QStringLiteral("html"), QStringLiteral("<style>\nb { }\n</style>\n"));
        QTest::newRow("a library in html")
            << fenced(QStringLiteral("html"),
                      QStringLiteral("<script src=\"https://cdn.example/x.js\"></script>\n"));
        QTest::newRow("an element behind words")
            << QStringLiteral("Wrap it like this: <html><body>text</body></html> and so on.\n");
        QTest::newRow("style alone") << fenced(QStringLiteral("css"), QStringLiteral("b { }\n"));
    }
    void findsNoAppInProseAndOtherCode()
    {
        QFETCH(QString, answer);
        QVERIFY(sourceOf(answer).isEmpty());
    }

    void findsThePage_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::newRow("bare") << kPage;
        QTest::newRow("bare, behind prose") << QStringLiteral("Here it is:\n\n") + kPage;
        QTest::newRow("bare, before prose")
            << kPage + QStringLiteral("\nPlay with the arrow keys.");
        QTest::newRow("html") << fenced(QStringLiteral("html"), kPage);
        QTest::newRow("HTML in capitals") << fenced(QStringLiteral("HTML"), kPage);
        QTest::newRow("a longer fence")
            << fenced(QStringLiteral("html"), kPage, QStringLiteral("`````"));
        QTest::newRow("tildes") << fenced(QStringLiteral("html"), kPage, QStringLiteral("~~~"));
        QTest::newRow("no language") << fenced(QString(), kPage);
        QTest::newRow("said to be xml") << fenced(QStringLiteral("xml"), kPage);
        QTest::newRow("no line break at the end")
            << QStringLiteral("```html\n") + kPage + QStringLiteral("```");
        QTest::newRow("carriage returns")
            << fenced(QStringLiteral("html"), kPage).replace(u'\n', QStringLiteral("\r\n"));
        QTest::newRow("indented in a list")
            << QStringLiteral("1. The page\n   ```html\n   <!DOCTYPE html>\n   <html>\n"
                              "   <body>hi</body>\n   </html>\n   ```\n");
        QTest::newRow("the second page replaces the first")
            << fenced(QStringLiteral("html"), QStringLiteral("<html>old</html>\n"))
                   + QStringLiteral("Better:\n") + fenced(QStringLiteral("html"), kPage);
    }
    void findsThePage()
    {
        QFETCH(QString, answer);
        const AppSource source = sourceOf(answer);
        QCOMPARE(source.entry, QStringLiteral("index.html"));
        QCOMPARE(source.files, (QList<AppFile>{{QStringLiteral("index.html"), kPage}}));
    }

    void findsAFragmentThatShowsOrDoesSomething_data()
    {
        QTest::addColumn<QString>("page");
        QTest::newRow("style and text")
            << QStringLiteral("<style>\nb { }\n</style>\n<p>Hello</p>\n");
        QTest::newRow("library and element")
            << QStringLiteral("<div id=x></div>\n<script src=a.js></script>\n");
        QTest::newRow("script") << QStringLiteral("<script>\ndocument.write(1)\n</script>\n");
        QTest::newRow("canvas") << QStringLiteral("<canvas></canvas>\n");
    }
    void findsAFragmentThatShowsOrDoesSomething()
    {
        QFETCH(QString, page);
        QCOMPARE(sourceOf(fenced(QStringLiteral("html"), page)).files.value(0).text, page);
    }

    void findsAPageThatIsNamedInAComment()
    {
        const AppSource source = sourceOf(
            fenced(QStringLiteral("html"), QStringLiteral("<!-- a.html -->\n<b>bold</b>\n")));
        QCOMPARE(source.entry, QStringLiteral("a.html"));
    }

    void findsAPageOnOneLineBehindWords()
    {
        const AppSource source =
            sourceOf(QStringLiteral("Sure: <!DOCTYPE html><html><p>hi</p></html> Enjoy."));
        QCOMPARE(source.files.value(0).text,
                 QStringLiteral("<!DOCTYPE html><html><p>hi</p></html>\n"));
    }

    void findsAPicture()
    {
        const AppSource source =
            sourceOf(fenced(QStringLiteral("svg"), QStringLiteral("<svg><circle r='4'/></svg>\n")));
        QCOMPARE(source.entry, QStringLiteral("image.svg"));
    }

    void namesFiles_data()
    {
        QTest::addColumn<QString>("listing");
        QTest::addColumn<QString>("name");
        const QString css = QStringLiteral("b { }\n");
        QTest::newRow("info") << fenced(QStringLiteral("css style.css"), css)
                              << QStringLiteral("style.css");
        QTest::newRow("colon") << fenced(QStringLiteral("css:a/b.css"), css)
                               << QStringLiteral("a/b.css");
        QTest::newRow("title") << fenced(QStringLiteral("css title=\"x.css\""), css)
                               << QStringLiteral("x.css");
        QTest::newRow("braces") << fenced(QStringLiteral("{.css filename=x.css}"), css)
                                << QStringLiteral("x.css");
        QTest::newRow("name alone")
            << fenced(QStringLiteral("main.css"), css) << QStringLiteral("main.css");
        QTest::newRow("bold") << QStringLiteral("**style.css**\n")
                                     + fenced(QStringLiteral("css"), css)
                              << QStringLiteral("style.css");
        QTest::newRow("bold, colon")
            << QStringLiteral("**style.css:**\n\n") + fenced(QStringLiteral("css"), css)
            << QStringLiteral("style.css");
        QTest::newRow("heading") << QStringLiteral("### 2. `style.css` (new)\n")
                                        + fenced(QStringLiteral("css"), css)
                                 << QStringLiteral("style.css");
        QTest::newRow("label") << QStringLiteral("File: style.css\n")
                                      + fenced(QStringLiteral("css"), css)
                               << QStringLiteral("style.css");
        QTest::newRow("sentence") << QStringLiteral("Now create `style.css` beside it:\n")
                                         + fenced(QStringLiteral("css"), css)
                                  << QStringLiteral("style.css");
        QTest::newRow("comment") << fenced(QStringLiteral("css"),
                                           QStringLiteral("/* style.css */\n") + css)
                                 << QStringLiteral("style.css");
        QTest::newRow("comment with label")
            << fenced(QStringLiteral("js"), QStringLiteral("// file: app.js\nrun();\n"))
            << QStringLiteral("app.js");
        QTest::newRow("dot") << fenced(QStringLiteral("js ./app.js"), QStringLiteral("run();\n"))
                             << QStringLiteral("app.js");
        QTest::newRow("steps upwards are refused")
            << fenced(QStringLiteral("js ../app.js"), QStringLiteral("run();\n")) << QString();
        QTest::newRow("absolute paths are refused")
            << fenced(QStringLiteral("js /etc/app.js"), QStringLiteral("run();\n")) << QString();
    }
    void namesFiles()
    {
        QFETCH(QString, listing);
        QFETCH(QString, name);
        const AppSource source =
            sourceOf(fenced(QStringLiteral("html index.html"), kPage) + listing);
        QStringList wanted{QStringLiteral("index.html")};
        if (!name.isEmpty())
            wanted.append(name);
        QCOMPARE(namesOf(source), wanted);
    }

    void givesANamelessListingTheNameThatThePageAsksFor()
    {
        const AppSource source =
            sourceOf(fenced(QStringLiteral("html"),
                            QStringLiteral("<html><link rel=\"stylesheet\" href=\"main.css\">"
                                           "<script src=\"./game.js\"></script></html>\n"))
                     + fenced(QStringLiteral("css"), QStringLiteral("b { }\n"))
                     + fenced(QStringLiteral("javascript"), QStringLiteral("play();\n")));
        QCOMPARE(namesOf(source),
                 (QStringList{QStringLiteral("index.html"), QStringLiteral("main.css"),
                              QStringLiteral("game.js")}));
    }

    void keepsFencesThatBelongToTheCode_data()
    {
        QTest::addColumn<QString>("code");
        const auto script = [](const QString& text) {
            return QStringLiteral("<!DOCTYPE html>\n<html><script>\n") + text
                   + QStringLiteral("\n</script></html>\n");
        };
        QTest::newRow("in a template literal")
            << script(QStringLiteral("const a = `\n```\ncode\n```\n`;"));
        QTest::newRow("with a language")
            << script(QStringLiteral("const a = `\n```js\ncode\n```\n`;"));
        QTest::newRow("behind a regular expression with a backtick")
            << script(QStringLiteral("const r = /`/; const s = '`'; // `\nconst a = `\n```\n`;"));
        QTest::newRow("inside ${}")
            << script(QStringLiteral("const a = `${ {b: `x`}.b }\n```\n${1 / 2}`;"));
        QTest::newRow("in a comment") << script(QStringLiteral("/*\n```\n*/ run();"));
        QTest::newRow("in a comment of the page")
            << QStringLiteral("<!DOCTYPE html>\n<html><!--\n```\n--></html>\n");
        QTest::newRow("in preformatted text")
            << QStringLiteral("<!DOCTYPE html>\n<html><pre>\n```js\ncode\n```\n</pre></html>\n");
        QTest::newRow("shorter than the fence") << QStringLiteral("````");
    }
    void keepsFencesThatBelongToTheCode()
    {
        QFETCH(QString, code);
        const bool isLong = code == QLatin1String("````");
        if (isLong)
            code = QStringLiteral("<html>\n```\n</html>\n");
        const QString answer = fenced(QStringLiteral("html"), code,
                                      isLong ? QStringLiteral("````") : QStringLiteral("```"))
                               + QStringLiteral("That was it.\n");
        QCOMPARE(sourceOf(answer).files.value(0).text, code);
    }

    void endsAListingWhoseCodeOnlyLooksLikeAnOpenString()
    {
        // A stray backtick: the scanner believes in a template literal, the end of the page tells.
        const QString code =
            QStringLiteral("<html><script>\nconst broken = `;\n</script></html>\n");
        QCOMPARE(sourceOf(fenced(QStringLiteral("html"), code) + QStringLiteral("Bye.\n"))
                     .files.value(0)
                     .text,
                 code);
        const AppSource source =
            sourceOf(fenced(QStringLiteral("html index.html"), kPage)
                     + fenced(QStringLiteral("js app.js"), QStringLiteral("const broken = `;\n"))
                     + QStringLiteral("Bye.\n"));
        QCOMPARE(source.files.value(1).text, QStringLiteral("const broken = `;\n"));
    }

    void ignoresPagesInsideMarkdown()
    {
        const QString answer =
            fenced(QStringLiteral("markdown"),
                   QStringLiteral("# Readme\n```html\n<html></html>\n```\nend\n"));
        QVERIFY(sourceOf(answer).isEmpty());
    }

    void takesAPieceOfAPageBesideAPageForAnExplanation()
    {
        const QString answer =
            fenced(QStringLiteral("html"), kPage) + QStringLiteral("It draws with this line:\n")
            + fenced(QStringLiteral("html"), QStringLiteral("<canvas></canvas>\n"));
        QCOMPARE(sourceOf(answer).files, (QList<AppFile>{{QStringLiteral("index.html"), kPage}}));
    }

    void takesAQuotedPieceOfAFileForAnExplanation_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("language");
        QTest::newRow("page") << QStringLiteral("index.html") << QStringLiteral("html");
        QTest::newRow("script in a page") << QStringLiteral("index.html") << QStringLiteral("js");
        QTest::newRow("style sheet") << QStringLiteral("style.css") << QStringLiteral("css");
        QTest::newRow("no language") << QStringLiteral("style.css") << QString();
    }
    void takesAQuotedPieceOfAFileForAnExplanation()
    {
        QFETCH(QString, name);
        QFETCH(QString, language);
        const QString project =
            fenced(QStringLiteral("html index.html"), kPage)
            + fenced(QStringLiteral("css style.css"), QStringLiteral("b { }\n"));
        const AppSource source =
            sourceOf(project + QStringLiteral("To change it, edit this line in `%1`:\n").arg(name)
                     + fenced(language, QStringLiteral("const speed = 3;\n")));
        QCOMPARE(source, sourceOf(project));
    }

    void takesAWholePageThatASentenceNamesForANewOne()
    {
        const QString better = QStringLiteral("<!DOCTYPE html>\n<html>better</html>\n");
        const AppSource source = sourceOf(fenced(QStringLiteral("html index.html"), kPage)
                                          + QStringLiteral("Here is a better `index.html`:\n")
                                          + fenced(QStringLiteral("html"), better));
        QCOMPARE(source.files, (QList<AppFile>{{QStringLiteral("index.html"), better}}));
    }

    void saysWhatIsBeingWritten()
    {
        ArtifactParser parser;
        parser.feed(u"Here:\n```html\n<!DOCTYPE html>\n<html>\n<bo");
        QVERIFY(parser.hasApp());
        QCOMPARE(parser.writing(), QStringLiteral("index.html"));
        QVERIFY(!parser.isComplete());
        QCOMPARE(parser.source().files.value(0).text,
                 QStringLiteral("<!DOCTYPE html>\n<html>\n<bo"));
        parser.feed(u"dy></body></html>\n```\n");
        QVERIFY(parser.isComplete());
        QCOMPARE(parser.writing(), QString());
    }

    void waitsForTheFilesThatThePageNames()
    {
        ArtifactParser parser;
        parser.feed(fenced(QStringLiteral("html"),
                           QStringLiteral("<html><script src=app.js></script></html>\n")));
        QVERIFY(parser.hasApp());
        QVERIFY(!parser.isComplete());
        parser.feed(fenced(QStringLiteral("js app.js"), QStringLiteral("run();\n")));
        QVERIFY(parser.isComplete());
    }

    void doesNotWaitForLibrariesFromTheNetwork()
    {
        ArtifactParser parser;
        parser.feed(fenced(
            QStringLiteral("html"),
            QStringLiteral("<html><script src=\"https://cdn.example/x.js\"></script></html>\n")));
        QVERIFY(parser.isComplete());
    }

    void keepsAnUnfinishedAppButDoesNotCallItComplete()
    {
        ArtifactParser parser;
        parser.feed(u"```html\n<!DOCTYPE html>\n<html>\n<body>");
        parser.finish(false);
        QVERIFY(parser.hasApp());
        QVERIFY(!parser.isComplete());
        QCOMPARE(parser.writing(), QString());
        QCOMPARE(parser.source().files.value(0).text,
                 QStringLiteral("<!DOCTYPE html>\n<html>\n<body>"));
    }

    void takesAPageWithoutItsLastTagsAsWholeWhenTheAnswerEndedByItself()
    {
        ArtifactParser parser;
        parser.feed(u"<!DOCTYPE html>\n<p>short");
        parser.finish(true);
        QVERIFY(parser.isComplete());
        QCOMPARE(parser.source().files.value(0).text, QStringLiteral("<!DOCTYPE html>\n<p>short"));
    }

    void doesNotDependOnHowTheTextIsCut()
    {
        const QString answer = richAnswer();
        ArtifactParser whole;
        whole.feed(answer);
        whole.finish(true);
        QCOMPARE(namesOf(whole.source()).size(), 4);
        QRandomGenerator random(20261123);
        for (int round = 0; round < 300; ++round) {
            ArtifactParser pieces;
            ArtifactParser prefix;
            qsizetype at = 0;
            while (at < answer.size()) {
                const qsizetype size = 1 + random.bounded(round % 2 == 0 ? 4 : 60);
                pieces.feed(QStringView(answer).mid(at, size));
                at += size;
                if (random.bounded(8) == 0) {
                    prefix = ArtifactParser();
                    prefix.feed(QStringView(answer).left(at));
                    QCOMPARE(pieces.source(), prefix.source());
                    QCOMPARE(pieces.writing(), prefix.writing());
                    QCOMPARE(pieces.isComplete(), prefix.isComplete());
                }
            }
            pieces.finish(true);
            QCOMPARE(pieces.source(), whole.source());
        }
    }

    void survivesEveryCutOfAnAnswer()
    {
        const QString answer = richAnswer();
        for (qsizetype length = 0; length <= answer.size(); ++length) {
            for (const bool isWhole : {false, true}) {
                ArtifactParser parser;
                parser.feed(QStringView(answer).left(length));
                parser.finish(isWhole);
                QCOMPARE(parser.hasApp(), !parser.source().isEmpty());
                if (parser.hasApp())
                    QVERIFY(parser.source().find(parser.source().entry));
            }
        }
    }

    // An app that was seen never disappears again while the answer goes on.
    void neverTakesAnAppBack()
    {
        ArtifactParser parser;
        bool hadApp = false;
        for (const QChar c : richAnswer()) {
            parser.feed(QStringView(&c, 1));
            QVERIFY(parser.hasApp() || !hadApp);
            hadApp = parser.hasApp();
        }
        QVERIFY(hadApp);
    }
};

QTEST_APPLESS_MAIN(tst_ArtifactParser)
#include "tst_artifact_parser.moc"
