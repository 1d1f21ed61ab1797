// The marked frame: what it asks for, what it says, and that its mark never goes.

#include "ui/preview_frame.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using ui::PreviewFrame;
using Status = PreviewFrame::Status;

class tst_PreviewFrame : public QObject
{
    Q_OBJECT

private:
    PreviewFrame* m_frame = nullptr;

    template <typename Button>
    Button* button(const QString& name)
    {
        for (Button* found : m_frame->findChildren<Button*>())
            if (found->accessibleName() == name || found->text() == name)
                return found;
        return nullptr;
    }

    bool shows(const QString& text)
    {
        for (const QLabel* label : m_frame->findChildren<QLabel*>())
            if (label->isVisible() && label->text() == text)
                return true;
        return false;
    }

private slots:
    void init()
    {
        m_frame = new PreviewFrame;
        m_frame->resize(600, 400);
        m_frame->show();
    }
    void cleanup() { delete m_frame; }

    void marksTheAppInEveryStatus()
    {
        for (const Status status : {Status::Empty, Status::Starting, Status::Asking,
                                    Status::Running, Status::NotResponding, Status::Ended})
        {
            m_frame->setStatus(status, QStringLiteral("why"));
            QVERIFY(shows(QStringLiteral("Generated app, not part of Levin")));
        }
    }

    // It once ended in the middle of a word, next to the frames per second.
    void saysTheWholeTitleWhereItIsCut()
    {
        const QString title = QStringLiteral("A background of drifting particles");
        m_frame->setTitle(title);
        const auto labels = m_frame->findChildren<QLabel*>();
        const auto label = std::find_if(labels.begin(), labels.end(),
                                        [&](const QLabel* one) { return one->text() == title; });
        QVERIFY(label != labels.end());
        m_frame->resize(900, 400);
        m_frame->grab();
        QCOMPARE((*label)->toolTip(), QString());
        m_frame->resize(420, 400);
        m_frame->grab();
        QCOMPARE((*label)->toolTip(), title);
    }

    void offersToWaitOrToStopWhenTheAppDoesNotRespond()
    {
        QSignalSpy stopped(m_frame, &PreviewFrame::stopRequested);
        QSignalSpy run(m_frame, &PreviewFrame::runRequested);
        m_frame->setStatus(Status::NotResponding, QStringLiteral("It loops."));
        QVERIFY(shows(QStringLiteral("It loops.")));
        QTest::mouseClick(button<QPushButton>(QStringLiteral("Wait")), Qt::LeftButton);
        QVERIFY(!shows(QStringLiteral("It loops.")));
        QCOMPARE(run.size() + stopped.size(), 0);
        m_frame->setStatus(Status::NotResponding, QStringLiteral("It loops."));
        QTest::mouseClick(button<QPushButton>(QStringLiteral("Stop the app")), Qt::LeftButton);
        QCOMPARE(stopped.size(), 1);
    }

    void runsAWeaklyFencedAppOnlyWhenAsked()
    {
        QSignalSpy run(m_frame, &PreviewFrame::runRequested);
        m_frame->setStatus(Status::Asking, QStringLiteral("No fence."));
        QTest::mouseClick(button<QPushButton>(QStringLiteral("Run Anyway")), Qt::LeftButton);
        QCOMPARE(run.size(), 1);
    }

    void stopsOnlyWhatRuns()
    {
        auto* stop = button<QToolButton>(QStringLiteral("Stop the app"));
        QVERIFY(!stop->isEnabled());
        m_frame->setStatus(Status::Running);
        QVERIFY(stop->isEnabled());
        m_frame->setStatus(Status::Ended);
        QVERIFY(!stop->isEnabled());
        QVERIFY(shows(QStringLiteral("The app was stopped.")));
    }

    void setsTheWidthOfThePage()
    {
        for (QAction* action : m_frame->findChild<QMenu*>()->actions())
            if (action->text().contains(QLatin1String("390")))
                action->trigger();
        QCOMPARE(m_frame->pageWidth(), 390);
    }

    void asksToKeepAndToForgetData()
    {
        QSignalSpy kept(m_frame, &PreviewFrame::keepDataRequested);
        QSignalSpy forgotten(m_frame, &PreviewFrame::resetDataRequested);
        m_frame->setStatus(Status::Running);
        for (QAction* action : m_frame->findChild<QMenu*>()->actions())
            if (action->text().contains(QLatin1String("stores"))
                || action->text().contains(QLatin1String("stored")))
                action->trigger();
        QCOMPARE(kept.size(), 1);
        QCOMPARE(kept.first().at(0).toBool(), true);
        QCOMPARE(forgotten.size(), 1);
    }

    void leavesTheFullScreenWithEscapeAndF11()
    {
        QSignalSpy asked(m_frame, &PreviewFrame::fullScreenRequested);
        connect(m_frame, &PreviewFrame::fullScreenRequested, m_frame, &PreviewFrame::setFullScreen);
        m_frame->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_frame));
        QTest::keyClick(m_frame, Qt::Key_Escape);
        QCOMPARE(asked.size(), 0);
        QTest::keyClick(m_frame, Qt::Key_F11);
        QCOMPARE(asked.takeFirst().at(0).toBool(), true);
        QTest::keyClick(m_frame, Qt::Key_Escape);
        QCOMPARE(asked.takeFirst().at(0).toBool(), false);
        QTest::keyClick(m_frame, Qt::Key_F11);
        QTest::keyClick(m_frame, Qt::Key_F11);
        QCOMPARE(asked.last().at(0).toBool(), false);
    }

    void reloadsWithAKeyWhatCanBeReloaded()
    {
        QSignalSpy reloaded(m_frame, &PreviewFrame::reloadRequested);
        QVERIFY(QTest::qWaitForWindowActive(m_frame));
        QTest::keyClick(m_frame, Qt::Key_R, Qt::ControlModifier);
        QCOMPARE(reloaded.size(), 0);
        m_frame->setStatus(Status::Running);
        QTest::keyClick(m_frame, Qt::Key_R, Qt::ControlModifier);
        QCOMPARE(reloaded.size(), 1);
    }

    void namesEveryControl()
    {
        for (const QAbstractButton* control : m_frame->findChildren<QAbstractButton*>())
            QVERIFY(!control->accessibleName().isEmpty() || !control->text().isEmpty());
    }
};

QTEST_MAIN(tst_PreviewFrame)
#include "tst_preview_frame.moc"
