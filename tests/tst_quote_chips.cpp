// The quotations below an answer: what is shown of them, and that each leads to its place.

#include "ui/chat_view.h"
#include "ui/quote_chip.h"
#include "ui/transcript_role.h"
#include "ui/transcript_view.h"

#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <QWebEnginePage>

#include <memory>
#include <optional>

namespace {

constexpr int kPatience = 20'000; // milliseconds; a busy machine starts the web engine slowly

QVariantMap quote(const char* status, const char* label, const char* text, const char* tip)
{
    return {{QStringLiteral("status"), QString::fromUtf8(status)},
            {QStringLiteral("label"), QString::fromUtf8(label)},
            {QStringLiteral("text"), QString::fromUtf8(text)},
            {QStringLiteral("tip"), QString::fromUtf8(tip)}};
}

QVariantList quotes()
{
    return {quote("exact", "contract.pdf 3.14", "the rent is 900 euros", ""),
            quote("repaired", "contract.pdf 3.15", "the tenant payes", "payes / pays"),
            quote("missing", "", "pets are <b>welcome</b>", "Nearest: no pets are allowed")};
}

std::unique_ptr<QStandardItemModel> answered(const QVariantList& quotes)
{
    auto model = std::make_unique<QStandardItemModel>();
    auto* item = new QStandardItem;
    item->setData(int(ui::Author::Assistant), ui::AuthorRole);
    item->setData(QStringLiteral("The rent is 900 euros."), ui::TextRole);
    item->setData(QStringLiteral("all 12 files read"), ui::NoteRole);
    item->setData(qint64(42), ui::IdRole);
    item->setData(int(ui::MessageState::Answered), ui::StateRole);
    item->setData(quotes, ui::QuotesRole);
    model->appendRow(item);
    return model;
}

QVariant ask(const ui::ChatView& view, const QString& script)
{
    if (!view.page())
        return {};
    const auto answer = std::make_shared<std::optional<QVariant>>();
    view.page()->runJavaScript(script, [answer](const QVariant& value) { *answer = value; });
    if (!QTest::qWaitFor([&] { return answer->has_value(); }, kPatience))
        qWarning("the page does not answer");
    return answer->value_or(QVariant());
}

} // namespace

class TestQuoteChips : public QObject
{
    Q_OBJECT

private slots:
    void everyStatusHasItsOwnWords();
    void whatIsNoStatusIsNotVerified();
    void thePageShowsChipsAsText();
    void aChipOnThePageLeadsToItsPlace();
    void chipsThatComeLaterAreShown();
    void thePlainTranscriptShowsThemAndLeadsThere();
};

void TestQuoteChips::everyStatusHasItsOwnWords()
{
    QStringList titles;
    for (const char* status : {"exact", "repaired", "elsewhere", "missing"})
        titles.append(ui::QuoteChip(quote(status, "3.14", "", "")).title());
    QCOMPARE(titles, QStringLiteral("✓ Verified · 3.14|≈ Small differences · 3.14|"
                                    "≈ Stands elsewhere · 3.14|✗ Not found · 3.14")
                         .split(u'|'));
}

void TestQuoteChips::whatIsNoStatusIsNotVerified()
{
    QCOMPARE(ui::QuoteChip(quote("Exact", "", "", "")).statusName(), QStringLiteral("missing"));
    QCOMPARE(ui::QuoteChip({}).statusName(), QStringLiteral("missing"));
}

void TestQuoteChips::thePageShowsChipsAsText()
{
    if (!ui::ChatView::isInstalled())
        QSKIP("the web libraries are not installed");
    const auto model = answered(quotes());
    ui::ChatView view;
    view.resize(700, 500);
    view.show();
    view.setModel(model.get());
    const auto shown = [&] {
        return ask(view, QStringLiteral("[...document.querySelectorAll('.quote')].map("
                                        "chip => [...chip.children].map(part => part.textContent)"
                                        ".join('|')).join('; ')"))
            .toString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(
        shown(),
        QStringLiteral("✓ Verified · contract.pdf 3.14|the rent is 900 euros; "
                       "≈ Small differences · contract.pdf 3.15|the tenant payes; "
                       "✗ Not found|pets are <b>welcome</b>"),
        kPatience);
    QCOMPARE(ask(view, QStringLiteral("document.querySelectorAll('.quote')[1].title")).toString(),
             QStringLiteral("payes / pays"));
    // Keyboard and screen reader reach what is a button.
    QCOMPARE(ask(view, QStringLiteral("document.querySelectorAll('button.quote').length")).toInt(),
             3);
    QCOMPARE(ask(view, QStringLiteral("document.querySelectorAll('.quote b').length")).toInt(), 0);
}

void TestQuoteChips::aChipOnThePageLeadsToItsPlace()
{
    if (!ui::ChatView::isInstalled())
        QSKIP("the web libraries are not installed");
    const auto model = answered(quotes());
    ui::ChatView view;
    view.resize(700, 500);
    view.show();
    view.setModel(model.get());
    QSignalSpy activated(&view, &ui::ChatView::quoteActivated);
    QTRY_COMPARE_WITH_TIMEOUT(
        ask(view, QStringLiteral("document.querySelectorAll('.quote').length")).toInt(), 3,
        kPatience);
    ask(view, QStringLiteral("document.querySelectorAll('.quote')[1].click()"));
    QTRY_COMPARE_WITH_TIMEOUT(activated.count(), 1, kPatience);
    QCOMPARE(activated[0][0].toLongLong(), 42);
    QCOMPARE(activated[0][1].toInt(), 1);
}

void TestQuoteChips::chipsThatComeLaterAreShown()
{
    if (!ui::ChatView::isInstalled())
        QSKIP("the web libraries are not installed");
    const auto model = answered({});
    ui::ChatView view;
    view.resize(700, 500);
    view.show();
    view.setModel(model.get());
    QTRY_COMPARE_WITH_TIMEOUT(
        ask(view, QStringLiteral("document.querySelectorAll('.note').length")).toInt(), 1,
        kPatience);
    QCOMPARE(ask(view, QStringLiteral("document.querySelectorAll('.quotes').length")).toInt(), 0);
    model->item(0)->setData(quotes(), ui::QuotesRole);
    QTRY_COMPARE_WITH_TIMEOUT(
        ask(view, QStringLiteral("document.querySelectorAll('.quote').length")).toInt(), 3,
        kPatience);
}

void TestQuoteChips::thePlainTranscriptShowsThemAndLeadsThere()
{
    const auto model = answered({});
    ui::TranscriptView view;
    view.setModel(model.get());
    QSignalSpy activated(&view, &ui::TranscriptView::quoteActivated);
    QVERIFY(!view.toPlainText().contains(u'✓'));
    model->item(0)->setData(quotes(), ui::QuotesRole);
    const QString text = view.toPlainText();
    QVERIFY(text.contains(QStringLiteral("✓ Verified · contract.pdf 3.14")));
    QVERIFY(text.contains(QStringLiteral("✗ Not found")));
    QVERIFY(text.contains(QStringLiteral("pets are <b>welcome</b>")));
    QVERIFY(text.indexOf(u'✗') < text.indexOf(QStringLiteral("all 12 files read")));
    emit view.anchorClicked(QUrl(QStringLiteral("quote:0/2")));
    QCOMPARE(activated.count(), 1);
    QCOMPARE(activated[0][0].toLongLong(), 42);
    QCOMPARE(activated[0][1].toInt(), 2);
}

QTEST_MAIN(TestQuoteChips)
#include "tst_quote_chips.moc"
