// Pages of PDF files that the tests write themselves.

#include "ui/document_view.h"
#include "ui/find_bar.h"
#include "ui/page_view.h"
#include "ui/text_view.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPdfDocument>
#include <QPdfSelection>
#include <QPdfWriter>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>
#include <cmath>

using ui::MarkKind;

namespace {

constexpr int kPatience = 10'000; // milliseconds

// As app/documents takes it out of the file.
ui::ViewedDocument documentOf(const QString& path)
{
    ui::ViewedDocument document;
    document.name = QStringLiteral("contract.pdf");
    document.pdfFile = path;
    QPdfDocument pdf;
    pdf.load(path);
    for (int page = 0; page < pdf.pageCount(); ++page) {
        document.pages.append(document.text.size());
        document.text +=
            pdf.getAllText(page).text().replace(QLatin1String("\r\n"), QLatin1String("\n"));
        document.text += u'\n';
    }
    return document;
}

} // namespace

class TestPageView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void visiblePagesAreDrawn();
    void aMarkCoversItsWordsOnThePage();
    void aMarkAcrossPagesIsOnBoth();
    void whatIsSelectedIsTheDocumentsText();
    void zoomAndWidthChangeTheSize();
    void thePageFieldLeadsToAPage();
    void aMarkOpensThePagesAndTheToggleTheText();
    void theOutlineKeepsTheHeadingThatWasChosen();
    void theSearchMarksWhatItFindsOnThePages();
    void aFileThatIsGoneIsShownAsText();
    void aFileThatHasChangedIsShownAsText();
    void fiveHundredPagesDoNotHoldUpTheWindow();

private:
    QString writePdf(const QString& name, int pages, int lines = 40);
    QToolButton* button(const QString& name) const;

    QTemporaryDir m_folder;
    QString m_path;
    ui::ViewedDocument m_document;
    std::unique_ptr<ui::DocumentView> m_view;
    ui::PageView* m_pages = nullptr;
};

QString TestPageView::writePdf(const QString& name, int pages, int lines)
{
    const QString path = m_folder.filePath(name);
    QPdfWriter writer(path);
    writer.setResolution(72);
    QPainter painter(&writer);
    painter.setFont(QFont(QStringLiteral("Liberation Sans"), 12));
    for (int page = 1; page <= pages; ++page) {
        if (page > 1)
            writer.newPage();
        for (int line = 1; line <= lines; ++line)
            painter.drawText(
                20, line * 17,
                QStringLiteral("Page %1 line %2: the tenant keeps the rooms.").arg(page).arg(line));
    }
    return path;
}

QToolButton* TestPageView::button(const QString& name) const
{
    for (auto* button : m_view->findChildren<QToolButton*>())
        if (button->accessibleName() == name)
            return button;
    return nullptr;
}

void TestPageView::initTestCase()
{
    m_path = writePdf(QStringLiteral("contract.pdf"), 6);
    m_document = documentOf(m_path);
    QCOMPARE(m_document.pages.size(), 6);
    QVERIFY(m_document.text.contains(QLatin1String("Page 4 line 30: the tenant")));
}

void TestPageView::init()
{
    m_view = std::make_unique<ui::DocumentView>();
    m_view->resize(900, 600);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    m_pages = m_view->pageView();
    QSignalSpy opened(m_pages, &ui::PageView::opened);
    m_view->setDocuments({m_document});
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, kPatience);
    QCOMPARE(opened[0][0].toString(), QString());
    QCOMPARE(m_pages->pageCount(), 6);
}

void TestPageView::visiblePagesAreDrawn()
{
    QVERIFY(m_view->arePagesShown());
    QTRY_VERIFY_WITH_TIMEOUT(m_pages->isDrawn(0), kPatience);
    QVERIFY(!m_pages->isDrawn(5));
    m_pages->goToPage(5);
    QTRY_VERIFY_WITH_TIMEOUT(m_pages->isDrawn(5), kPatience);
    QCOMPARE(m_pages->currentPage(), 5);
    // There are black letters on white paper.
    const QImage image = m_pages->viewport()->grab().toImage();
    int dark = 0;
    int white = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            dark += image.pixelColor(x, y).lightness() < 80 ? 1 : 0;
            white += image.pixelColor(x, y) == QColor(Qt::white) ? 1 : 0;
        }
    QVERIFY(dark > 1000);
    QVERIFY(white > image.width() * image.height() / 3);
}

