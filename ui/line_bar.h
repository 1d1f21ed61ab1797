// LineBar: a field for the number of the line to go to; Escape closes it.

#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;

namespace ui {

class LineBar : public QWidget
{
    Q_OBJECT

public:
    explicit LineBar(QWidget* parent = nullptr);

    void begin(qsizetype line, qsizetype lines); // shows it: here, and as many there are

signals:
    void lineChosen(qsizetype line); // from 1
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void end();

    QLineEdit* m_field;
    QLabel* m_lines;
};

} // namespace ui
