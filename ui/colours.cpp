#include "ui/colours.h"

#include <QApplication>

namespace ui {
namespace {

QColor mixed(const QColor& a, const QColor& b, double shareOfB)
{
    const double shareOfA = 1.0 - shareOfB;
    return QColor::fromRgbF(float(a.redF() * shareOfA + b.redF() * shareOfB),
                            float(a.greenF() * shareOfA + b.greenF() * shareOfB),
                            float(a.blueF() * shareOfA + b.blueF() * shareOfB));
}

struct Scheme
{
    QRgb window, base, text, button, accent, accentText, link;
};

constexpr Scheme kLight = {0xfff4f4f2, 0xffffffff, 0xff1d1f21, 0xffececea,
                           0xff0f6b66, 0xffffffff, 0xff0f6b66};
constexpr Scheme kDark = {0xff232528, 0xff1b1d1f, 0xffe7e7e4, 0xff303338,
                          0xff2f8f88, 0xffffffff, 0xff63c7bf};

QPalette paletteFrom(const Scheme& scheme)
{
    QPalette palette;
    palette.setColor(QPalette::Window, QColor(scheme.window));
    palette.setColor(QPalette::WindowText, QColor(scheme.text));
    palette.setColor(QPalette::Base, QColor(scheme.base));
    palette.setColor(QPalette::AlternateBase, QColor(scheme.window));
    palette.setColor(QPalette::Text, QColor(scheme.text));
    palette.setColor(QPalette::Button, QColor(scheme.button));
    palette.setColor(QPalette::ButtonText, QColor(scheme.text));
    palette.setColor(QPalette::ToolTipBase, QColor(scheme.base));
    palette.setColor(QPalette::ToolTipText, QColor(scheme.text));
    palette.setColor(QPalette::Highlight, QColor(scheme.accent));
    palette.setColor(QPalette::HighlightedText, QColor(scheme.accentText));
    palette.setColor(QPalette::Link, QColor(scheme.link));
    palette.setColor(QPalette::LinkVisited, QColor(scheme.link));
    const QColor faint = mixed(QColor(scheme.text), QColor(scheme.window), 0.5);
    palette.setColor(QPalette::PlaceholderText, faint);
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, faint);
    const QColor button(scheme.button);
    palette.setColor(QPalette::Light, button.lighter(130));
    palette.setColor(QPalette::Midlight, button.lighter(110));
    palette.setColor(QPalette::Mid, button.darker(130));
    palette.setColor(QPalette::Dark, button.darker(160));
    palette.setColor(QPalette::Shadow, button.darker(250));
    return palette;
}

} // namespace

void apply(Appearance appearance)
{
    switch (appearance) {
    case Appearance::Desktop:
        QApplication::setPalette(QPalette());
        break;
    case Appearance::Light:
        QApplication::setPalette(paletteFrom(kLight));
        break;
    case Appearance::Dark:
        QApplication::setPalette(paletteFrom(kDark));
        break;
    }
}

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::Base).lightness() < palette.color(QPalette::Text).lightness();
}

QColor dimText(const QPalette& palette)
{
    return mixed(palette.color(QPalette::Text), palette.color(QPalette::Base), 0.35);
}

QColor errorText(const QPalette& palette)
{
    return isDark(palette) ? QColor(0xff, 0x9c, 0x93) : QColor(0xb0, 0x24, 0x1c);
}

QColor raised(const QPalette& palette)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.06);
}

QColor outline(const QPalette& palette)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.2);
}

QColor warningText(const QPalette& palette)
{
    return isDark(palette) ? QColor(0xe8, 0xc0, 0x74) : QColor(0x85, 0x5a, 0x00);
}

QColor goodText(const QPalette& palette)
{
    return isDark(palette) ? QColor(0x8f, 0xd0, 0x9b) : QColor(0x1e, 0x6b, 0x33);
}

QColor addedLine(const QPalette& palette)
{
    return mixed(palette.color(QPalette::Base), QColor(0x2f, 0x9e, 0x44), 0.2);
}

QColor removedLine(const QPalette& palette)
{
    return mixed(palette.color(QPalette::Base), QColor(0xd0, 0x3b, 0x32), 0.18);
}

CodeColours codeColours(const QPalette& palette)
{
    const QColor plain = palette.color(QPalette::Text);
    if (isDark(palette))
        return {plain,
                QColor(0x93, 0x9d, 0x9d),
                QColor(0xc9, 0xa0, 0xea),
                QColor(0x9f, 0xca, 0x8f),
                QColor(0xe6, 0xb0, 0x7a),
                QColor(0x7f, 0xbf, 0xe0),
                QColor(0xd8, 0xbd, 0x76),
                QColor(0xff, 0x9c, 0x93)};
    return {plain,
            QColor(0x5f, 0x6b, 0x6b),
            QColor(0x7a, 0x3e, 0x9d),
            QColor(0x2a, 0x6b, 0x2a),
            QColor(0x96, 0x46, 0x00),
            QColor(0x0b, 0x5c, 0x88),
            QColor(0x7d, 0x52, 0x00),
            QColor(0xa0, 0x30, 0x2a)};
}

} // namespace ui
