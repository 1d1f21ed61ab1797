#include "ui/cost_view.h"

#include "ui/colours.h"
#include "ui/plot.h"
#include "ui/quantities.h"

#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QTabBar>
#include <QVBoxLayout>

#include <cmath>

namespace ui {
namespace {

using Kind = CostView::Kind;

QString shortSeconds(double seconds)
{
    return seconds < 9.95 ? CostView::tr("%1 s").arg(QLocale().toString(seconds, 'g', 2))
                          : durationText(seconds);
}

// Of a tick: "1 h", where a duration would be "60 min".
QString axisSeconds(double seconds)
{
    const auto whole = [](double value) { return countText(std::llround(value)); };
    return seconds < 59.5      ? shortSeconds(seconds)
           : seconds < 3599.5  ? CostView::tr("%1 min").arg(whole(seconds / 60.0))
           : seconds < 86399.5 ? CostView::tr("%1 h").arg(whole(seconds / 3600.0))
                               : CostView::tr("%1 days").arg(whole(seconds / 86400.0));
}

QString valueText(Kind kind, double value)
{
    switch (kind) {
    case CostView::Time:
        return shortSeconds(value);
    case CostView::Memory:
        return sizeText(qint64(value));
    case CostView::Arithmetic:
        return operationsText(value);
    }
    Q_UNREACHABLE();
}

// "100k", "1M": an axis has room for no more.
QString shortCount(double value)
{
    return value < 999.5       ? QLocale().toString(value, 'f', 0)
           : value < 999'500.0 ? CostView::tr("%1k").arg(QLocale().toString(value / 1e3, 'f', 0))
                               : CostView::tr("%1M").arg(QLocale().toString(value / 1e6, 'f', 0));
}

QList<PlotTick> countTicks()
{
    QList<PlotTick> ticks;
    for (int power = 2; power <= 9; ++power)
        ticks += {std::pow(10.0, power), shortCount(std::pow(10.0, power)), false};
    return ticks;
}

QList<PlotTick> valueTicks(Kind kind)
{
    QList<PlotTick> ticks;
    if (kind == CostView::Time) {
        constexpr double kMinute = 60.0;
        constexpr double kHour = 3600.0;
        constexpr double kDay = 86400.0;
        for (const double seconds :
             {0.001, 0.01, 0.1, 1.0, 10.0, kMinute, 10 * kMinute, kHour, 10 * kHour, 4 * kDay,
              40 * kDay, 365 * kDay, 3650 * kDay, 36500 * kDay})
            ticks += {seconds, axisSeconds(seconds), false};
        return ticks;
    }
    constexpr int kMostBytes = 16; // powers of ten that an integer holds
    for (int power = 3; power <= (kind == CostView::Memory ? kMostBytes : 26); ++power)
        for (const int digit : {1, 2, 5}) {
            const double value = digit * std::pow(10.0, power);
            const bool isMinor = digit > 1 || (kind == CostView::Arithmetic && power % 2 == 1);
            ticks += {value,
                      kind == CostView::Memory
                          ? QLocale().formattedDataSize(qint64(value), 0, QLocale::DataSizeSIFormat)
                          : operationsText(value),
                      isMinor};
        }
    return ticks;
}

} // namespace

CostView::CostView(QWidget* parent)
    : QWidget(parent)
    , m_kinds(new QTabBar(this))
    , m_plot(new Plot(this))
    , m_empty(new QLabel(this))
    , m_readOut(new QLabel(this))
    , m_formula(new QLabel(this))
{
    m_kinds->addTab(tr("Time"));
    m_kinds->addTab(tr("Memory"));
    m_kinds->addTab(tr("Arithmetic"));
    m_kinds->setDrawBase(false);
    m_kinds->setExpanding(false);
    m_kinds->setAccessibleName(tr("What is plotted"));
    for (QLabel* label : {m_empty, m_readOut, m_formula}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    for (QLabel* label : {m_readOut, m_formula})
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_empty->setAlignment(Qt::AlignCenter);
    m_readOut->setMinimumHeight(2 * fontMetrics().lineSpacing()); // the plot does not jump
    m_readOut->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 8, 10, 10);
    layout->setSpacing(8);
    layout->addWidget(m_kinds);
    layout->addWidget(m_plot, 1);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_readOut);
    layout->addWidget(m_formula);
    connect(m_kinds, &QTabBar::currentChanged, this, &CostView::showKind);
    connect(m_plot, &Plot::cursorMoved, this, &CostView::showReadOut);
    showKind();
    colour();
}

void CostView::setCurves(const CostCurves& curves)
{
    m_curves = curves;
    showKind();
}

void CostView::setPoints(const QList<CostPoint>& points)
{
    m_points = points;
    showKind();
}

