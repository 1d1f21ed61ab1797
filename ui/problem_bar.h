// ProblemBar: how many problems the running app has, and what can be done about them. Hidden while
// there are none.

#pragma once

#include <QFrame>

class QCheckBox;
class QLabel;
class QPushButton;

namespace ui {

class ProblemBar : public QFrame
{
    Q_OBJECT

public:
    explicit ProblemBar(QWidget* parent = nullptr);

    // The sentence says more than the number, such as why the program stopped trying. The name of
    // the last good version is empty where there is none to go back to.
    void setProblems(int count, const QString& sentence, const QString& lastGood);
    void setCanFix(bool canFix); // a model is there and free
    void setAutomatic(bool isOn);

signals:
    // Only into the composer, to be changed and sent by hand, when Shift was held.
    void fixRequested(bool isOnlyDraft);
    void automaticChanged(bool isOn);
    void lastGoodRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void colour();

    QLabel* m_text;
    QPushButton* m_fix;
    QPushButton* m_back;
    QCheckBox* m_automatic;
};

} // namespace ui
