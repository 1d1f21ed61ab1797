// The versions of an app: how answers and edits become versions, what runs, and going back.

#include "app/playground.h"

#include <QSignalSpy>
#include <QTest>

using app::AppRecord;
using app::AppVersion;
using app::Playground;
using Status = app::AppVersion::Status;
using Start = app::Playground::Start;

namespace {

QString page(const QString& body)
{
    return QStringLiteral("<!DOCTYPE html>\n<html><body>") + body
           + QStringLiteral("</body></html>\n");
}
QString listing(const QString& body)
{
    return QStringLiteral("```html\n") + page(body) + QStringLiteral("```\n");
}

struct Played
{
    Played()
    {
        AppRecord none;
        none.conversation = 50;
        playground.open(none);
    }
    void answer(qint64 message, const QString& text, bool isWhole = true)
    {
        playground.beginAnswer(message);
        for (qsizetype at = 0; at < text.size(); at += 7)
            playground.addText(QStringView(text).mid(at, 7));
        playground.endAnswer(isWhole);
    }
    void edit(const QString& body)
    {
        playground.edit({{QStringLiteral("index.html"), page(body)}});
    }
    QString shownText() const
    {
        return playground.shown() ? playground.shown()->source.files.value(0).text : QString();
    }
    qint64 idOf(int number) const { return playground.app().versions.value(number - 1).id; }

    qint64 nextId = 1000;
    Playground playground{[this] { return ++nextId; }};
    QSignalSpy runs{&playground, &Playground::runWanted};
    QSignalSpy branches{&playground, &Playground::branchWanted};
    QSignalSpy first{&playground, &Playground::firstAppCompleted};
};

} // namespace

class tst_Playground : public QObject
{
    Q_OBJECT

private slots:
    void runsAnAppOnceItIsComplete()
    {
        Played played;
        played.playground.beginAnswer(1);
        played.playground.addText(u"Here:\n```html\n<!DOCTYPE html>\n<html>");
        QCOMPARE(played.playground.shown()->status, Status::Writing);
        QCOMPARE(played.playground.writtenFile(), QStringLiteral("index.html"));
        QVERIFY(played.runs.isEmpty());
        played.playground.addText(u"</html>\n```\n");
        QCOMPARE(played.runs.count(), 1);
        QCOMPARE(played.first.count(), 1);
        played.playground.addText(u"Use the arrow keys.");
        played.playground.endAnswer(true);
        QCOMPARE(played.runs.count(), 1);
        QCOMPARE(played.playground.running()->number, 1);
        QCOMPARE(played.playground.writtenFile(), QString());
    }

    void makesNoVersionOfAnAnswerWithoutAnApp()
    {
        Played played;
        played.answer(1, QStringLiteral("Four."));
        QVERIFY(!played.playground.shown());
        QCOMPARE(played.playground.app().id, 0);
    }

    void keepsRunningTheOldVersionWhileTheNextIsWritten()
    {
        Played played;
        played.answer(1, listing(QStringLiteral("one")));
        played.playground.beginAnswer(3);
        played.playground.addText(u"```html\n<!DOCTYPE html>\n");
        QCOMPARE(played.playground.shown()->number, 2);
        QCOMPARE(played.playground.running()->number, 1);
        QCOMPARE(played.playground.written()->number, 2);
        QCOMPARE(played.runs.count(), 1);
    }

    void doesNotRunWhatWasCutOff()
    {
        Played played;
        played.answer(1, QStringLiteral("<!DOCTYPE html>\n<html><bo"), false);
        QCOMPARE(played.playground.shown()->status, Status::CutOff);
        QVERIFY(played.runs.isEmpty());
        QVERIFY(played.first.isEmpty());
        played.playground.run();
        QCOMPARE(played.runs.count(), 1);
        QCOMPARE(played.runs[0][1].value<Start>(), Start::ByUser);
    }

    void runsAgainWhenTheAnswerBringsMoreFiles()
    {
        Played played;
        played.answer(1, listing(QStringLiteral("one"))
                             + QStringLiteral("```css style.css\nb { }\n```\n"));
        QCOMPARE(played.runs.count(), 2);
        QCOMPARE(played.first.count(), 1);
        QCOMPARE(played.playground.app().versions.size(), 1);
        QCOMPARE(played.playground.shown()->source.files.size(), 2);
    }

