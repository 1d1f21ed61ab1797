// Which listing of an answer a button in the transcript means.

#include "app/listings.h"

#include <QTest>

class tst_Listings : public QObject
{
    Q_OBJECT

private slots:
    void countsFencedBlocksAndBarePages()
    {
        const QString answer = QStringLiteral("Text.\n"
                                              "```py\nprint(1)\n```\n"
                                              "~~~~html\n<p>\n~~~\n~~~~\n"
                                              "<!DOCTYPE html>\n<html>\n</html>\n"
                                              "  ```js\n  run()\n  ```\nend");
        QCOMPARE(app::listingAt(answer, 0), QStringLiteral("```py\nprint(1)\n```"));
        QCOMPARE(app::listingAt(answer, 1), QStringLiteral("~~~~html\n<p>\n~~~\n~~~~"));
        QCOMPARE(app::listingAt(answer, 2), QStringLiteral("<!DOCTYPE html>\n<html>\n</html>"));
        QCOMPARE(app::listingAt(answer, 3), QStringLiteral("  ```js\n  run()\n  ```"));
        QCOMPARE(app::listingAt(answer, 4), QString());
    }

    void takesAnOpenBlockToTheEnd()
    {
        QCOMPARE(app::listingAt(QStringLiteral("```html\n<p>"), 0), QStringLiteral("```html\n<p>"));
        QCOMPARE(app::listingAt(QStringLiteral("no code"), 0), QString());
    }
};

QTEST_APPLESS_MAIN(tst_Listings)
#include "tst_listings.moc"
