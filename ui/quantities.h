// Numbers as people read them: "812,340", "9.1 GB", "about 6 min".

#pragma once

#include <QString>

namespace ui {

QString countText(qint64 count);
QString sizeText(qint64 bytes);               // "9.1 GB": powers of ten
QString durationText(double seconds);         // "6 min", "1 h 20 min"
QString estimateText(double seconds);         // "about 6 min", "less than 5 s"
QString speedText(double perSecond);          // "12.5", "210": three digits or all of them
QString shareText(double part, double whole); // "12 %", "0.4 %"; of nothing: "0 %"
QString operationsText(double operations);    // "1.6 PFLOP": floating-point operations

} // namespace ui