void TestPageView::aMarkCoversItsWordsOnThePage()
{
    const QString words = QStringLiteral("line 30: the tenant");
    const qsizetype begin =
        m_document.text.indexOf(words, m_document.text.indexOf(QLatin1String("Page 4 line 30")));
    m_view->show(0, begin, begin + words.size(), MarkKind::Exact);
    QTRY_COMPARE_WITH_TIMEOUT(m_pages->markedAreas(3).size(), 1, kPatience);
    // What the file itself has at this place are the words.
    QPdfDocument pdf;
    pdf.load(m_path);
    const QRectF area = m_pages->markedAreas(3).first();
    const QPdfSelection there =
        pdf.getSelection(3, area.topLeft() + QPointF(1, area.height() / 2),
                         area.bottomRight() - QPointF(1, area.height() / 2));
    QCOMPARE(there.text(), words);
    QCOMPARE(m_pages->currentPage(), 3);
    QVERIFY(m_pages->markedAreas(2).isEmpty());
}

void TestPageView::aMarkAcrossPagesIsOnBoth()
{
    const qsizetype begin = m_document.text.indexOf(QLatin1String("Page 2 line 40"));
    const qsizetype end = m_document.text.indexOf(QLatin1String("Page 3 line 2"));
    m_view->show(0, begin, end, MarkKind::Repaired);
    QTRY_VERIFY_WITH_TIMEOUT(!m_pages->markedAreas(1).isEmpty(), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(!m_pages->markedAreas(2).isEmpty(), kPatience);
    m_view->clearMark();
    QVERIFY(m_pages->markedAreas(1).isEmpty());
}

void TestPageView::whatIsSelectedIsTheDocumentsText()
{
    const QString words = QStringLiteral("line 5: the tenant");
    const qsizetype begin =
        m_document.text.indexOf(words, m_document.text.indexOf(QLatin1String("Page 1 line 5")));
    // Where the words are is known from their mark; there the mouse selects.
    m_view->show(0, begin, begin + words.size(), MarkKind::Exact);
    QTRY_COMPARE_WITH_TIMEOUT(m_pages->markedAreas(0).size(), 1, kPatience);
    m_pages->goToPage(0);
    const QRectF area = m_pages->markedAreas(0).first();
    const QPoint from = m_pages->fromPage(0, {area.left() + 1, area.center().y()});
    const QPoint to = m_pages->fromPage(0, {area.right() - 1, area.center().y()});
    QWidget* viewport = m_pages->viewport();
    QTest::mousePress(viewport, Qt::LeftButton, {}, from);
    QMouseEvent move(QEvent::MouseMove, to, viewport->mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                     Qt::NoModifier);
    QCoreApplication::sendEvent(viewport, &move);
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, to);
    QTRY_VERIFY_WITH_TIMEOUT(m_pages->hasSelection(), kPatience);
    QCOMPARE(m_document.text.mid(m_pages->selectionBegin(),
                                 m_pages->selectionEnd() - m_pages->selectionBegin()),
             words);
    QSignalSpy asked(m_view.get(), &ui::DocumentView::selectionAsked);
    QVERIFY(button(QStringLiteral("Explain"))->isVisible());
    button(QStringLiteral("Explain"))->click();
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked[0][1].toLongLong(), begin);
    QCOMPARE(asked[0][2].toLongLong(), begin + words.size());
}

void TestPageView::zoomAndWidthChangeTheSize()
{
    QVERIFY(m_pages->isFittingWidth());
    const double fitting = m_pages->zoom();
    button(QStringLiteral("Larger"))->click();
    QVERIFY(m_pages->zoom() > fitting);
    QVERIFY(!m_pages->isFittingWidth());
    QVERIFY(m_pages->horizontalScrollBar()->maximum() > 0);
    button(QStringLiteral("Fit the width of the view"))->click();
    QCOMPARE(m_pages->zoom(), fitting);
    m_view->resize(1200, 600);
    QTRY_VERIFY(m_pages->zoom() > fitting);
    const QString percent = QStringLiteral("%1 %").arg(std::lround(m_pages->zoom() * 100));
    const QList<QLabel*> labels = m_view->findChildren<QLabel*>();
    QVERIFY(std::any_of(labels.begin(), labels.end(),
                        [&](const QLabel* label) { return label->text() == percent; }));
}

void TestPageView::thePageFieldLeadsToAPage()
{
    auto* field = m_view->findChild<QSpinBox*>();
    QVERIFY(field && field->isVisible());
    QCOMPARE(field->maximum(), 6);
    field->setValue(4);
    QCOMPARE(m_pages->currentPage(), 3);
    m_pages->goToPage(1);
    QCOMPARE(field->value(), 2);
}

