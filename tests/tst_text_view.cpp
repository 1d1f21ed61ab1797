#include "ui/text_view.h"

#include <QScrollBar>
#include <QTest>

class TestTextView : public QObject
{
    Q_OBJECT

private slots:
    void aMarkedPlaceComesIntoView();
    void theEndIsTheLastRowOfTheView();
};

namespace {

QString numbered(int lines)
{
    QString text;
    for (int i = 1; i <= lines; ++i)
        text += QStringLiteral("This is line %1 of the text.\n").arg(i);
    return text;
}

void showIn(ui::TextView& view)
{
    view.resize(600, 400);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
}

} // namespace

void TestTextView::aMarkedPlaceComesIntoView()
{
    ui::TextView view;
    const QString text = numbered(5000);
    showIn(view);
    view.setText(text);
    const qsizetype place = text.indexOf(QLatin1String("line 4000"));
    view.setMark(place, place + 9, ui::MarkKind::Exact);
    QVERIFY(view.topPosition() < place);
    QVERIFY(text.mid(view.topPosition(), place - view.topPosition()).count(u'\n') < 20);
}

void TestTextView::theEndIsTheLastRowOfTheView()
{
    ui::TextView view;
    showIn(view);
    view.setText(numbered(5000));
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum());
    const qsizetype rows = view.text().mid(view.topPosition()).count(u'\n') + 1;
    const int height = view.fontMetrics().lineSpacing();
    QVERIFY2(qAbs(int(rows) * height - 400) < 6 * height, qPrintable(QString::number(rows)));
}

QTEST_MAIN(TestTextView)
#include "tst_text_view.moc"
