#include "app/single_instance.h"

#include <QLocalServer>
#include <QLockFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <memory>

using app::SingleInstance;

class tst_SingleInstance : public QObject
{
    Q_OBJECT

private slots:
    void aSecondStartHandsItsWishToTheFirst()
    {
        const QTemporaryDir folder;
        SingleInstance first(folder.path());
        QVERIFY(first.isFirst());
        QSignalSpy called(&first, &SingleInstance::called);
        bool isSecondFirst = true, isHandedOver = false;
        const std::unique_ptr<QThread> other(QThread::create([&] {
            SingleInstance second(folder.path());
            isSecondFirst = second.isFirst();
            isHandedOver =
                second.handOver({QStringLiteral("/models/旅.gguf"), QStringLiteral("/a b\nc")});
        }));
        other->start();
        QVERIFY(called.wait());
        QVERIFY(other->wait());
        QVERIFY(!isSecondFirst);
        QVERIFY(isHandedOver);
        QCOMPARE(called.at(0).at(0).toStringList(),
                 (QStringList{QStringLiteral("/models/旅.gguf"), QStringLiteral("/a b\nc")}));
    }

    void anotherProfileIsAnotherProgram()
    {
        const QTemporaryDir one, two;
        const SingleInstance first(one.path());
        const SingleInstance second(two.path());
        QVERIFY(first.isFirst());
        QVERIFY(second.isFirst());
    }

    void theNextStartIsTheFirstAgain()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("new/profile"));
        QVERIFY(SingleInstance(path).isFirst());
        QVERIFY(SingleInstance(path).isFirst());
    }

    // A killed program still holds its lock and takes calls while its memory is taken back.
    void aStartWhileTheFirstIsDyingTakesItsPlace()
    {
        const QTemporaryDir folder;
        QLockFile lock(folder.filePath(QStringLiteral("levin.lock")));
        lock.setStaleLockTime(0);
        QVERIFY(lock.lock());
        QLocalServer deaf; // nobody runs its event loop, but the system accepts for it
        QVERIFY(deaf.listen(folder.filePath(QStringLiteral("levin.socket"))));
        SingleInstance second(folder.path());
        QVERIFY(!second.isFirst());
        QVERIFY(!second.handOver({QStringLiteral("/a")}));
        lock.unlock();
        QVERIFY(second.succeed());
        QVERIFY(second.isFirst());
    }

    void nobodyAnswersAfterTheFirstIsGone()
    {
        const QTemporaryDir folder;
        auto first = std::make_unique<SingleInstance>(folder.path());
        SingleInstance second(folder.path());
        QVERIFY(!second.isFirst());
        first.reset();
        QVERIFY(!second.handOver({}));
    }
};

QTEST_GUILESS_MAIN(tst_SingleInstance)
#include "tst_single_instance.moc"