void TestPageView::aMarkOpensThePagesAndTheToggleTheText()
{
    m_pages->goToPage(4);
    QToolButton* asText = button(QStringLiteral("As Text"));
    QVERIFY(asText->isVisible());
    asText->click();
    QVERIFY(!m_view->arePagesShown());
    QVERIFY(m_view->textView()->isVisible());
    QVERIFY(m_document.text.mid(m_view->textView()->topPosition())
                .startsWith(QLatin1String("Page 5 line 1:")));
    asText->click();
    QVERIFY(m_view->arePagesShown());
    QCOMPARE(m_pages->currentPage(), 4);
}

void TestPageView::theOutlineKeepsTheHeadingThatWasChosen()
{
    ui::ViewedDocument document = m_document;
    document.name = QStringLiteral("with headings.pdf");
    for (const char* heading : {"Page 2 line 5", "Page 4 line 9", "Page 4 line 12"})
        document.outline.append(
            {document.text.indexOf(QLatin1String(heading)), 1, QString::fromLatin1(heading)});
    QSignalSpy opened(m_pages, &ui::PageView::opened);
    m_view->setDocuments({document});
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, kPatience);
    auto* tree = m_view->findChild<QTreeView*>();
    const QModelIndex heading = tree->model()->index(1, 0, tree->model()->index(0, 0));
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(heading).center());
    QCOMPARE(m_pages->currentPage(), 3);
    QCOMPARE(tree->currentIndex(), heading);
    m_pages->goToPage(2);
    QCOMPARE(tree->currentIndex().data().toString(), QStringLiteral("Page 2 line 5"));
}

void TestPageView::theSearchMarksWhatItFindsOnThePages()
{
    m_pages->setFocus();
    QTest::keyClick(m_pages, Qt::Key_F, Qt::ControlModifier);
    auto* field = m_view->findChild<ui::FindBar*>()->findChild<QLineEdit*>();
    QVERIFY(field->isVisible());
    QTest::keyClicks(field, QStringLiteral("page 5 line 7"));
    QTRY_COMPARE_WITH_TIMEOUT(m_pages->markedAreas(4).size(), 1, kPatience);
    QVERIFY(m_view->arePagesShown());
    QCOMPARE(m_pages->currentPage(), 4);
    // The text shows the same place.
    button(QStringLiteral("As Text"))->click();
    const qsizetype place = m_document.text.indexOf(QLatin1String("Page 5 line 7"));
    QVERIFY(!m_view->textView()->rectOf(place).isNull());
}

void TestPageView::aFileThatIsGoneIsShownAsText()
{
    ui::ViewedDocument gone = m_document;
    gone.name = QStringLiteral("gone.pdf");
    gone.pdfFile = m_folder.filePath(QStringLiteral("gone.pdf"));
    m_view->setDocuments({gone});
    QTRY_VERIFY_WITH_TIMEOUT(!m_view->arePagesShown(), kPatience);
    QVERIFY(m_view->textView()->isVisible());
}

void TestPageView::aFileThatHasChangedIsShownAsText()
{
    ui::ViewedDocument changed = m_document;
    changed.name = QStringLiteral("changed.pdf");
    changed.pdfFile = writePdf(QStringLiteral("changed.pdf"), 3);
    QSignalSpy opened(m_pages, &ui::PageView::opened);
    m_view->setDocuments({changed});
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, kPatience);
    QVERIFY(opened[0][0].toString().contains(QLatin1String("has changed")));
    QVERIFY(!m_view->arePagesShown());
}

// The thread of the window goes on while 500 pages are opened, leafed through and searched.
void TestPageView::fiveHundredPagesDoNotHoldUpTheWindow()
{
    const ui::ViewedDocument document = documentOf(writePdf(QStringLiteral("long.pdf"), 500, 12));
    QElapsedTimer gap;
    qint64 longest = 0;
    QTimer tick;
    connect(&tick, &QTimer::timeout, this, [&] {
        longest = std::max(longest, gap.elapsed());
        gap.start();
    });
    QSignalSpy opened(m_pages, &ui::PageView::opened);
    gap.start();
    tick.start(0);
    m_view->setDocuments({document});
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, kPatience);
    const qsizetype place = document.text.indexOf(QLatin1String("Page 480 line 10"));
    m_view->show(0, place, place + 16, MarkKind::Exact);
    QTRY_VERIFY_WITH_TIMEOUT(!m_pages->markedAreas(479).isEmpty(), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(m_pages->isDrawn(479), kPatience);
    qInfo("the window was held up for at most %lld ms", longest);
    // A page takes some 20 ms to draw and the file longer to open; a busy machine is slow, too.
    QVERIFY2(longest < 250, qPrintable(QString::number(longest)));
}

QTEST_MAIN(TestPageView)
#include "tst_page_view.moc"