    void takesAnAnswerWithOnlyTheChangedFiles()
    {
        Played played;
        const QString linked =
            QStringLiteral("<html><link rel=stylesheet href=style.css></html>\n");
        played.answer(1, QStringLiteral("```html index.html\n") + linked
                             + QStringLiteral("```\n```css style.css\nb { color: red }\n```\n"));
        played.answer(3, QStringLiteral("**style.css**\n```css\nb { color: blue }\n```\n"));
        QCOMPARE(played.runs.count(), 2);
        QCOMPARE(played.playground.shown()->number, 2);
        QCOMPARE(played.playground.shown()->message, 3);
        const QList<app::AppFile> blue{
            {QStringLiteral("index.html"), linked},
            {QStringLiteral("style.css"), QStringLiteral("b { color: blue }\n")}};
        QCOMPARE(played.playground.shown()->source.files, blue);
        QCOMPARE(played.playground.app().versions[0].source.files[1].text,
                 QStringLiteral("b { color: red }\n"));

        // The page alone takes the style sheet over.
        played.answer(5, QStringLiteral("```html index.html\n<!DOCTYPE html>\n") + linked
                             + QStringLiteral("```\n"));
        QCOMPARE(played.runs.count(), 3);
        QCOMPARE(played.playground.shown()->source.files.value(1), blue[1]);
    }

