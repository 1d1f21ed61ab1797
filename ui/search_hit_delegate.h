// SearchHitDelegate: paints a search result in two lines: the conversation, and the words that were
// found in it.

#pragma once

#include <QStyledItemDelegate>

namespace ui {

class SearchHitDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace ui
