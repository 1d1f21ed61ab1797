#include "ui/quantities.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {
namespace {

struct Quantities
{
    Q_DECLARE_TR_FUNCTIONS(ui::Quantities)
};

} // namespace

QString countText(qint64 count) { return QLocale().toString(count); }

QString sizeText(qint64 bytes)
{
    double unit = 1.0;
    while (double(bytes) / unit >= 999.5) // which would be written as 1,000
        unit *= 1000.0;
    const double shown = std::max(1.0, double(bytes) / unit);
    // One decimal while it says something: 9.1 GB, but 412 MB and 17 bytes.
    const int decimals = unit > 1.0 && shown < 9.95 ? 1 : 0;
    const qint64 rounded = unit > 1.0 ? std::max(bytes, qint64(unit)) : bytes;
    return QLocale().formattedDataSize(rounded, decimals, QLocale::DataSizeSIFormat);
}

QString durationText(double seconds)
{
    if (seconds < 99.5)
        return Quantities::tr("%1 s").arg(countText(std::llround(std::max(0.0, seconds))));
    const qint64 minutes = std::llround(seconds / 60.0);
    if (minutes < 100)
        return Quantities::tr("%1 min").arg(countText(minutes));
    const qint64 hours = minutes / 60;
    if (hours >= 48)
        return Quantities::tr("%1 days").arg(countText((hours + 12) / 24));
    if (hours >= 10 || minutes % 60 == 0)
        return Quantities::tr("%1 h").arg(countText((minutes + 30) / 60));
    return Quantities::tr("%1 h %2 min").arg(countText(hours), countText(minutes % 60));
}

QString estimateText(double seconds)
{
    constexpr double kShortest = 5.0; // below, an estimate says more than is known
    if (seconds < kShortest)
        return Quantities::tr("less than %1 s").arg(countText(std::llround(kShortest)));
    return Quantities::tr("about %1").arg(durationText(seconds));
}

QString speedText(double perSecond)
{
    return QLocale().toString(perSecond, 'f', perSecond < 99.95 ? 1 : 0);
}

QString shareText(double part, double whole)
{
    const double percent = whole > 0.0 ? 100.0 * part / whole : 0.0;
    const int decimals = percent > 0.0 && percent < 9.95 ? 1 : 0;
    return Quantities::tr("%1 %").arg(QLocale().toString(percent, 'f', decimals));
}

QString operationsText(double operations)
{
    static constexpr std::array<const char*, 8> kUnits = {"FLOP",  "kFLOP", "MFLOP", "GFLOP",
                                                          "TFLOP", "PFLOP", "EFLOP", "ZFLOP"};
    std::size_t unit = 0;
    while (operations >= 999.5 && unit + 1 < kUnits.size()) {
        operations /= 1000.0;
        ++unit;
    }
    const bool isWhole = operations >= 9.95 || operations == std::floor(operations);
    return QStringLiteral("%1 %2").arg(QLocale().toString(operations, 'f', isWhole ? 0 : 1),
                                       QString::fromLatin1(kUnits[unit]));
}

} // namespace ui
