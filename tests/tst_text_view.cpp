#include "ui/text_view.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

class TestTextView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void aMarkedPlaceComesIntoView();
    void theExactCharactersAreMarked();
    void theEndIsTheLastRowOfTheView();
    void everyRowIsReachedByScrolling();
    void aLongLineIsShownInPieces();
    void draggingSelectsAndCopyCopiesIt();
    void aDoubleClickSelectsTheWord();
    void keysMoveAndSelect();
    void selectAllSelectsEverything();
    void goingToALineShowsIt();
    void theMenuAsksAboutTheSelection();
    void aScreenReaderHearsLinesAndSelection();

private:
    std::unique_ptr<ui::TextView> m_view;
};

namespace {

QString numbered(int lines)
{
    QString text;
    for (int i = 1; i <= lines; ++i)
        text += QStringLiteral("This is line %1 of the text.\n").arg(i);
    return text;
}

QString selected(const ui::TextView& view)
{
    return view.text().mid(view.selectionBegin(), view.selectionEnd() - view.selectionBegin());
}

} // namespace

void TestTextView::initTestCase() { QAccessible::setActive(true); }

void TestTextView::init()
{
    m_view = std::make_unique<ui::TextView>();
    m_view->resize(600, 400);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    m_view->activateWindow();
    m_view->setFocus();
}

void TestTextView::aMarkedPlaceComesIntoView()
{
    const QString text = numbered(5000);
    m_view->setText(text);
    const qsizetype place = text.indexOf(QLatin1String("line 4000"));
    m_view->setMark(place, place + 9, ui::MarkKind::Exact);
    QVERIFY(!m_view->rectOf(place).isNull());
    QVERIFY(!m_view->rectOf(place + 8).isNull());
    QVERIFY(m_view->topPosition() < place);
}

void TestTextView::theExactCharactersAreMarked()
{
    m_view->setText(QStringLiteral("one two three"));
    m_view->setMark(4, 7, ui::MarkKind::Exact);
    const QImage image = m_view->viewport()->grab().toImage();
    const auto colourAbove = [&](qsizetype position) {
        const QRect rect = m_view->rectOf(position);
        return image.pixelColor(rect.center().x(), rect.top() + 1);
    };
    const QColor base = m_view->palette().color(QPalette::Base);
    QCOMPARE(colourAbove(2), base);
    for (const qsizetype position : {4, 5, 6})
        QVERIFY2(colourAbove(position) != base, qPrintable(QString::number(position)));
    QCOMPARE(colourAbove(8), base);
}

void TestTextView::theEndIsTheLastRowOfTheView()
{
    m_view->setText(numbered(5000));
    m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum());
    const QRect last = m_view->rectOf(m_view->text().size());
    QVERIFY(!last.isNull());
    QVERIFY(last.bottom() > m_view->viewport()->height() - 2 * last.height());
}

void TestTextView::everyRowIsReachedByScrolling()
{
    m_view->setText(numbered(200));
    QScrollBar* bar = m_view->verticalScrollBar();
    int rows = 0;
    for (int before = -1; bar->value() != before && rows < 1000; ++rows) {
        before = bar->value();
        bar->triggerAction(QAbstractSlider::SliderSingleStepAdd);
    }
    QCOMPARE(bar->value(), bar->maximum());
    const int inView =
        m_view->viewport()->height() / m_view->rectOf(m_view->text().size()).height();
    // The text ends with an empty line, and the last step moves nothing.
    QVERIFY2(qAbs(rows - (201 - inView + 1)) <= 1, qPrintable(QString::number(rows)));
}

