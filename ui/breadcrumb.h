// Breadcrumb: the way from the whole to where one is, each step a button that leads back there.

#pragma once

#include <QStringList>
#include <QWidget>

class QHBoxLayout;

namespace ui {

class Breadcrumb : public QWidget
{
    Q_OBJECT

public:
    explicit Breadcrumb(QWidget* parent = nullptr);

    void setSteps(const QStringList& steps); // the last is where one is

signals:
    void stepChosen(int step);

private:
    QHBoxLayout* m_row;
};

} // namespace ui
