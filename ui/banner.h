// Banner: one sentence on what went wrong, in place, until it is closed or made obsolete.

#pragma once

#include <QFrame>

class QLabel;

namespace ui {

class Banner : public QFrame
{
    Q_OBJECT

public:
    explicit Banner(QWidget* parent = nullptr);

    // An empty headline hides it. The detail is shown as plain text.
    void show(const QString& headline, const QString& detail);
    QString headline() const;
    QString text() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void colour();

    QLabel* m_headline;
    QLabel* m_detail;
};

} // namespace ui
