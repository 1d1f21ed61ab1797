#include "ui/start_tile.h"

#include "ui/colours.h"

#include <QPainter>
#include <QStyleOption>

#include <algorithm>

namespace ui {

constexpr int kPadding = 14;
constexpr int kGap = 4;

StartTile::StartTile(const QString& title, const QString& what, QWidget* parent)
    : QAbstractButton(parent)
    , m_what(what)
{
    setText(title);
    setAccessibleName(title);
    setAccessibleDescription(what);
    setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QFont StartTile::titleFont() const
{
    QFont font = this->font();
    font.setWeight(QFont::DemiBold);
    font.setPointSizeF(font.pointSizeF() * 1.1);
    return font;
}

int StartTile::heightForWidth(int width) const
{
    const QRect room(0, 0, std::max(1, width - 2 * kPadding), 10'000);
    const int text = fontMetrics().boundingRect(room, Qt::TextWordWrap, m_what).height();
    return 2 * kPadding + QFontMetrics(titleFont()).height() + kGap + text;
}

QSize StartTile::sizeHint() const { return {210, heightForWidth(210)}; }
QSize StartTile::minimumSizeHint() const { return {110, 2 * kPadding + fontMetrics().height()}; }

void StartTile::enterEvent(QEnterEvent* event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void StartTile::leaveEvent(QEvent* event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

void StartTile::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isLit = (underMouse() || isDown()) && isEnabled();
    painter.setPen(
        QPen(hasFocus() || isLit ? palette().color(QPalette::Highlight) : outline(palette()),
             hasFocus() ? 2.0 : 1.0));
    painter.setBrush(isDown() ? raised(palette()) : palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1.0, 1.0, -1.0, -1.0), 7.0, 7.0);

    const QRect room = rect().adjusted(kPadding, kPadding, -kPadding, -kPadding);
    const QFont title = titleFont();
    painter.setFont(title);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(room, Qt::AlignLeft | Qt::AlignTop, text());
    painter.setFont(font());
    painter.setPen(dimText(palette()));
    painter.drawText(room.adjusted(0, QFontMetrics(title).height() + kGap, 0, 0),
                     Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_what);
}

} // namespace ui
