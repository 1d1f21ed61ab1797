#include "ui/transcript_view.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <QTextBlock>

using ui::Author;
using ui::TranscriptView;

namespace {

QStandardItem* message(Author author, const QString& text)
{
    auto* item = new QStandardItem;
    item->setData(int(author), ui::AuthorRole);
    item->setData(text, ui::TextRole);
    return item;
}

QTextBlock blockWith(const TranscriptView& view, const QString& text)
{
    for (QTextBlock block = view.document()->begin(); block.isValid(); block = block.next())
        if (block.text().contains(text))
            return block;
    return {};
}

} // namespace

class tst_TranscriptView : public QObject
{
    Q_OBJECT

private slots:
    // However the text arrives, the document is the one of the whole text.
    void growsToTheSameDocument()
    {
        const QString text = QStringLiteral("Look:\n```cpp\nint a;\n\nint b;\n```\nThat was it.\n");
        QStandardItemModel whole;
        whole.appendRow(message(Author::User, QStringLiteral("show me")));
        whole.appendRow(message(Author::Assistant, text));
        TranscriptView shownWhole;
        shownWhole.setModel(&whole);

        QStandardItemModel growing;
        TranscriptView shownGrowing;
        shownGrowing.setModel(&growing);
        growing.appendRow(message(Author::User, QStringLiteral("show me")));
        growing.appendRow(message(Author::Assistant, {}));
        for (int length = 1; length <= text.size(); ++length)
            growing.item(1)->setData(text.left(length), ui::TextRole);
        QCOMPARE(shownGrowing.toHtml(), shownWhole.toHtml());
        QVERIFY(shownGrowing.toPlainText().contains(QStringLiteral("int a;\n\nint b;")));
    }

