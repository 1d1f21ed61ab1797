#include "ui/console_delegate.h"

#include "ui/colours.h"
#include "ui/console_model.h"

#include <QApplication>
#include <QLocale>
#include <QPainter>

namespace ui {
namespace {

constexpr int kPadding = 6;
constexpr int kLongestLine = 400; // what is painted of it at most

struct Look
{
    QString sign;
    QColor colour;
};

// The sign tells the level to those who do not see the colour.
Look lookOf(ConsoleLevel level, const QPalette& palette)
{
    switch (level) {
    case ConsoleLevel::Error:
        return {QStringLiteral("✕"), errorText(palette)};
    case ConsoleLevel::Warning:
        return {QStringLiteral("!"), warningText(palette)};
    case ConsoleLevel::Input:
        return {QStringLiteral("›"), dimText(palette)};
    case ConsoleLevel::Result:
        return {QStringLiteral("‹"), palette.color(QPalette::Link)};
    case ConsoleLevel::Info:
        break;
    }
    return {QString(), palette.color(QPalette::Text)};
}

} // namespace

QSize ConsoleDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {100, option.fontMetrics.height() + kPadding};
}

void ConsoleDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const
{
    const auto level = ConsoleLevel(index.data(ConsoleModel::LevelRole).toInt());
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const Look look = lookOf(level, option.palette);
    const QColor dim =
        isSelected ? option.palette.color(QPalette::HighlightedText) : dimText(option.palette);
    painter->save();
    painter->setFont(option.font);
    if (isSelected)
        painter->fillRect(option.rect, option.palette.color(QPalette::Highlight));
    else if (level == ConsoleLevel::Error)
        painter->fillRect(option.rect, removedLine(option.palette));
    painter->setPen(outline(option.palette));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());

    const QFontMetrics& metrics = option.fontMetrics;
    QRect area = option.rect.adjusted(kPadding, 0, -kPadding, 0);
    painter->setPen(isSelected ? dim : look.colour);
    const int signWidth = metrics.horizontalAdvance(QStringLiteral("✕")) + kPadding;
    painter->drawText(QRect(area.topLeft(), QSize(signWidth, area.height())), Qt::AlignVCenter,
                      look.sign);
    area.setLeft(area.left() + signWidth);

    const auto drawAtRight = [&](const QString& text, int flags) {
        if (text.isEmpty())
            return;
        const int width = std::min(metrics.horizontalAdvance(text) + kPadding, area.width() / 2);
        const QRect place(area.right() - width, area.top(), width, area.height());
        painter->drawText(place, flags | Qt::AlignVCenter,
                          metrics.elidedText(text, Qt::ElideLeft, width));
        area.setRight(place.left() - kPadding);
    };
    painter->setPen(dim);
    if (const int line = index.data(ConsoleModel::LineRole).toInt(); line > 0) {
        const QString file = index.data(ConsoleModel::FileRole).toString();
        drawAtRight(file + u':' + QString::number(line), Qt::AlignRight);
    }
    painter->setPen(isSelected ? dim : look.colour);
    if (const int count = index.data(ConsoleModel::CountRole).toInt(); count > 1)
        drawAtRight(u'×' + QLocale().toString(count), Qt::AlignRight);
    const QString line = index.data(Qt::DisplayRole).toString().left(kLongestLine).simplified();
    painter->drawText(area, Qt::AlignVCenter | Qt::TextSingleLine,
                      metrics.elidedText(line, Qt::ElideRight, area.width()));
    painter->restore();
}

} // namespace ui