    void makesNoVersionOfAQuotedLine_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("language");
        QTest::newRow("script") << QStringLiteral("app.js") << QStringLiteral("js");
        QTest::newRow("page") << QStringLiteral("index.html") << QStringLiteral("html");
    }
    void makesNoVersionOfAQuotedLine()
    {
        QFETCH(QString, name);
        QFETCH(QString, language);
        Played played;
        played.answer(1, QStringLiteral("```html index.html\n<html><script src=app.js></script>"
                                        "</html>\n```\n```js app.js\nconst speed = 3;\n")
                             + QString(200, u'/') + QStringLiteral("\n```\n"));
        played.answer(3, QStringLiteral("To change it, edit this line in `%1`:\n```%2\n"
                                        "const speed = 4;\n```\n")
                             .arg(name, language));
        QCOMPARE(played.playground.app().versions.size(), 1);
        QCOMPARE(played.runs.count(), 1);
    }

    void saysThatTheFirstAppIsThereOnlyOnce()
    {
        Played played;
        played.answer(1, listing(QStringLiteral("one")));
        played.answer(3, listing(QStringLiteral("two")));
        QCOMPARE(played.first.count(), 1);
    }

    void makesAVersionOfAnEdit()
    {
        Played played;
        QSignalSpy kept(&played.playground, &Playground::versionChanged);
        played.answer(1, listing(QStringLiteral("one")));
        played.edit(QStringLiteral("mine"));
        QCOMPARE(played.playground.shown()->number, 2);
        QCOMPARE(played.playground.shown()->origin, AppVersion::Origin::User);
        QCOMPARE(played.playground.shown()->message, 1);
        QCOMPARE(played.playground.parentOf(*played.playground.shown())->number, 1);
        QCOMPARE(kept.last()[1].value<AppVersion>().id, played.playground.shown()->id);
        QCOMPARE(played.playground.app().versions[0].source.files[0].text,
                 page(QStringLiteral("one")));
    }

    void gathersEditsUntilTheyHaveRun()
    {
        Played played;
        played.answer(1, listing(QStringLiteral("one")));
        played.edit(QStringLiteral("m"));
        played.edit(QStringLiteral("mine"));
        QCOMPARE(played.playground.app().versions.size(), 2);
        QCOMPARE(played.shownText(), page(QStringLiteral("mine")));
        played.playground.run();
        QCOMPARE(played.playground.running()->number, 2);
        played.playground.setStatus(played.playground.running()->id, Status::Works);
        played.edit(QStringLiteral("more"));
        QCOMPARE(played.playground.shown()->number, 3);
    }

    void takesAnEditThatChangesNothingForNone()
    {
        Played played;
        played.answer(1, listing(QStringLiteral("one")));
        played.edit(QStringLiteral("one"));
        QCOMPARE(played.playground.app().versions.size(), 1);
    }

    void goesBackWithTheBranchOfTheConversation()
    {
        Played played;
        played.answer(1, listing(QStringLiteral("one")));
        played.answer(3, listing(QStringLiteral("two")));
        played.playground.goTo(played.idOf(1));
        QCOMPARE(played.shownText(), page(QStringLiteral("one")));
        QCOMPARE(played.branches.count(), 1);
        QCOMPARE(played.branches[0][0].toLongLong(), 1);
        QCOMPARE(played.playground.running()->number, 1);
        played.answer(5, listing(QStringLiteral("three")));
        QCOMPARE(played.playground.shown()->number, 3);
        QCOMPARE(played.playground.parentOf(*played.playground.shown())->number, 1);
    }

    void showsTheVersionOfTheBranchThatTheConversationMovesTo()
    {
        Played played;
        played.answer(2, listing(QStringLiteral("one")));
        played.answer(4, listing(QStringLiteral("two")));
        played.playground.followBranch({1, 2});
        QCOMPARE(played.playground.shown()->number, 1);
        played.playground.followBranch({1, 2, 3, 4});
        QCOMPARE(played.playground.shown()->number, 1); // it is on that branch, too
        played.playground.followBranch({9});
        QCOMPARE(played.playground.shown()->number, 1);
        QVERIFY(played.branches.isEmpty());
    }

    void staysWithTheVersionThatIsLookedAtWhileTheNextIsWritten()
    {
        Played played;
        played.answer(1, listing(QStringLiteral("one")));
        played.playground.beginAnswer(3);
        played.playground.addText(u"```html\n<!DOCTYPE html>\n");
        played.playground.goTo(played.idOf(1));
        played.playground.addText(u"<html></html>\n```\n");
        played.playground.endAnswer(true);
        QCOMPARE(played.playground.shown()->number, 1);
        QCOMPARE(played.playground.app().versions[1].status, Status::NotRun);
        QCOMPARE(played.playground.running()->number, 1);
    }

    void runsNothingAgainByItselfThatHung()
    {
        Played played;
        played.answer(1, listing(QStringLiteral("endless")));
        played.playground.setStatus(played.idOf(1), Status::Hung);
        played.answer(3, listing(QStringLiteral("two")));
        QCOMPARE(played.runs.count(), 2);
        played.playground.goTo(played.idOf(1));
        QCOMPARE(played.runs.count(), 2);
        played.answer(5, listing(QStringLiteral("endless"))); // the same page once more
        QCOMPARE(played.runs.count(), 2);
        played.playground.run();
        QCOMPARE(played.runs.count(), 3);
    }

    void knowsTheNewestVersionThatWorksBesideTheRunningOne()
    {
        Played played;
        played.answer(1, listing(QStringLiteral("one")));
        played.playground.setStatus(played.idOf(1), Status::Works);
        QVERIFY(!played.playground.lastGood());
        played.answer(3, listing(QStringLiteral("two")));
        played.playground.setStatus(played.idOf(2), Status::Works);
        played.answer(5, listing(QStringLiteral("three")));
        QCOMPARE(played.playground.lastGood()->number, 2);
        played.playground.setStatus(played.idOf(2), Status::HasErrors); // it failed later
        QCOMPARE(played.playground.lastGood()->number, 1);

        Played after; // the program was opened again
        after.playground.open(played.playground.app());
        QCOMPARE(after.playground.lastGood()->number, 1);
    }

    void takesUpWhatWasKept()
    {
        Played before;
        before.answer(1, listing(QStringLiteral("one")));
        before.answer(3, listing(QStringLiteral("two")));
        before.playground.goTo(before.idOf(1));
        Played after;
        after.playground.open(before.playground.app());
        QCOMPARE(after.shownText(), page(QStringLiteral("one")));
        QVERIFY(!after.playground.running());
        QVERIFY(after.runs.isEmpty());
        after.playground.runAgainByItself();
        QCOMPARE(after.runs.count(), 1);
        QCOMPARE(after.runs[0][1].value<Start>(), Start::ByItself);
    }

    void runsAListingOfAnOlderAnswer()
    {
        Played played;
        played.answer(1, listing(QStringLiteral("one")));
        played.answer(3, listing(QStringLiteral("two")));
        played.playground.runListing(1, listing(QStringLiteral("one")));
        QCOMPARE(played.playground.app().versions.size(), 2);
        QCOMPARE(played.playground.shown()->number, 1);
        played.playground.runListing(1, listing(QStringLiteral("other")));
        QCOMPARE(played.playground.app().versions.size(), 3);
        QCOMPARE(played.playground.running()->number, 3);
    }

    void tellsWhatIsToBeKept()
    {
        Played played;
        QSignalSpy apps(&played.playground, &Playground::appChanged);
        QSignalSpy changed(&played.playground, &Playground::versionChanged);
        QSignalSpy grown(&played.playground, &Playground::versionGrown);
        QSignalSpy thumbnails(&played.playground, &Playground::thumbnailChanged);
        played.answer(1, listing(QStringLiteral("one")));
        QCOMPARE(apps[0][0].value<AppRecord>().conversation, 50);
        QCOMPARE(apps.last()[0].value<AppRecord>().shown, played.idOf(1));
        QCOMPARE(changed.last()[1].value<AppVersion>().source.files.value(0).text,
                 page(QStringLiteral("one")));
        QVERIFY(!grown.isEmpty());
        played.playground.setThumbnail(played.idOf(1), QByteArray("png"));
        QCOMPARE(thumbnails.count(), 1);
    }
};

QTEST_GUILESS_MAIN(tst_Playground)
#include "tst_playground.moc"