    // The marks around a listing give way to a frame, so that copying takes the code alone.
    void setsListingsApart_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");
        QTest::newRow("within") << QStringLiteral("before\n```\ncode\n```\nafter")
                                << QStringLiteral("Model\nbefore\ncode\nafter");
        QTest::newRow("named") << QStringLiteral("```cpp\ncode\n\nmore\n```\nafter")
                               << QStringLiteral("Model\ncpp\ncode\n\nmore\nafter");
        QTest::newRow("at the end")
            << QStringLiteral("before\n```\ncode\n```") << QStringLiteral("Model\nbefore\ncode");
        QTest::newRow("two") << QStringLiteral("```\na\n```\n```\nb\n```\n")
                             << QStringLiteral("Model\na\n\nb");
        QTest::newRow("empty") << QStringLiteral("before\n```\n```\nafter")
                               << QStringLiteral("Model\nbefore\n\nafter");
        QTest::newRow("not closed")
            << QStringLiteral("before\n```\ncode") << QStringLiteral("Model\nbefore\ncode");
    }

    void setsListingsApart()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, shown);
        QStandardItemModel model;
        TranscriptView view;
        view.setModel(&model);
        model.appendRow(message(Author::Assistant, {}));
        for (int length = 1; length <= text.size(); ++length)
            model.item(0)->setData(text.left(length), ui::TextRole);
        model.item(0)->setData(QStringLiteral("the end"), ui::NoteRole);
        QString actual = view.toPlainText();
        actual.chop(int(qstrlen("\nthe end")));
        while (actual.endsWith(u'\n'))
            actual.chop(1);
        QCOMPARE(actual, shown);
        for (const QString& code : {QStringLiteral("code"), QStringLiteral("more")})
            if (const QTextBlock block = blockWith(view, code); block.isValid())
                QVERIFY(QTextCursor(block).currentFrame() != view.document()->rootFrame());
        for (const QString& prose : {QStringLiteral("before"), QStringLiteral("after")})
            if (const QTextBlock block = blockWith(view, prose); block.isValid())
                QVERIFY(QTextCursor(block).currentFrame() == view.document()->rootFrame());
    }

    void takesTextForTextAndNotForMarkup()
    {
        QStandardItemModel model;
        TranscriptView view;
        view.setModel(&model);
        const QString hostile = QStringLiteral("<img src=\"file:///etc/passwd\"><b>bold</b> &amp;");
        model.appendRow(message(Author::User, hostile));
        model.appendRow(message(Author::Assistant, hostile));
        QCOMPARE(view.toPlainText().count(hostile), 2);
    }

    void hidesThinkingOnRequest()
    {
        QStandardItemModel model;
        TranscriptView view;
        view.setModel(&model);
        QStandardItem* item = message(Author::Assistant, {});
        model.appendRow(item);
        item->setData(QStringLiteral("hmm"), ui::ThinkingRole);
        item->setData(QStringLiteral("answer"), ui::TextRole);
        QVERIFY(view.toPlainText().contains(QStringLiteral("hmm\nanswer")));
        view.setThinkingShown(false);
        QVERIFY(!view.toPlainText().contains(QStringLiteral("hmm")));
        QVERIFY(view.toPlainText().contains(QStringLiteral("answer")));
    }

    void offersToTryAgainAfterAFailure()
    {
        QStandardItemModel model;
        TranscriptView view;
        view.setModel(&model);
        QStandardItem* item = message(Author::Assistant, QStringLiteral("part"));
        model.appendRow(item);
        item->setData(true, ui::HasFailedRole);
        item->setData(QStringLiteral("no memory is left"), ui::NoteRole);
        QVERIFY(view.toPlainText().contains(QStringLiteral("no memory is left")));
        QVERIFY(view.toHtml().contains(QStringLiteral("href=\"retry\"")));
        QSignalSpy retry(&view, &TranscriptView::retryRequested);
        emit view.anchorClicked(QUrl(QStringLiteral("retry")));
        QCOMPARE(retry.size(), 1);
    }

    void followsRemovedAndChangedRows()
    {
        QStandardItemModel model;
        TranscriptView view;
        view.setModel(&model);
        for (const char* text : {"one", "two", "three", "four"})
            model.appendRow(message(Author::User, QString::fromLatin1(text)));
        model.removeRows(2, 2);
        model.appendRow(message(Author::Assistant, QStringLiteral("five")));
        model.item(0)->setData(QStringLiteral("ONE"), ui::TextRole);
        QStandardItemModel fresh;
        TranscriptView wanted;
        wanted.setModel(&fresh);
        fresh.appendRow(message(Author::User, QStringLiteral("ONE")));
        fresh.appendRow(message(Author::User, QStringLiteral("two")));
        fresh.appendRow(message(Author::Assistant, QStringLiteral("five")));
        QCOMPARE(view.toPlainText(), wanted.toPlainText());
        model.clear();
        QVERIFY(view.toPlainText().isEmpty());
    }

    void showsALongTextByItsBeginning()
    {
        QStandardItemModel model;
        TranscriptView view;
        view.setModel(&model);
        model.appendRow(message(Author::User, QString(1'000'000, u'x')));
        QVERIFY(view.toPlainText().size() < 30'000);
        QVERIFY(view.toPlainText().contains(QLocale().toString(980'000)));
    }

    void staysAtTheEndUnlessTheReaderScrolledUp()
    {
        QStandardItemModel model;
        TranscriptView view;
        view.resize(500, 200);
        view.show();
        view.setModel(&model);
        QStandardItem* item = message(Author::Assistant, {});
        model.appendRow(item);
        QString text;
        for (int i = 0; i < 100; ++i)
            item->setData(text += QStringLiteral("line %1\n").arg(i), ui::TextRole);
        QScrollBar* bar = view.verticalScrollBar();
        QVERIFY(bar->maximum() > 0);
        QCOMPARE(bar->value(), bar->maximum());
        bar->setValue(10);
        item->setData(text += QStringLiteral("more\n"), ui::TextRole);
        QCOMPARE(bar->value(), 10);
    }
};

QTEST_MAIN(tst_TranscriptView)
#include "tst_transcript_view.moc"
