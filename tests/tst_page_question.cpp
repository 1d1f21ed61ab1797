// What a page asks: the user's answer reaches it, and a nuisance can be silenced.

#include "app/preview/page_question.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using preview::PageAnswer;
using preview::PageQuestion;
using Kind = PageQuestion::Kind;

class tst_PageQuestion : public QObject
{
    Q_OBJECT

private:
    QWidget m_page;
    std::unique_ptr<PageQuestion> m_question;

    // As soon as the question is open, which ask() waits for.
    template <typename Act>
    void whenOpen(Act act)
    {
        connect(
            m_question.get(), &PageQuestion::openChanged, this,
            [this, act](bool isOpen) {
                if (isOpen)
                    QMetaObject::invokeMethod(m_question.get(), act, Qt::QueuedConnection);
            },
            Qt::SingleShotConnection);
    }
    QAbstractButton* button(const QString& text)
    {
        for (auto* one : m_question->findChildren<QAbstractButton*>())
            if (one->text() == text)
                return one;
        qFatal("no button %s", qPrintable(text));
    }

private slots:
    void init()
    {
        m_page.resize(600, 400);
        m_page.show();
        m_question = std::make_unique<PageQuestion>(&m_page);
    }

    void tellsWhatTheUserPressed()
    {
        whenOpen([this] { button(QStringLiteral("OK"))->click(); });
        QVERIFY(m_question->ask(Kind::Confirm, QStringLiteral("Delete it?"), {}).isYes);
        whenOpen([this] { button(QStringLiteral("Cancel"))->click(); });
        QVERIFY(!m_question->ask(Kind::Confirm, QStringLiteral("Delete it?"), {}).isYes);
        QVERIFY(!m_question->isVisible());
    }

    void tellsWhatTheUserTyped()
    {
        whenOpen([this] {
            auto* field = m_question->findChild<QLineEdit*>();
            QCOMPARE(field->text(), QStringLiteral("Ann"));
            field->selectAll();
            QTest::keyClicks(field, QStringLiteral("Bea"));
            QTest::keyClick(field, Qt::Key_Return);
        });
        const PageAnswer answer =
            m_question->ask(Kind::Prompt, QStringLiteral("Your name?"), QStringLiteral("Ann"));
        QVERIFY(answer.isYes);
        QCOMPARE(answer.text, QStringLiteral("Bea"));
    }

    void escapeIsNo()
    {
        whenOpen([this] { QTest::keyClick(m_question.get(), Qt::Key_Escape); });
        const PageAnswer answer = m_question->ask(Kind::Prompt, {}, QStringLiteral("x"));
        QVERIFY(!answer.isYes);
        QVERIFY(answer.text.isEmpty());
    }

    void endsWhenAnotherPageIsOpened()
    {
        whenOpen([this] { m_question->beginPage(); });
        QVERIFY(!m_question->ask(Kind::Confirm, {}, {}).isYes);
    }

    void offersSilenceFromTheSecondQuestionOn()
    {
        auto* mute = m_question->findChild<QCheckBox*>();
        whenOpen([this, mute] {
            QVERIFY(!mute->isVisible());
            m_question->cancel();
        });
        m_question->ask(Kind::Alert, QStringLiteral("one"), {});
        whenOpen([this, mute] {
            QVERIFY(mute->isVisible());
            mute->click();
            button(QStringLiteral("OK"))->click();
        });
        m_question->ask(Kind::Alert, QStringLiteral("two"), {});
        QVERIFY(m_question->isMuted());
        QSignalSpy opened(m_question.get(), &PageQuestion::openChanged);
        QVERIFY(
            !m_question->ask(Kind::Confirm, QStringLiteral("three"), {}).isYes); // returns at once
        QCOMPARE(opened.size(), 0);
        m_question->beginPage();
        QVERIFY(!m_question->isMuted());
    }

    // However much a page writes, the buttons stay within reach.
    void keepsItsButtonsInsideThePage()
    {
        whenOpen([this] {
            QVERIFY(m_page.rect().contains(m_question->geometry()));
            m_question->cancel();
        });
        m_question->ask(Kind::Confirm, QString(50'000, u'\n') + QString(50'000, u'x'), {});
    }
};

QTEST_MAIN(tst_PageQuestion)
#include "tst_page_question.moc"
