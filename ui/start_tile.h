// StartTile: a large button: what can be done, and an example of it.

#pragma once

#include <QAbstractButton>

namespace ui {

class StartTile : public QAbstractButton
{
    Q_OBJECT

public:
    StartTile(const QString& title, const QString& what, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    QFont titleFont() const;

    QString m_what;
};

} // namespace ui
