#include "ui/search_hit_delegate.h"

#include "ui/colours.h"
#include "ui/library_role.h"

#include <QApplication>
#include <QPainter>

namespace ui {

constexpr int kPadding = 6;

void SearchHitDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QString title = item.text;
    item.text.clear();
    const QStyle* style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

    const bool isSelected = item.state & QStyle::State_Selected;
    const QColor selected = item.palette.color(QPalette::HighlightedText);
    const QRect text = item.rect.adjusted(kPadding, kPadding, -kPadding, -kPadding);
    const int line = item.fontMetrics.height();
    painter->save();
    painter->setFont(item.font);
    painter->setPen(isSelected ? selected : item.palette.color(QPalette::Text));
    painter->drawText(text, Qt::AlignLeft | Qt::AlignTop,
                      item.fontMetrics.elidedText(title, Qt::ElideRight, text.width()));
    painter->setPen(isSelected ? selected : dimText(item.palette));
    painter->drawText(text.adjusted(0, line, 0, 0), Qt::AlignLeft | Qt::AlignTop,
                      item.fontMetrics.elidedText(index.data(HitExcerptRole).toString(),
                                                  Qt::ElideRight, text.width()));
    painter->restore();
}

QSize SearchHitDelegate::sizeHint(const QStyleOptionViewItem& option,
                                  const QModelIndex& index) const
{
    const int lines = index.data(HitExcerptRole).toString().isEmpty() ? 1 : 2;
    return {80, lines * option.fontMetrics.height() + 2 * kPadding};
}

} // namespace ui
