// ConsoleDelegate: paints one message of the console as one line: sign, text, repeats, place.

#pragma once

#include <QStyledItemDelegate>

namespace ui {

class ConsoleDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace ui
