// The cost view: reading curves off logarithmic axes, by pointer and by keys, the measured points,
// and the curves that follow from a model's numbers and its readings.

#include "app/cost_curves.h"
#include "app/documents/cost.h"
#include "ui/cost_view.h"
#include "ui/plot.h"

#include <QLabel>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

#include <cmath>

using app::ModelNumbers;
using app::ReadingRun;
using ui::CostCurves;
using ui::CostView;
using ui::Plot;

namespace {

QString word(const char* text) { return QString::fromUtf8(text); }

CostCurves straightCurves()
{
    CostCurves curves;
    curves.model = word("Small");
    curves.contextLimit = 100'000;
    curves.memory.asBuilt = {{1000, 1e6}, {1'000'000, 1e9}};
    curves.memory.softmax = {{1000, 4e6}, {1'000'000, 4e9}};
    curves.memory.formula = word("a thousand bytes for each token");
    curves.time.formula = word("not measured yet");
    return curves;
}

struct Shown
{
    Shown()
    {
        view.resize(600, 500);
        view.setCurves(straightCurves());
        view.setKind(CostView::Memory);
        view.show();
        plot = view.findChild<Plot*>();
        plot->setFocus();
    }
    bool shows(const char* text) const
    {
        for (const QLabel* label : view.findChildren<QLabel*>())
            if (label->isVisible() && label->text() == word(text))
                return true;
        return false;
    }
    CostView view;
    Plot* plot;
};

ModelNumbers smallModel()
{
    ModelNumbers model;
    engine::ModelConfig& config = model.config;
    config.hidden = 64;
    config.heads = 4;
    config.headDim = 32;
    config.kvHeads = 2;
    config.experts = 4;
    config.expertsPerToken = 2;
    config.expertHidden = 128;
    config.contextLimit = 50'000;
    config.layers.resize(8);
    config.layers[7].kind = engine::LayerKind::Softmax;
    model.fingerprint = 0xabc;
    model.weightBytes = 1'000'000;
    model.kvType = kernels::DType::F16;
    model.chunkTokens = 512;
    model.device = word("this processor");
    return model;
}

ReadingRun runOf(qint64 tokens, double seconds, qint64 found = 0)
{
    ReadingRun run;
    run.model = word("abc");
    run.device = word("this processor");
    run.found = found;
    run.tokens = tokens;
    run.seconds = seconds;
    run.bytes = 5'000'000;
    return run;
}

bool isClose(double actual, double wanted) { return std::abs(actual / wanted - 1.0) < 1e-6; }

} // namespace

