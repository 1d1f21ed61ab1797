// DocumentInvitation: what the page shows while there are no documents: how to bring some.

#pragma once

#include <QWidget>

namespace ui {

class DocumentInvitation : public QWidget
{
    Q_OBJECT

public:
    explicit DocumentInvitation(QWidget* parent = nullptr);

signals:
    void addRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace ui