void CostView::setTokens(qint64 tokens)
{
    m_tokens = tokens;
    showKind();
}

void CostView::setKind(Kind kind) { m_kinds->setCurrentIndex(kind); }

QString CostView::readOut() const { return m_readOut->text(); }

const CostCurve& CostView::curve() const
{
    switch (m_kinds->currentIndex()) {
    case Time:
        return m_curves.time;
    case Memory:
        return m_curves.memory;
    default:
        return m_curves.arithmetic;
    }
}

double CostView::valueOf(const CostPoint& point) const
{
    switch (m_kinds->currentIndex()) {
    case Time:
        return point.seconds;
    case Memory:
        return double(point.bytes);
    default:
        return 0.0; // computed, never measured
    }
}

void CostView::showKind()
{
    const auto kind = Kind(m_kinds->currentIndex());
    const CostCurve& shown = curve();
    const bool hasCurves = !shown.asBuilt.isEmpty();
    m_plot->setVisible(hasCurves);
    m_readOut->setVisible(hasCurves);
    m_formula->setVisible(hasCurves);
    m_empty->setVisible(!hasCurves);
    m_empty->setText(m_curves.model.isEmpty() ? tr("Open a model to see what reading costs it.")
                                              : shown.formula);
    m_formula->setText(shown.formula);

    PlotContents contents;
    contents.xTitle = tr("tokens");
    contents.yTitle = kind == Time     ? tr("Time to read")
                      : kind == Memory ? tr("Memory")
                                       : tr("Arithmetic: operations to read");
    contents.xTicks = countTicks();
    contents.yTicks = valueTicks(kind);
    contents.curves = {{m_curves.model, shown.asBuilt, false},
                       {tr("the same with softmax attention everywhere"), shown.softmax, true}};
    contents.limit = double(m_curves.contextLimit);
    contents.limitText = tr("reads at most %1").arg(countText(m_curves.contextLimit));
    contents.here = double(m_tokens);
    contents.hereText = tr("these documents");
    m_shownPoints.clear();
    for (int i = 0; i < int(m_points.size()); ++i) {
        const CostPoint& point = m_points[i];
        const double value = valueOf(point);
        if (point.tokens <= 0 || value <= 0.0)
            continue;
        const QString group = tr("measured: %1").arg(point.device);
        if (!contents.groups.contains(group))
            contents.groups += group;
        contents.points +=
            {QPointF(double(point.tokens), value), int(contents.groups.indexOf(group))};
        m_shownPoints += i;
    }
    m_plot->setContents(contents);
    const double start = m_tokens > 0 ? double(m_tokens)
                         : hasCurves
                             ? std::sqrt(shown.asBuilt.first().x() * shown.asBuilt.last().x())
                             : 0.0;
    const double at = m_plot->cursorAt() > 0.0 && m_tokens == 0 ? m_plot->cursorAt() : start;
    m_plot->setCursorAt(at);
    showReadOut(at, -1);
}

// "At 100,000 tokens: M1 6 min, with softmax attention everywhere 3 h 20 min, 33 times as much."
void CostView::showReadOut(double tokens, int point)
{
    const auto kind = Kind(m_kinds->currentIndex());
    QString text;
    if (point >= 0) {
        const CostPoint& measured = m_points[m_shownPoints[point]];
        text = tr("Measured on %1: %2 tokens, %3.")
                   .arg(measured.device, countText(measured.tokens),
                        valueText(kind, valueOf(measured)));
    }
    const double asBuilt = valueAt({{}, curve().asBuilt, false}, tokens);
    const double softmax = valueAt({{}, curve().softmax, false}, tokens);
    if (asBuilt > 0.0 && softmax > 0.0) {
        // Two digits, as many as one points at; all of those of the documents.
        const double step =
            tokens == double(m_tokens) ? 1.0 : std::pow(10.0, std::floor(std::log10(tokens)) - 1.0);
        const QString at =
            tr("At %1 tokens, computed: %2; with softmax attention everywhere %3, "
               "%4 times as much.")
                .arg(countText(qint64(std::round(tokens / step) * step)), valueText(kind, asBuilt),
                     valueText(kind, softmax),
                     QLocale().toString(softmax / asBuilt, 'f', softmax / asBuilt < 9.95 ? 1 : 0));
        text = text.isEmpty() ? at : text + u' ' + at;
    }
    m_readOut->setText(text);
    m_plot->setAccessibleDescription(text);
}

void CostView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

void CostView::colour()
{
    QPalette dim = palette();
    dim.setColor(QPalette::WindowText, dimText(palette()));
    dim.setColor(QPalette::Text, dimText(palette()));
    m_formula->setPalette(dim);
    m_empty->setPalette(dim);
}

} // namespace ui
