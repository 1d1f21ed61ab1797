#include "app/documents/symbols.h"

#include <QElapsedTimer>
#include <QTest>

class TestSymbols : public QObject
{
    Q_OBJECT

private slots:
    void symbolsAreFound_data();
    void symbolsAreFound();
    void placesAreThoseOfTheLines();
    void otherTextsHaveNone();
};

void TestSymbols::symbolsAreFound_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("symbols"); // ">" for each level below the first
    const auto row = [](const char* title, const char* name, const char* text,
                        const char* symbols) {
        QTest::addRow("%s", title)
            << QString::fromUtf8(name) << QString::fromUtf8(text) << QString::fromUtf8(symbols);
    };
    row("C", "a.c",
        "#include <x.h>\n"
        "int declared(int a);\n"
        "/* int commented(void) {\n int b(void) {\n*/\n"
        "static const char *name(struct a *x,\n                        int y)\n{\n"
        "    if (x) {\n    }\n    while (f(x)) {\n    }\n    return call(x);\n}\n"
        "struct point {\n    int x;\n};\n"
        "struct point make(void) { }\n"
        "struct forward;\n"
        "int values[] = {f(1), 2};\n"
        "GNU_style (int x)\n{\n}\n",
        "name() struct·point make() GNU_style()");
    row("C++", "a.cpp",
        "namespace a {\nclass Declared;\n"
        "template <class T> class View final : public Base<T>\n{\npublic:\n"
        "    explicit View(int x) : m_x(x) {}\n    int size() const { return 1; }\n"
        "    int declared() const;\n    bool operator==(const View& o) const { return o; }\n};\n"
        "enum class Kind { A, B };\n"
        "View::View(int x)\n    : m_x(x)\n{\n    for (int i : x) {\n    }\n"
        "    const auto f = [](int y) { return y; };\n}\n"
        "View::~View() = default;\n"
        "std::vector<int> View::all(const std::function<void(int)>& f) const noexcept\n{\n}\n"
        "TEST(Suite, works)\n{\n}\n}\n",
        "class·View >View() >size() >operator==() enum·Kind View::View() View::all() "
        "TEST(Suite,·works)");
    row("Python", "a.py",
        "import x\nclass Reader(Base):\n    \"\"\"A text:\n    def notThis():\n    \"\"\"\n"
        "    def read(self):\n        def inner():\n            pass\n"
        "    async def wait(self):\n        pass\n@decorated\ndef main():\n    pass\n# def no():\n",
        "class·Reader >read() >>inner() >wait() main()");
    row("TypeScript", "a.ts",
        "export default async function load(x) {\n  if (x) {\n  }\n}\n"
        "export abstract class Page extends Base {\n  private async draw(a: number): void {\n"
        "    for (const b of c) {\n    }\n  }\n}\n"
        "const area = (w: number, h: number) => w * h;\n"
        "let count = 3;\nexport interface Shape {\n}\n",
        "load() class·Page >draw() area() interface·Shape");
    row("Rust", "a.rs",
        "pub(crate) struct Reader<'a> {\n}\nmod tests;\nimpl<'a> Read for Reader<'a> {\n"
        "    pub async fn read(&self) {\n    }\n    const unsafe fn raw() {}\n}\n"
        "// fn no() {}\nmacro_rules! list {\n}\n",
        "struct·Reader impl·Read·for·Reader<'a> >read() >raw() macro_rules!·list");
    row("Go", "a.go",
        "package a\ntype Reader struct {\n}\nfunc (r *Reader) Read(p []byte) (int, error) {\n}\n"
        "func main() {\n\tfunc() {\n\t}()\n}\n",
        "type·Reader Reader.Read() main()");
    row("Java", "A.java",
        "package a;\npublic final class Account extends Base {\n    public Account(int x) {\n    "
        "}\n"
        "    @Override\n    public Map<String, List<Integer>> all(int a)\n            throws E {\n"
        "        if (a) {\n        } else if (b) {\n        }\n        return new Foo(a);\n    }\n"
        "    private static void help() {\n    }\n}\ninterface Shape {\n}\n",
        "class·Account >Account() >all() >help() interface·Shape");
}

void TestSymbols::symbolsAreFound()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    QFETCH(QString, symbols);
    QStringList found;
    for (const documents::Heading& symbol : documents::symbolsOf(name, text))
        found.append(QString(symbol.level - 1, u'>') + QString(symbol.title).replace(u' ', u'·'));
    QCOMPARE(found.join(u' '), symbols);
}

void TestSymbols::placesAreThoseOfTheLines()
{
    const QString text = QStringLiteral("x = 1\n\ndef second():\n    pass\n");
    const auto symbols = documents::symbolsOf(QStringLiteral("folder/a.py"), text);
    QCOMPARE(symbols.size(), 1);
    QCOMPARE(symbols[0].begin, text.indexOf(QLatin1String("def")));
}

void TestSymbols::otherTextsHaveNone()
{
    QVERIFY(
        documents::symbolsOf(QStringLiteral("a.txt"), QStringLiteral("int f() {\n}\n")).isEmpty());
    QVERIFY(documents::symbolsOf(QStringLiteral("a.c"), QString()).isEmpty());
    QVERIFY(documents::symbolsOf(QStringLiteral("a.c"), QStringLiteral("int f(int (((")).isEmpty());
}

QTEST_GUILESS_MAIN(TestSymbols)
#include "tst_symbols.moc"
