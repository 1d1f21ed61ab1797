#include "ui/composer.h"

#include <QInputMethodEvent>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using ui::Composer;
using ui::ComposerField;

class tst_Composer : public QObject
{
    Q_OBJECT

private slots:
    void enterSendsAndShiftEnterBeginsALine()
    {
        Composer composer;
        composer.setMode(Composer::Mode::Ready);
        auto* field = composer.findChild<ComposerField*>();
        QSignalSpy sent(&composer, &Composer::sendRequested);
        QTest::keyClicks(field, QStringLiteral("one"));
        QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
        QTest::keyClicks(field, QStringLiteral("two"));
        QVERIFY(sent.isEmpty());
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(sent.size(), 1);
        QCOMPARE(sent.at(0).at(0).toString(), QStringLiteral("one\ntwo"));
        // The text stays until it is taken.
        QCOMPARE(composer.text(), QStringLiteral("one\ntwo"));
    }

    // A person who types Chinese confirms a word with Enter.
    void enterOfAnInputMethodDoesNotSend()
    {
        Composer composer;
        composer.setMode(Composer::Mode::Ready);
        auto* field = composer.findChild<ComposerField*>();
        QSignalSpy sent(&composer, &Composer::sendRequested);
        composer.setText(QStringLiteral("typed before "));
        QInputMethodEvent composing(QStringLiteral("ni hao"), {});
        QCoreApplication::sendEvent(field, &composing);
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(sent.isEmpty());
        QInputMethodEvent confirmed;
        confirmed.setCommitString(QString::fromUtf8("\xE4\xBD\xA0\xE5\xA5\xBD"));
        QCoreApplication::sendEvent(field, &confirmed);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(sent.size(), 1);
        QCOMPARE(sent.at(0).at(0).toString(), QStringLiteral("typed before 你好"));
    }

    void addsBehindWhatIsThere()
    {
        Composer composer;
        auto* field = composer.findChild<ComposerField*>();
        composer.add(QStringLiteral("one"));
        QCOMPARE(composer.text(), QStringLiteral("one"));
        composer.add({});
        composer.add(QStringLiteral("two"));
        QCOMPARE(composer.text(), QStringLiteral("one\n\ntwo"));
        QCOMPARE(field->textCursor().position(), 8);
        field->undo();
        QCOMPARE(composer.text(), QStringLiteral("one"));
    }

    void sendsNeitherBlanksNorBeforeItIsReady()
    {
        Composer composer;
        auto* field = composer.findChild<ComposerField*>();
        auto* button = composer.findChild<QPushButton*>();
        QSignalSpy sent(&composer, &Composer::sendRequested);
        composer.setText(QStringLiteral("text"));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!button->isEnabled());
        composer.setMode(Composer::Mode::Ready);
        QVERIFY(button->isEnabled());
        composer.setText(QStringLiteral(" \n"));
        QVERIFY(!button->isEnabled());
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(sent.isEmpty());
    }

    void theButtonStopsWhileBusy()
    {
        Composer composer;
        composer.setMode(Composer::Mode::Busy);
        QSignalSpy sent(&composer, &Composer::sendRequested);
        QSignalSpy stopped(&composer, &Composer::stopRequested);
        auto* button = composer.findChild<QPushButton*>();
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(stopped.size(), 1);
        composer.setMode(Composer::Mode::Stopping);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(stopped.size(), 1);
        QVERIFY(sent.isEmpty());
    }

    void growsWithItsTextUpToALimit()
    {
        Composer composer;
        auto* field = composer.findChild<ComposerField*>();
        composer.resize(600, 400);
        const int one = field->sizeHint().height();
        composer.setText(QStringLiteral("1\n2\n3"));
        const int three = field->sizeHint().height();
        QVERIFY(three > one);
        composer.setText(QStringLiteral("line\n").repeated(50));
        const int fifty = field->sizeHint().height();
        composer.setText(QStringLiteral("line\n").repeated(5000));
        QCOMPARE(field->sizeHint().height(), fifty);
    }
};

QTEST_MAIN(tst_Composer)
#include "tst_composer.moc"
