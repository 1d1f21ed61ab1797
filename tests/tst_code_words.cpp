#include "ui/code_words.h"

#include <QTest>

class TestCodeWords : public QObject
{
    Q_OBJECT

private slots:
    void wordsHaveTheirColours_data();
    void wordsHaveTheirColours();
    void aCommentGoesOnUntilItsEnd();
    void aLongStringGoesOnUntilItsEnd();
    void plainTextHasNoGrammar();
};

namespace {

// "kind:word" of each span.
QStringList told(const QString& name, const QStringList& lines)
{
    const ui::CodeGrammar* grammar = ui::grammarOf(name);
    QStringList all;
    ui::CodeState state = ui::CodeState::Plain;
    for (const QString& line : lines)
        for (const ui::CodeSpan& span : ui::codeSpans(line, *grammar, state))
            all.append(QChar(QLatin1Char("cksnt#"[int(span.kind)]))
                       + (u':' + line.mid(span.begin, span.length)));
    return all;
}

} // namespace

void TestCodeWords::wordsHaveTheirColours_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("spans");
    const auto row = [](const char* name, const char* line, const QStringList& spans) {
        QTest::addRow("%s: %s", name, line)
            << QString::fromUtf8(name) << QString::fromUtf8(line) << spans;
    };
    const auto list = [](const char* spans) { return QString::fromUtf8(spans).split(u'|'); };
    row("a.cpp", "return x1 + 0x2f; // why", list("k:return|n:0x2f|c:// why"));
    row("a.cpp", "puts(\"a \\\" // b\");", list("s:\"a \\\" // b\""));
    row("a.h", "#include <x>", list("#:#"));
    row("a.py", "def f(x): # it's", list("k:def|c:# it's"));
    row("a.ts", "const s = `a` + 'b'", list("k:const|s:`a`|s:'b'"));
    row("a.rs", "fn f<'a>(x: &'a str)", list("k:fn|k:str"));
    row("a.go", "func main() { }", list("k:func"));
    row("a.sh", "echo $# # count", list("c:# count"));
    row("a.sql", "SELECT a FROM b", list("k:SELECT|k:FROM"));
    row("a.xml", "<a b=\"c\"/>", list("t:<a|s:\"c\""));
    row("a.md", "# Heading", list("k:# Heading"));
    row("a.yaml", "a: true # b", list("k:true|c:# b"));
}

void TestCodeWords::wordsHaveTheirColours()
{
    QFETCH(QString, name);
    QFETCH(QString, line);
    QFETCH(QStringList, spans);
    QCOMPARE(told(name, {line}), spans);
}

void TestCodeWords::aCommentGoesOnUntilItsEnd()
{
    const QStringList lines = QStringLiteral("int a; /* one\nint b;\nend */ int c;").split(u'\n');
    QCOMPARE(told(QStringLiteral("a.c"), lines),
             QStringLiteral("k:int|c:/* one|c:int b;|c:end */|k:int").split(u'|'));
    QCOMPARE(ui::guessedState(u"end */ int", *ui::grammarOf(QStringLiteral("a.c"))),
             ui::CodeState::Comment);
    QCOMPARE(ui::guessedState(u"int /* a */", *ui::grammarOf(QStringLiteral("a.c"))),
             ui::CodeState::Plain);
}

void TestCodeWords::aLongStringGoesOnUntilItsEnd()
{
    const QStringList lines = QStringLiteral("x = '''one\nif 'a' \"\"\"\nend''' if y").split(u'\n');
    QCOMPARE(told(QStringLiteral("a.py"), lines),
             QStringLiteral("s:'''one|s:if 'a' \"\"\"|s:end'''|k:if").split(u'|'));
}

void TestCodeWords::plainTextHasNoGrammar()
{
    QVERIFY(!ui::grammarOf(QStringLiteral("notes.txt")));
    QVERIFY(!ui::grammarOf(QStringLiteral("c")));
    QVERIFY(ui::grammarOf(QStringLiteral("folder/CMakeLists.txt")));
}

QTEST_GUILESS_MAIN(TestCodeWords)
#include "tst_code_words.moc"
