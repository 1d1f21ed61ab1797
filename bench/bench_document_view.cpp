// Long texts in the viewer: what the window's thread spends on opening one, on a jump and the paint
// behind it, on a paint while it scrolls, and how long a word takes that stands at nine tenths. Also
// the longest time that the thread was held up meanwhile. Run it offscreen.

#include "ui/outline_model.h"
#include "ui/text_finder.h"
#include "ui/text_view.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>
#include <cstdio>

namespace {

constexpr int kPaints = 60;

double milliseconds(const QElapsedTimer& timer) { return double(timer.nsecsElapsed()) / 1e6; }

QString proseOf(qsizetype size, QChar lineEnd)
{
    QString text;
    text.reserve(size + 200);
    for (int line = 1; text.size() < size; ++line) {
        text += QStringLiteral("Line %1: the tenant keeps the rooms in order, and the landlord "
                               "mends the roof whenever it leaks.")
                    .arg(line);
        text += line % 9 == 0 ? QStringLiteral(" ") + lineEnd : QString(lineEnd);
    }
    text.insert(text.size() / 10 * 9, QStringLiteral(" xylograph "));
    return text;
}

void measure(const char* title, const QString& text)
{
    ui::TextView view;
    view.resize(900, 700);
    view.show();
    QElapsedTimer timer;
    timer.start();
    view.setText(text, QStringLiteral("a.cpp"));
    view.grab();
    const double load = milliseconds(timer);

    timer.start();
    view.scrollTo(text.size() / 10 * 7);
    view.grab();
    const double jump = milliseconds(timer);

    timer.start();
    for (int i = 0; i < kPaints; ++i) {
        view.verticalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepAdd);
        view.viewport()->grab();
    }
    const double scroll = milliseconds(timer) / kPaints;

    timer.start();
    view.resize(700, 700);
    view.grab();
    const double resize = milliseconds(timer);

    ui::TextFinder finder;
    finder.setText(text);
    double found = 0;
    double longestGap = 0;
    QElapsedTimer gap;
    gap.start();
    QTimer tick;
    QObject::connect(&tick, &QTimer::timeout, &tick, [&] {
        longestGap = std::max(longestGap, milliseconds(gap));
        gap.start();
    });
    tick.start(0);
    QObject::connect(&finder, &ui::TextFinder::found, &finder, [&](qsizetype begin, qsizetype end) {
        view.select(begin, end);
        found = milliseconds(timer);
    });
    QEventLoop loop;
    QObject::connect(&finder, &ui::TextFinder::progressed, &loop, [&] {
        if (finder.isComplete())
            loop.quit();
    });
    timer.start();
    QTimer::singleShot(0, &finder, [&] {
        finder.setQuery(QStringLiteral("xylograph"));
        finder.find(0, true);
    });
    loop.exec();
    std::printf("%-22s %8.1f %8.1f %8.2f %8.1f %8.1f %8.1f\n", title, load, jump, scroll, resize,
                found, longestGap);
}

void measureOutline()
{
    QList<ui::ViewedDocument> documents;
    for (int i = 0; i < 20'000; ++i) {
        ui::ViewedDocument document;
        document.name = QStringLiteral("source/part%1/file%2.cpp").arg(i / 100).arg(i);
        for (int entry = 0; entry < 30; ++entry)
            document.outline.append({entry, 1, QStringLiteral("function%1of%2").arg(entry).arg(i)});
        documents.append(document);
    }
    ui::OutlineModel model;
    QElapsedTimer timer;
    timer.start();
    model.setDocuments(documents);
    const double set = milliseconds(timer);
    timer.start();
    model.setFilter(QStringLiteral("17of199"));
    std::printf("\noutline of 20,000 files, 600,000 entries: set %.1f ms, filter %.1f ms\n", set,
                milliseconds(timer));
}

} // namespace

int main(int count, char** values)
{
    const QApplication application(count, values);
    std::printf("%-22s %8s %8s %8s %8s %8s %8s   milliseconds\n", "text", "load", "jump", "scroll",
                "resize", "find", "held up");
    constexpr qsizetype kMega = 1'000'000;
    measure("5 MB", proseOf(5 * kMega, u'\n'));
    measure("50 MB", proseOf(50 * kMega, u'\n'));
    measure("one line of 4.5 MB", proseOf(9 * kMega / 2, u' '));
    measureOutline();
    return 0;
}
