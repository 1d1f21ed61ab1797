// Full-text search picks passages with their anchors, in English, Chinese and code.

#include "app/passage_index.h"

#include <QTemporaryDir>
#include <QTest>

using app::ComposedSet;
using app::findPassages;
using app::FoundPassages;
using documents::Document;

namespace {

ComposedSet setOf(const QList<std::pair<QString, QString>>& texts)
{
    ComposedSet set;
    for (const auto& [name, text] : texts) {
        Document document;
        document.name = name;
        document.content.format = documents::Format::Source;
        document.content.text = text;
        set.sources.push_back(
            documents::sourceOf(document, texts.size() == 1 ? 0 : int(set.sources.size()) + 1));
    }
    return set;
}

QString filler(int lines)
{
    QString text;
    for (int i = 0; i < lines; ++i)
        text += QStringLiteral("line %1 speaks of nothing that anybody asks for\n").arg(i);
    return text;
}

std::string renderedOf(const FoundPassages& found)
{
    return documents::render(QStringLiteral("set"), found.sources).text;
}

} // namespace

class tst_PassageIndex : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    int m_files = 0;

    FoundPassages found(const ComposedSet& set, const QString& question, qsizetype characters)
    {
        const auto result =
            findPassages(m_folder.filePath(QString::number(++m_files)), set, question, characters);
        if (!result)
            qFatal("%s", result.error().message.c_str());
        return *result;
    }

private slots:
    void findsTheLineAndKeepsItsAnchor()
    {
        const ComposedSet set =
            setOf({{QStringLiteral("a"), filler(500)},
                   {QStringLiteral("b"),
                    filler(300) + QStringLiteral("the ferries leave at nine\n") + filler(300)}});
        const FoundPassages passages =
            found(set, QStringLiteral("When does the ferry leave?"), 4000);
        QVERIFY(passages.count >= 1);
        QVERIFY(renderedOf(passages).find("the ferries leave at nine [2.301]")
                != std::string::npos);
        QVERIFY(renderedOf(passages).size() < 6000);
    }

    void findsChineseWordsByTwoCharacters()
    {
        const ComposedSet set =
            setOf({{QStringLiteral("a"), filler(100) + QStringLiteral("渡轮九点开往洛凡。\n")}});
        const FoundPassages passages = found(set, QStringLiteral("渡轮什么时候开？"), 4000);
        QCOMPARE(passages.count, 1);
        QVERIFY(renderedOf(passages).find("渡轮九点开往洛凡。 [101]") != std::string::npos);
    }

    void nothingIsFoundWhereNothingIs()
    {
        const ComposedSet set = setOf({{QStringLiteral("a"), filler(10)}});
        QCOMPARE(found(set, QStringLiteral("zeppelin \"OR* NEAR("), 4000).count, 0);
        QCOMPARE(found(set, QStringLiteral("?!"), 4000).count, 0);
    }

    void anotherTextIsIndexedAnew()
    {
        const QString file = m_folder.filePath(QStringLiteral("again"));
        const auto first = findPassages(file, setOf({{QStringLiteral("a"), filler(10)}}),
                                        QStringLiteral("zeppelin"), 4000);
        QVERIFY(bool(first));
        QCOMPARE(first->count, 0);
        const auto second = findPassages(
            file, setOf({{QStringLiteral("a"), filler(10) + QStringLiteral("a zeppelin\n")}}),
            QStringLiteral("zeppelin"), 4000);
        QVERIFY(bool(second));
        QCOMPARE(second->count, 1);
    }

    void fewerCharactersAreFewerPassages()
    {
        const ComposedSet set = setOf({{QStringLiteral("a"), filler(500)}});
        const int few = found(set, QStringLiteral("nothing"), 2000).count;
        const int many = found(set, QStringLiteral("nothing"), 9000).count;
        QVERIFY(few >= 1 && few < many);
    }
};

QTEST_GUILESS_MAIN(tst_PassageIndex)
#include "tst_passage_index.moc"
