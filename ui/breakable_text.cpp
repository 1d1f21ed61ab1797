#include "ui/breakable_text.h"

namespace ui {

QString breakable(const QString& text)
{
    constexpr int kLongestWord = 24;
    constexpr QChar kBreak(0x200b); // as wide as nothing
    QString broken;
    int length = 0;
    for (const QChar c : text) {
        length = c.isSpace() ? 0 : length + 1;
        if (length > kLongestWord && !c.isLowSurrogate()) {
            broken += kBreak;
            length = 1;
        }
        broken += c;
    }
    return broken;
}

} // namespace ui
