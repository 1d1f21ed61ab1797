// CostView: what reading costs at growing length: time, memory or arithmetic of the open model and
// of the same model with softmax attention everywhere, with the user's own runs as points.

#pragma once

#include <QList>
#include <QPointF>
#include <QString>
#include <QWidget>

class QLabel;
class QTabBar;

namespace ui {

class Plot;

struct CostCurve
{
    QList<QPointF> asBuilt; // tokens; seconds, bytes or operations
    QList<QPointF> softmax;
    QString formula; // in words; where there are no points: why
};

struct CostCurves
{
    QString model; // empty: none is open
    qint64 contextLimit = 0;
    CostCurve time;
    CostCurve memory;
    CostCurve arithmetic;
};

// A reading of this many tokens that took place.
struct CostPoint
{
    qint64 tokens = 0;
    double seconds = 0.0; // 0: not measured from the first token on
    qint64 bytes = 0;     // 0: not measured
    QString device;
};

class CostView : public QWidget
{
    Q_OBJECT

public:
    enum Kind { Time, Memory, Arithmetic };

    explicit CostView(QWidget* parent = nullptr);

    void setCurves(const CostCurves& curves);
    void setPoints(const QList<CostPoint>& points);
    void setTokens(qint64 tokens); // of the documents that are shown; marked; 0: none
    void setKind(Kind kind);

    QString readOut() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void showKind();
    void showReadOut(double tokens, int point);
    const CostCurve& curve() const;
    double valueOf(const CostPoint& point) const;
    void colour();

    CostCurves m_curves;
    QList<CostPoint> m_points;
    QList<int> m_shownPoints; // of m_points, by their index in the plot
    qint64 m_tokens = 0;
    QTabBar* m_kinds;
    Plot* m_plot;
    QLabel* m_empty; // in place of a plot without curves
    QLabel* m_readOut;
    QLabel* m_formula;
};

} // namespace ui