void TestTextView::aLongLineIsShownInPieces()
{
    const QString text = QStringLiteral("word ").repeated(200'000);
    m_view->setText(text);
    m_view->setMark(700'000, 700'004, ui::MarkKind::Exact);
    QVERIFY(!m_view->rectOf(700'000).isNull());
    QCOMPARE(m_view->lineAt(700'000), 1);
    m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum());
    QVERIFY(!m_view->rectOf(text.size()).isNull());
}

void TestTextView::draggingSelectsAndCopyCopiesIt()
{
    m_view->setText(QStringLiteral("first line\nsecond line\n"));
    const QSignalSpy changed(m_view.get(), &ui::TextView::selectionChanged);
    QWidget* viewport = m_view->viewport();
    QTest::mousePress(viewport, Qt::LeftButton, {}, m_view->rectOf(6).center() - QPoint(3, 0));
    QMouseEvent move(QEvent::MouseMove, m_view->rectOf(17).center() - QPoint(3, 0),
                     viewport->mapToGlobal(m_view->rectOf(17).center()), Qt::NoButton,
                     Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(viewport, &move);
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, m_view->rectOf(17).center());
    QCOMPARE(selected(*m_view), QStringLiteral("line\nsecond"));
    QVERIFY(changed.count() >= 2);
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("line\nsecond"));
}

void TestTextView::aDoubleClickSelectsTheWord()
{
    m_view->setText(QStringLiteral("the tenant's rooms"));
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, m_view->rectOf(15).center());
    QCOMPARE(selected(*m_view), QStringLiteral("rooms"));
}

void TestTextView::keysMoveAndSelect()
{
    m_view->setText(QStringLiteral("alpha beta\ngamma\ndelta epsilon\n"));
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QCOMPARE(m_view->caret(), 10);
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QCOMPARE(m_view->caret(), 16); // the line is shorter
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QCOMPARE(m_view->caret(), 27); // and the column is kept
    QTest::keyClick(m_view.get(), Qt::Key_Home, Qt::ControlModifier);
    QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(selected(*m_view), QStringLiteral("alpha "));
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QVERIFY(!m_view->hasSelection());
    QTest::keyClick(m_view.get(), Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(m_view->caret(), m_view->text().size());
    QTest::keyClick(m_view.get(), Qt::Key_Left);
    QCOMPARE(m_view->caret(), m_view->text().size() - 1);
}

void TestTextView::selectAllSelectsEverything()
{
    m_view->setText(numbered(3000));
    QTest::keyClick(m_view.get(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(selected(*m_view), m_view->text());
}

void TestTextView::goingToALineShowsIt()
{
    m_view->setText(numbered(30'000));
    m_view->goToLine(20'000);
    QVERIFY(m_view->text().mid(m_view->caret()).startsWith(QLatin1String("This is line 20000 ")));
    QVERIFY(!m_view->rectOf(m_view->caret()).isNull());
    QCOMPARE(m_view->lineAt(m_view->caret()), 20'000);
    m_view->goToLine(99'999'999);
    QCOMPARE(m_view->caret(), m_view->text().size());
}

void TestTextView::theMenuAsksAboutTheSelection()
{
    m_view->setText(numbered(3));
    m_view->select(0, 4);
    QSignalSpy asked(m_view.get(), &ui::TextView::questionAsked);
    QContextMenuEvent event(QContextMenuEvent::Mouse, QPoint(50, 5), m_view->mapToGlobal(QPoint()));
    QCoreApplication::sendEvent(m_view->viewport(), &event);
    auto* menu = m_view->findChild<QMenu*>();
    QVERIFY(menu);
    for (QAction* action : menu->actions())
        if (action->text() == QLatin1String("Explain"))
            action->trigger();
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().first().value<ui::DocumentQuestion>(), ui::DocumentQuestion::Explain);
    menu->close();
}

void TestTextView::aScreenReaderHearsLinesAndSelection()
{
    m_view->setText(QStringLiteral("first line\nsecond line\n"));
    QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(m_view.get());
    QVERIFY(accessible);
    QCOMPARE(accessible->text(QAccessible::Name), QStringLiteral("Text of the document"));
    QAccessibleTextInterface* text = accessible->textInterface();
    QVERIFY(text);
    QCOMPARE(text->characterCount(), 23);
    int begin = 0;
    int end = 0;
    QCOMPARE(text->textAtOffset(13, QAccessible::LineBoundary, &begin, &end),
             QStringLiteral("second line\n"));
    QCOMPARE(begin, 11);
    QCOMPARE(text->textAtOffset(13, QAccessible::WordBoundary, &begin, &end),
             QStringLiteral("second"));
    QCOMPARE(text->textAfterOffset(2, QAccessible::ParagraphBoundary, &begin, &end),
             QStringLiteral("second line\n"));
    QCOMPARE(text->textBeforeOffset(13, QAccessible::LineBoundary, &begin, &end),
             QStringLiteral("first line\n"));
    text->setSelection(0, 11, 17);
    QCOMPARE(selected(*m_view), QStringLiteral("second"));
    QVERIFY(!text->characterRect(12).isNull());
}

QTEST_MAIN(TestTextView)
#include "tst_text_view.moc"
