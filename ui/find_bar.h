// FindBar: a field to type what is sought, how much was found, and the way to the next match.

#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;

namespace ui {

class FindBar : public QWidget
{
    Q_OBJECT

public:
    explicit FindBar(QWidget* parent = nullptr);

    void setPrompt(const QString& prompt); // in place of "Find in the conversation"
    void begin();                          // shows it, with the focus in the field
    void setResult(const QString& result);

signals:
    void queryChanged(const QString& query);
    void nextRequested();
    void previousRequested();
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void end();

    QLineEdit* m_field;
    QLabel* m_result;
};

} // namespace ui
