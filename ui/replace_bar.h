// ReplaceBar: what to look for, and what to put in its place. Below a text; Escape closes it.

#pragma once

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;

namespace ui {

class ReplaceBar : public QWidget
{
    Q_OBJECT

public:
    explicit ReplaceBar(QWidget* parent = nullptr);

    void open(const QString& text); // empty: what was looked for last
    void close();
    void setResult(const QString& result); // a word about the last search
    QString text() const;
    QString replacement() const;
    bool isCaseSensitive() const;

signals:
    void findRequested(bool isForward);
    void replaceRequested();
    void replaceAllRequested();
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QLineEdit* m_text;
    QLineEdit* m_replacement;
    QCheckBox* m_isCaseSensitive;
    QLabel* m_result;
};

} // namespace ui
