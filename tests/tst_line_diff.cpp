// The difference by lines: it rebuilds both texts, and it is the shortest one.

#include "app/line_diff.h"

#include <QRandomGenerator>
#include <QTest>

#include <vector>

using app::DiffLine;
using Kind = app::DiffLine::Kind;

namespace {

QString lines(const QString& letters)
{
    QString text;
    for (const QChar c : letters)
        text += QString(c) + u'\n';
    return text;
}

// "-a +b  c": one entry a line.
QString shortForm(const QList<DiffLine>& diff)
{
    QStringList parts;
    for (const DiffLine& line : diff)
        parts.append((line.kind == Kind::Added     ? u'+'
                      : line.kind == Kind::Removed ? u'-'
                                                   : u'=')
                     + line.text);
    return parts.join(u' ');
}

// Length of the longest common subsequence, by the textbook table.
int commonLength(const QString& a, const QString& b)
{
    std::vector<std::vector<int>> table(std::size_t(a.size() + 1),
                                        std::vector<int>(std::size_t(b.size() + 1)));
    for (qsizetype i = 1; i <= a.size(); ++i)
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const auto y = std::size_t(i);
            const auto x = std::size_t(j);
            table[y][x] = a[i - 1] == b[j - 1] ? table[y - 1][x - 1] + 1
                                               : std::max(table[y - 1][x], table[y][x - 1]);
        }
    return table.back().back();
}

} // namespace

class tst_LineDiff : public QObject
{
    Q_OBJECT

private slots:
    void showsWhatWasRemovedAndAdded_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("diff");
        QTest::newRow("equal") << "ab"
                               << "ab"
                               << "=a =b";
        QTest::newRow("both empty") << ""
                                    << ""
                                    << "";
        QTest::newRow("all new") << ""
                                 << "ab"
                                 << "+a +b";
        QTest::newRow("all gone") << "ab"
                                  << ""
                                  << "-a -b";
        QTest::newRow("changed") << "abc"
                                 << "axc"
                                 << "=a -b +x =c";
        QTest::newRow("inserted") << "ac"
                                  << "abc"
                                  << "=a +b =c";
        QTest::newRow("paper") << "abcabba"
                               << "cbabac"
                               << "-a -b =c +b =a =b -b =a +c";
    }
    void showsWhatWasRemovedAndAdded()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(QString, diff);
        QCOMPARE(shortForm(app::lineDiff(lines(before), lines(after))), diff);
    }

    void rebuildsBothTextsWithTheFewestChanges()
    {
        QRandomGenerator random(7);
        for (int round = 0; round < 500; ++round) {
            const auto make = [&] {
                QString letters;
                for (int i = random.bounded(30); i > 0; --i)
                    letters += QChar(u'a' + random.bounded(4));
                return letters;
            };
            const QString before = make();
            const QString after = make();
            QString oldText;
            QString newText;
            int oldNumber = 0;
            int newNumber = 0;
            int same = 0;
            for (const DiffLine& line : app::lineDiff(lines(before), lines(after))) {
                if (line.kind != Kind::Added) {
                    oldText += line.text;
                    QCOMPARE(line.oldNumber, ++oldNumber);
                }
                if (line.kind != Kind::Removed) {
                    newText += line.text;
                    QCOMPARE(line.newNumber, ++newNumber);
                }
                same += line.kind == Kind::Same ? 1 : 0;
            }
            QCOMPARE(oldText, before);
            QCOMPARE(newText, after);
            QCOMPARE(same, commonLength(before, after));
        }
    }

    void staysCoarseRatherThanSlowForTextsWithoutAnythingInCommon()
    {
        QString before;
        QString after;
        for (int i = 0; i < 3000; ++i) {
            before += QStringLiteral("old %1\n").arg(i);
            after += QStringLiteral("new %1\n").arg(i);
        }
        const QList<DiffLine> diff = app::lineDiff(before, after);
        QCOMPARE(diff.size(), 6000);
        QCOMPARE(diff.first().kind, Kind::Removed);
        QCOMPARE(diff.last().kind, Kind::Added);
    }

    void groupsChangesWithTheLinesAroundThem()
    {
        QString before;
        for (int i = 1; i <= 40; ++i)
            before += QString::number(i) + u'\n';
        QString after = before;
        after.replace(QStringLiteral("\n10\n"), QStringLiteral("\nten\n"));
        after.replace(QStringLiteral("\n13\n"), QStringLiteral("\nthirteen\n"));
        after.replace(QStringLiteral("\n30\n"), QStringLiteral("\nthirty\n"));
        const auto hunks = app::hunks(app::lineDiff(before, after));
        QCOMPARE(hunks.size(), 2);
        QCOMPARE(shortForm(hunks[0]),
                 QStringLiteral("=7 =8 =9 -10 +ten =11 =12 -13 +thirteen =14 =15 =16"));
        QCOMPARE(shortForm(hunks[1]), QStringLiteral("=27 =28 =29 -30 +thirty =31 =32 =33"));
        QVERIFY(app::hunks(app::lineDiff(before, before)).isEmpty());
    }
};

QTEST_APPLESS_MAIN(tst_LineDiff)
#include "tst_line_diff.moc"
