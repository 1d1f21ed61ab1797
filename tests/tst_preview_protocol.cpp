// The messages between window and preview: what is sent arrives, and a stream that is damaged, cut or
// made up is refused without harm, whatever it holds.

#include "app/preview/page_policy.h"
#include "app/preview_protocol.h"

#include <QTest>
#include <QtEndian>

#include <random>

using namespace app::preview_protocol;

namespace {

// One of each kind, with fields that are easily mixed up.
QList<FromPreview> oneOfEach()
{
    return {
        Ready{0xffff'ffff'ffffULL, QStringLiteral("102.0"), {true, false, true}},
        WindowChanged{7},
        LoadFinished{true},
        Console{{app::ConsoleMessage::Level::Warning, QString::fromUtf8("käse 字"),
                 QStringLiteral("a.js"), 12}},
        ErrorThrown{{QStringLiteral("m"), QStringLiteral("s"), 1, 2, QStringLiteral("at")}},
        Heartbeat{1, 2, 59.5, true},
        RequestBlocked{QStringLiteral("https://x/"), QStringLiteral("fetch")},
        Note{QString()},
        TitleChanged{QStringLiteral("t")},
        LinkClicked{QStringLiteral("https://y/")},
        FileOffered{QStringLiteral("f.txt"), QByteArray(100'000, '\0')},
        Evaluated{3, QStringLiteral("{}"), true},
        Screenshot{{2, 1}, QByteArray(8, '\xff')},
        BlankPage{},
        FullScreenAsked{true},
        ShortcutPressed{QStringLiteral("Esc")},
        PageClosed{},
        RenderProcessEnded{QStringLiteral("crashed")},
    };
}

// Everything that a reader makes of these bytes when they come in pieces of so many.
template <typename Message>
QList<QByteArray> readAll(const QByteArray& stream, qsizetype piece, bool* isBroken = nullptr)
{
    MessageReader<Message> reader;
    QList<QByteArray> messages;
    for (qsizetype at = 0; at < stream.size(); at += piece) {
        reader.append(stream.mid(at, piece));
        while (const auto message = reader.next())
            messages.append(encoded(*message));
    }
    if (isBroken != nullptr)
        *isBroken = reader.isBroken();
    return messages;
}

QByteArray header(quint32 length, char kind)
{
    QByteArray bytes(5, kind);
    qToBigEndian(length, bytes.data());
    return bytes;
}

} // namespace

class tst_PreviewProtocol : public QObject
{
    Q_OBJECT

private slots:
    void everyMessageArrivesHoweverTheStreamIsCut()
    {
        QByteArray stream;
        QList<QByteArray> sent;
        for (const FromPreview& message : oneOfEach()) {
            sent.append(encoded(message));
            stream += sent.last();
        }
        QCOMPARE(sent.size(), qsizetype(std::variant_size_v<FromPreview>));
        for (const qsizetype piece : {qsizetype(1), qsizetype(7), qsizetype(4096), stream.size()})
            QCOMPARE(readAll<FromPreview>(stream, piece), sent);
        const ToPreview page = LoadPage{{{QStringLiteral("index.html"), QByteArray("<p>")},
                                         {QStringLiteral("a/b.js"), QByteArray()}},
                                        QStringLiteral("index.html")};
        QCOMPARE(readAll<ToPreview>(encoded(page), 3), QList<QByteArray>{encoded(page)});
    }

    void aMessageOfAnUnknownKindBreaksTheStream()
    {
        bool isBroken = false;
        const QByteArray good = encoded(FromPreview{BlankPage{}});
        QCOMPARE(readAll<FromPreview>(header(0, '\x7f') + good, 64, &isBroken).size(), 0);
        QVERIFY(isBroken);
    }

    // Before a byte of it is kept: a length of 4 GiB must not become a buffer.
    void aMessageThatIsTooLongIsRefusedByItsHeader()
    {
        for (char kind = 0; kind < char(std::variant_size_v<FromPreview>); ++kind) {
            bool isBroken = false;
            readAll<FromPreview>(header(0xffff'ffffU, kind), 5, &isBroken);
            QVERIFY2(isBroken, qPrintable(QString::number(kind)));
        }
    }

    void aMessageThatIsCutOrHasMoreThanItsFieldsBreaksTheStream()
    {
        for (const FromPreview& message : oneOfEach()) {
            const QByteArray whole = encoded(message);
            for (const int change : {-1, 1}) {
                const auto length = whole.size() - 5 + change;
                if (length < 0)
                    continue;
                QByteArray bytes =
                    header(quint32(length), whole[4]) + whole.mid(5) + QByteArray(1, 0);
                bytes.truncate(5 + length);
                bool isBroken = false;
                QCOMPARE(readAll<FromPreview>(bytes, bytes.size(), &isBroken).size(), 0);
                QVERIFY2(isBroken, qPrintable(QString::number(message.index())));
            }
        }
    }

    // What is read of damaged bytes is a message again or nothing; never more than was sent.
    void damagedStreamsDoNoHarm()
    {
        QByteArray stream;
        for (const FromPreview& message : oneOfEach())
            stream += encoded(message);
        std::mt19937 random(5);
        for (int round = 0; round < 2000; ++round) {
            QByteArray damaged = stream;
            for (int flips = 1 + int(random() % 8); flips > 0; --flips)
                damaged[qsizetype(random() % quint32(std::min<qsizetype>(damaged.size(), 600)))] =
                    char(random());
            for (const QByteArray& message : readAll<FromPreview>(damaged, 1 + random() % 5000))
                QVERIFY(message.size() <= stream.size());
            readAll<ToPreview>(damaged, 512);
        }
        for (int round = 0; round < 2000; ++round) {
            QByteArray noise(qsizetype(random() % 300), '\0');
            for (char& byte : noise)
                byte = char(random());
            readAll<FromPreview>(header(quint32(noise.size()), char(random() % 20)) + noise, 64);
            readAll<ToPreview>(header(quint32(noise.size()), char(random() % 8)) + noise, 64);
        }
    }

    void thePolicyStandsInFrontOfEveryElement_data()
    {
        QTest::addColumn<QByteArray>("document");
        QTest::addColumn<QByteArray>("front"); // of the policy
        QTest::newRow("plain") << QByteArray("<p>x") << QByteArray();
        QTest::newRow("empty") << QByteArray() << QByteArray();
        QTest::newRow("doctype") << QByteArray("<!DOCTYPE html>\n<p>")
                                 << QByteArray("<!DOCTYPE html>");
        QTest::newRow("comment") << QByteArray("<!-- <p> -->\n<!doctype html><p>")
                                 << QByteArray("<!-- <p> -->\n<!doctype html>");
        QTest::newRow("odd comment") << QByteArray("<!--><script>a</script>") << QByteArray();
        QTest::newRow("comment that another mark ends")
            << QByteArray("<!-- a --!><!DOCTYPE html><script>")
            << QByteArray("<!-- a --!><!DOCTYPE html>");
        QTest::newRow("comment without end") << QByteArray("<!-- <script>") << QByteArray();
        QTest::newRow("doctype without end")
            << QByteArray("<!doctype html") << QByteArray("<!doctype html");
        QTest::newRow("doctype with a quoted bracket")
            << QByteArray("<!doctype html \"><script>\"><p>") << QByteArray("<!doctype html \">");
        QTest::newRow("byte order mark")
            << QByteArray("\xef\xbb\xbf<p>") << QByteArray("\xef\xbb\xbf");
    }

    void thePolicyStandsInFrontOfEveryElement()
    {
        QFETCH(const QByteArray, document);
        QFETCH(const QByteArray, front);
        const QByteArray served = preview::withPolicy(document, "default-src 'none'");
        const QByteArray mark = "<meta http-equiv=\"Content-Security-Policy\"";
        QVERIFY(served.startsWith(front + mark));
        QByteArray rest = served;
        rest.remove(front.size(), served.indexOf('>', front.size()) + 1 - front.size());
        QCOMPARE(rest, document); // nothing of the page is lost
    }

    void readsWhatThePolicyRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("kind");
        const QString rest =
            QStringLiteral(" because it violates the following Content Security Policy directive: "
                           "\"default-src play://app\".");
        QTest::newRow("style") << QStringLiteral("Refused to load the stylesheet 'https://a/b'")
                                      + rest
                               << QStringLiteral("style sheet");
        QTest::newRow("fetch") << QStringLiteral("Refused to connect to 'https://a/b'") + rest
                               << QStringLiteral("fetch");
        QTest::newRow("frame") << QStringLiteral("Refused to frame 'https://a/b'") + rest
                               << QStringLiteral("frame");
        QTest::newRow("media") << QStringLiteral("Refused to load media from 'https://a/b'") + rest
                               << QStringLiteral("media");
        QTest::newRow("newer Chromium")
            << QStringLiteral("Loading the image 'https://a/b' violates the following Content "
                              "Security Policy directive: \"x\". The action has been blocked.")
            << QStringLiteral("image");
        QTest::newRow("other text") << QStringLiteral("Refused to be 'https://a/b'") << QString();
        QTest::newRow("a script in the page")
            << QStringLiteral("Refused to execute inline script") + rest << QString();
    }
    void readsWhatThePolicyRefused()
    {
        QFETCH(QString, text);
        QFETCH(QString, kind);
        const std::optional<preview::Refusal> refusal = preview::refusalIn(text);
        QCOMPARE(refusal ? refusal->kind : QString(), kind);
        if (refusal)
            QCOMPARE(refusal->address, QUrl(QStringLiteral("https://a/b")));
    }

    void checksumsOfLibrariesAreTakenOut()
    {
        const QByteArray served =
            preview::withPolicy("<script src=\"a.js\" integrity=\"sha384-x\" defer></script>"
                                "<LINK rel=stylesheet INTEGRITY='sha'><p integrity=\"stays\">",
                                "p");
        QVERIFY(served.contains("<script src=\"a.js\" defer></script>"));
        QVERIFY(served.contains("<LINK rel=stylesheet>"));
        QVERIFY(served.contains("<p integrity=\"stays\">"));
    }
};

QTEST_MAIN(tst_PreviewProtocol)
#include "tst_preview_protocol.moc"
