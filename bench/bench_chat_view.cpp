// A conversation of 10,000 messages: how long until its end is shown, until a far place is shown after
// a jump, what a frame costs while it scrolls, and what each piece of a growing answer costs in the
// page and holds up in the window.

#include "ui/chat_view.h"
#include "ui/transcript_role.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QStandardItemModel>
#include <QTimer>
#include <QWebEnginePage>

#include <algorithm>
#include <cstdio>
#include <functional>

namespace {

constexpr int kMessages = 10'000;
constexpr int kPieces = 400;
constexpr int kPieceMs = 16;

const QString& answerText()
{
    static const QString kText = QStringLiteral(
        "## Heading\n\nSome **bold** words, `code`, a formula $a^2 + b^2 = c^2$ and [a link]"
        "(https://example.org/).\n\n- one\n- two\n- three\n\n```cpp\nint main() {\n    return 0;"
        " // nothing\n}\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nAnd a last paragraph of text "
        "that "
        "is long enough to need more than one line in a window of usual width, as they do.\n");
    return kText;
}

QStandardItem* message(int number, const QString& text, ui::MessageState state)
{
    auto* item = new QStandardItem;
    item->setData(int(number % 2 == 0 ? ui::Author::User : ui::Author::Assistant), ui::AuthorRole);
    item->setData(text, ui::TextRole);
    item->setData(number, ui::IdRole);
    item->setData(int(state), ui::StateRole);
    return item;
}

class Bench : public QObject
{
public:
    void start()
    {
        for (int i = 0; i < kMessages - 1; ++i)
            m_model.appendRow(
                message(i, i % 2 == 0 ? QStringLiteral("Question %1").arg(i) : answerText(),
                        ui::MessageState::Answered));
        m_answer = message(kMessages - 1, {}, ui::MessageState::Running);
        m_model.appendRow(m_answer);
        m_view.resize(900, 700);
        m_view.show();
        m_view.warmUp();
        connect(m_view.page(), &QWebEnginePage::loadFinished, this, [this] {
            m_clock.start();
            m_view.setModel(&m_model);
            const double ms = double(m_clock.nsecsElapsed()) / 1e6;
            std::printf("taking the model, in the window            %8.1f ms\n", ms);
            until(QStringLiteral("Question 9998"), [this] { onShown(); });
        });
    }

private:
    void until(const QString& text, const std::function<void()>& then)
    {
        m_view.page()->runJavaScript(QStringLiteral("document.body.innerText.includes('%1') && "
                                                    "!document.querySelector('article.waiting')")
                                         .arg(text),
                                     [this, text, then](const QVariant& isThere) {
                                         if (isThere.toBool())
                                             then();
                                         else
                                             until(text, then);
                                     });
    }

    void onShown()
    {
        std::printf("until the end is shown                     %8.1f ms\n", elapsed());
        m_clock.start();
        m_view.setScroll(QStringLiteral("5000:0"));
        until(QStringLiteral("Question 5000"), [this] { onJumped(); });
    }

    void onJumped()
    {
        std::printf("until the middle is shown after a jump     %8.1f ms\n", elapsed());
        // A finger on the wheel: 120 pixels a frame for 120 frames.
        m_view.page()->runJavaScript(QStringLiteral(
            "dispatchEvent(new Event('wheel')); var gaps = [], last = 0, frames = 0;"
            "requestAnimationFrame(function step(now) {"
            "  if (last) gaps.push(now - last); last = now;"
            "  if (++frames <= 120) { scrollBy(0, 120); requestAnimationFrame(step); } });"));
        QTimer::singleShot(4000, this, [this] { onScrolled(); });
    }

    void onScrolled()
    {
        m_view.page()->runJavaScript(
            QStringLiteral("gaps.sort((a, b) => a - b); [gaps.length, gaps[gaps.length >> 1],"
                           " gaps[Math.floor(gaps.length * 0.95)], gaps[gaps.length - 1],"
                           " document.querySelectorAll('article').length].join()"),
            [this](const QVariant& result) {
                const QStringList cells = result.toString().split(u',');
                std::printf(
                    "scrolling, time between frames             %8s ms median, %s at 95 %%, "
                    "%s worst of %s (%s messages in the page)\n",
                    qPrintable(cells.value(1).left(5)), qPrintable(cells.value(2).left(5)),
                    qPrintable(cells.value(3).left(5)), qPrintable(cells.value(0)),
                    qPrintable(cells.value(4)));
                m_view.setScroll({});
                until(QStringLiteral("Question 9998"), [this] { grow(); });
            });
    }

    // A piece every 16 ms; the window should come round as often.
    void grow()
    {
        m_text += answerText().mid((m_pieces * 12) % answerText().size(), 12);
        const qint64 gap = m_pieces > 0 ? m_clock.nsecsElapsed() : 0;
        m_clock.start();
        m_gaps.append(double(gap) / 1e6 - kPieceMs);
        m_answer->setData(m_text, ui::TextRole);
        if (++m_pieces < kPieces) {
            QTimer::singleShot(kPieceMs, Qt::PreciseTimer, this, [this] { grow(); });
            return;
        }
        m_answer->setData(m_text + QStringLiteral("\n\nThe very end"), ui::TextRole);
        m_clock.start();
        until(QStringLiteral("The very end"), [this] { onGrown(); });
    }

    void onGrown()
    {
        std::sort(m_gaps.begin(), m_gaps.end());
        std::printf(
            "growing, the window comes round late by    %8.1f ms median, %.1f worst of %d\n",
            m_gaps[m_gaps.size() / 2], m_gaps.back(), kPieces);
        std::printf("until the last piece is shown              %8.1f ms\n", elapsed());
        QCoreApplication::quit();
    }

    double elapsed() const { return double(m_clock.nsecsElapsed()) / 1e6; }

    QStandardItemModel m_model;
    ui::ChatView m_view;
    QStandardItem* m_answer = nullptr;
    QElapsedTimer m_clock;
    QString m_text;
    QList<double> m_gaps;
    int m_pieces = 0;
};

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    Bench bench;
    bench.start();
    return QApplication::exec();
}