class tst_CostView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void findsPlacesOnALogarithmicAxisAndTheWayBack()
    {
        const ui::LogScale scale{1.0, 10'000.0, 100.0, 500.0};
        QCOMPARE(scale.placeOf(1.0), 100.0);
        QCOMPARE(scale.placeOf(100.0), 300.0);
        QVERIFY(isClose(scale.valueAt(400.0), 1000.0));
        for (const double value : {1.5, 77.0, 9999.0})
            QVERIFY(isClose(scale.valueAt(scale.placeOf(value)), value));
        const ui::LogScale upside{1.0, 100.0, 400.0, 0.0};
        QCOMPARE(upside.placeOf(10.0), 200.0);
    }

    void readsACurveOffBetweenItsPoints()
    {
        const ui::PlotCurve curve{{}, {{10, 100}, {1000, 10'000}}, false};
        QVERIFY(isClose(valueAt(curve, 100), 1000));
        QCOMPARE(valueAt(curve, 10), 100.0);
        QCOMPARE(valueAt(curve, 1000), 10'000.0);
        QCOMPARE(valueAt(curve, 9), 0.0);
        QCOMPARE(valueAt(curve, 1001), 0.0);
    }

    void saysWhatTheDocumentsThatAreShownCost()
    {
        Shown shown;
        shown.view.setTokens(52'104);
        QCOMPARE(shown.view.readOut(),
                 word("At 52,104 tokens, computed: 52 MB; with softmax attention everywhere "
                      "208 MB, 4.0 times as much."));
        QVERIFY(shown.shows("a thousand bytes for each token"));
    }

    void isReadOffByArrowKeys()
    {
        Shown shown;
        QTest::keyClick(shown.plot, Qt::Key_Home);
        QCOMPARE(shown.view.readOut(), word("At 1,000 tokens, computed: 1.0 MB; with softmax "
                                            "attention everywhere 4.0 MB, 4.0 times as much."));
        QTest::keyClick(shown.plot, Qt::Key_PageUp);
        QVERIFY(shown.view.readOut().startsWith(word("At 10,000 tokens, computed: 10 MB;")));
        QTest::keyClick(shown.plot, Qt::Key_Right);
        QVERIFY(shown.plot->cursorAt() > 10'000.0);
        QTest::keyClick(shown.plot, Qt::Key_End);
        QTest::keyClick(shown.plot, Qt::Key_Right); // the axis ends
        QVERIFY(isClose(shown.plot->cursorAt(), 1e6));
        QCOMPARE(shown.plot->accessibleDescription(), shown.view.readOut());
        QCOMPARE(shown.plot->accessibleName(), word("Memory against tokens"));
    }

    void saysWhatWasMeasuredWhereThePointerIsAtAPoint()
    {
        Shown shown;
        shown.view.setPoints({{20'000, 60.0, 90'000'000, word("a graphics card")},
                              {30'000, 0.0, 0, word("nothing measured")}});
        QSignalSpy moved(shown.plot, &Plot::cursorMoved);
        bool isFound = false;
        for (int x = 0; x < shown.plot->width() && !isFound; x += 5)
            for (int y = 0; y < shown.plot->height() && !isFound; y += 5) {
                QMouseEvent move(QEvent::MouseMove, QPointF(x, y),
                                 shown.plot->mapToGlobal(QPointF(x, y)), Qt::NoButton, Qt::NoButton,
                                 {});
                QCoreApplication::sendEvent(shown.plot, &move);
                isFound = moved.last()[1].toInt() == 0;
            }
        QVERIFY(isFound);
        QVERIFY(shown.view.readOut().startsWith(
            word("Measured on a graphics card: 20,000 tokens, 90 MB. At 20,000 tokens, ")));
    }

    void saysWhyThereIsNoCurve()
    {
        Shown shown;
        shown.view.setKind(CostView::Time);
        QVERIFY(!shown.plot->isVisible());
        QVERIFY(shown.shows("not measured yet"));
        shown.view.setCurves({});
        QVERIFY(shown.shows("Open a model to see what reading costs it."));
    }

    void choosesWhatIsPlottedByKeys()
    {
        Shown shown;
        auto* kinds = shown.view.findChild<QTabBar*>();
        kinds->setFocus();
        QTest::keyClick(kinds, Qt::Key_Left);
        QVERIFY(!shown.plot->isVisible()); // the time is not known
        QTest::keyClick(kinds, Qt::Key_Right);
        QVERIFY(shown.plot->isVisible());
    }

    void drawsBothCurvesOverTheWholeWidth()
    {
        Shown shown;
        const QImage with = shown.plot->grab().toImage();
        CostCurves other = straightCurves();
        other.memory.softmax = {{1000, 4e6}, {1'000'000, 1e9}};
        shown.view.setCurves(other);
        QVERIFY(with != shown.plot->grab().toImage());
    }

    void followsTheFormulasOfTheModel()
    {
        const ModelNumbers model = smallModel();
        const CostCurves curves = app::costCurves(model, word("Small"), {});
        QCOMPARE(curves.contextLimit, 50'000);
        QCOMPARE(curves.memory.asBuilt.first().x(), 1000.0);
        QVERIFY(curves.memory.asBuilt.last().x() > 4 * 50'000 - 2); // beyond the limit
        const documents::ModelShape shape{model.config, model.weightBytes, model.kvType,
                                          model.chunkTokens};
        for (const qsizetype i : {qsizetype{0}, qsizetype{40}, curves.memory.softmax.size() - 1}) {
            const QPointF memory = curves.memory.softmax[i];
            QCOMPARE(memory.y(),
                     double(documents::bytesFor(shape, qint64(memory.x()),
                                                documents::Attention::SoftmaxEverywhere)));
            const QPointF work = curves.arithmetic.asBuilt[i];
            QCOMPARE(work.y(), documents::arithmeticFor(shape, qint64(work.x()),
                                                        documents::Attention::AsBuilt)
                                   .total());
        }
        QVERIFY(curves.time.asBuilt.isEmpty());
        QVERIFY(!curves.time.formula.isEmpty());
        // 7 * 64 * 128 * 5 + 7 * (256 + 3 * 2 * 64 * 128), and 64 * 128 for keys and values
        QVERIFY(curves.arithmetic.formula.contains(word("2 × 640,768 weights")));
        QVERIFY(curves.arithmetic.formula.contains(word("each of 7 lightning layers")));
        // 2 * 2 bytes * 2 heads * 32 for keys and values; in all layers eight times that
        QVERIFY(curves.memory.formula.contains(word("256 bytes for the keys and values")));
        QVERIFY(curves.memory.formula.contains(word("but 2.0 kB for each token")));
    }

    void goesThroughTheRunsOfThisModelAndDevice()
    {
        const ModelNumbers model = smallModel();
        ReadingRun ofAnother = runOf(10'000, 500.0);
        ofAnother.model = word("def");
        ReadingRun elsewhere = runOf(10'000, 500.0);
        elsewhere.device = word("another processor");
        const CostCurves curves =
            app::costCurves(model, word("Small"), {runOf(10'000, 5.0), ofAnother, elsewhere});
        const ui::PlotCurve time{{}, curves.time.asBuilt, false};
        QVERIFY(std::abs(valueAt(time, 10'000) / 5.0 - 1.0) < 0.01); // between two samples
        const QList<ui::CostPoint> points = app::costPoints(
            model, {runOf(10'000, 5.0), ofAnother, elsewhere, runOf(2'000, 3.0, 8'000)});
        QCOMPARE(points.size(), 3);
        QCOMPARE(points[1].device, word("another processor"));
        QCOMPARE(points[2].tokens, 10'000); // that is what the memory was needed for
        QCOMPARE(points[2].seconds, 0.0);   // the time of a part is not that of the whole
    }
};

QTEST_MAIN(tst_CostView)
#include "tst_cost_view.moc"
