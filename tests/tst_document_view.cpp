#include "ui/document_view.h"
#include "ui/text_view.h"

#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

class TestDocumentView : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aMarkOpensItsDocumentAndSaysWhatItIs();
    void theSearchCountsAndGoesOn();
    void goingToALineIsAskedInABar();
    void aSelectionIsAskedAbout();
    void theOutlineLeadsToAPlace();
    void aNarrowViewHidesTheOutlineUntilItIsWanted();
    void theSameDocumentsKeepTheirPlace();
    void anEmptySetSaysSo();

private:
    QWidget* named(const QString& name) const;
    std::unique_ptr<ui::DocumentView> m_view;
};

namespace {

QList<ui::ViewedDocument> documents()
{
    QString text;
    for (int line = 1; line <= 1000; ++line)
        text += QStringLiteral("Line %1 about the tenant.\n").arg(line);
    return {{QStringLiteral("short.md"), QStringLiteral("# One\n\nText of it.\n"), {}, {}, {}},
            {QStringLiteral("long.txt"),
             text,
             {{text.indexOf(QLatin1String("Line 700")), 1, QStringLiteral("Seven hundred")}},
             {},
             {}}};
}

} // namespace

void TestDocumentView::init()
{
    m_view = std::make_unique<ui::DocumentView>();
    m_view->resize(800, 500);
    m_view->setDocuments(documents());
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    m_view->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
}

QWidget* TestDocumentView::named(const QString& name) const
{
    for (QWidget* widget : m_view->findChildren<QWidget*>())
        if (widget->accessibleName() == name)
            return widget;
    return nullptr;
}

void TestDocumentView::aMarkOpensItsDocumentAndSaysWhatItIs()
{
    const QSignalSpy shown(m_view.get(), &ui::DocumentView::documentShown);
    const qsizetype place = documents()[1].text.indexOf(QLatin1String("Line 500"));
    m_view->show(1, place, place + 8, ui::MarkKind::Nearest);
    QCOMPARE(m_view->currentDocument(), 1);
    QCOMPARE(shown.count(), 1);
    QVERIFY(!m_view->textView()->rectOf(place).isNull());
    const auto isSaid = [this] {
        for (const QLabel* label : m_view->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(QLatin1String("does not stand")))
                return true;
        return false;
    };
    QVERIFY(isSaid());
    m_view->clearMark();
    QVERIFY(!isSaid());
}

void TestDocumentView::theSearchCountsAndGoesOn()
{
    m_view->show(1, 0, 0, ui::MarkKind::Selection);
    ui::TextView* text = m_view->textView();
    text->setFocus();
    QTest::keyClick(text, Qt::Key_F, Qt::ControlModifier);
    auto* field = qobject_cast<QLineEdit*>(named(QStringLiteral("Find in this document")));
    QVERIFY(field && field->isVisible());
    QTest::keyClicks(field, QStringLiteral("LINE 99"));
    const auto result = [this](const QString& wanted) {
        for (const QLabel* label : m_view->findChildren<QLabel*>())
            if (label->text() == wanted)
                return true;
        return false;
    };
    // 99 and 990 to 999.
    QTRY_VERIFY(result(QStringLiteral("1 of 11")));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(result(QStringLiteral("2 of 11")));
    QCOMPARE(text->text().mid(text->selectionBegin(), 8), QStringLiteral("Line 990"));
    QVERIFY(!text->rectOf(text->selectionBegin()).isNull());
    QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
    QTRY_VERIFY(result(QStringLiteral("1 of 11")));
    QTest::keyClicks(field, QStringLiteral("zz"));
    QTRY_VERIFY(result(QStringLiteral("Not found")));
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!field->isVisible());
    QVERIFY(text->hasFocus());
}

void TestDocumentView::goingToALineIsAskedInABar()
{
    m_view->show(1, 0, 0, ui::MarkKind::Selection);
    ui::TextView* text = m_view->textView();
    text->setFocus();
    QTest::keyClick(text, Qt::Key_G, Qt::ControlModifier);
    auto* field = qobject_cast<QLineEdit*>(named(QStringLiteral("Go to line")));
    QVERIFY(field && field->isVisible());
    QTest::keyClicks(field, QStringLiteral("640"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(!field->isVisible());
    QVERIFY(text->text().mid(text->caret()).startsWith(QLatin1String("Line 640 ")));
}

void TestDocumentView::aSelectionIsAskedAbout()
{
    auto* ask = qobject_cast<QToolButton*>(named(QStringLiteral("Ask About This")));
    QVERIFY(ask && !ask->isVisible());
    m_view->show(1, 0, 0, ui::MarkKind::Selection);
    m_view->textView()->select(5, 12);
    QVERIFY(ask->isVisible());
    QSignalSpy asked(m_view.get(), &ui::DocumentView::selectionAsked);
    ask->click();
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked[0][0].toInt(), 1);
    QCOMPARE(asked[0][1].toLongLong(), 5);
    QCOMPARE(asked[0][2].toLongLong(), 12);
    QCOMPARE(asked[0][3].value<ui::DocumentQuestion>(), ui::DocumentQuestion::AskAbout);
}

void TestDocumentView::theOutlineLeadsToAPlace()
{
    auto* tree = m_view->findChild<QTreeView*>();
    QVERIFY(tree && tree->isVisible());
    QVERIFY(!tree->isExpanded(tree->model()->index(1, 0)));
    m_view->show(1, 0, 0, ui::MarkKind::Selection);
    QVERIFY(tree->isExpanded(tree->model()->index(1, 0)));
    const QModelIndex heading = tree->model()->index(0, 0, tree->model()->index(1, 0));
    QCOMPARE(heading.data().toString(), QStringLiteral("Seven hundred"));
    tree->scrollTo(heading);
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(heading).center());
    QCOMPARE(m_view->currentDocument(), 1);
    const ui::TextView* text = m_view->textView();
    QVERIFY(text->text().mid(text->topPosition()).startsWith(QLatin1String("Line 700")));
}

void TestDocumentView::aNarrowViewHidesTheOutlineUntilItIsWanted()
{
    const auto* tree = m_view->findChild<QTreeView*>();
    auto* button = qobject_cast<QToolButton*>(named(QStringLiteral("Outline")));
    QVERIFY(button->isChecked());
    m_view->resize(420, 500);
    QTRY_VERIFY(!tree->isVisible());
    QVERIFY(!button->isChecked());
    button->click();
    QVERIFY(tree->isVisible());
    m_view->resize(430, 500);
    QVERIFY(tree->isVisible());
}

void TestDocumentView::theSameDocumentsKeepTheirPlace()
{
    m_view->show(1, 20'000, 20'010, ui::MarkKind::Exact);
    const qsizetype top = m_view->textView()->topPosition();
    QList<ui::ViewedDocument> more = documents();
    more.prepend({QStringLiteral("new.txt"), QStringLiteral("new"), {}, {}, {}});
    m_view->setDocuments(more);
    QCOMPARE(m_view->currentDocument(), 2);
    QCOMPARE(m_view->textView()->topPosition(), top);
}

void TestDocumentView::anEmptySetSaysSo()
{
    m_view->setDocuments({});
    QCOMPARE(m_view->currentDocument(), -1);
    QVERIFY(!m_view->textView()->isVisible());
    m_view->show(3, 0, 1, ui::MarkKind::Exact); // of a set that is gone
    QCOMPARE(m_view->currentDocument(), -1);
}

QTEST_MAIN(TestDocumentView)
#include "tst_document_view.moc"
