// PageTools: which page is shown of how many, and how large.

#pragma once

#include <QWidget>

class QLabel;
class QSpinBox;
class QToolButton;

namespace ui {

class PageTools : public QWidget
{
    Q_OBJECT

public:
    explicit PageTools(QWidget* parent = nullptr);

    void setPage(int page, int count); // page from 0
    void setZoom(double zoom, bool isFittingWidth);

signals:
    void pageChosen(int page); // from 0
    void zoomStepped(double factor);
    void fitWidthRequested();

private:
    QSpinBox* m_page;
    QLabel* m_count;
    QLabel* m_zoom;
    QToolButton* m_fitWidth;
};

} // namespace ui
