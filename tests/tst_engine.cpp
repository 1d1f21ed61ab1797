// The checks of kernels and engine as one Qt Test with a row per check, so that ctest, Qt Creator
// and CI see each of them by its name.

#include "tests/checks/check.h"

#include <QTest>

class tst_Engine : public QObject
{
    Q_OBJECT

private slots:
    void check_data()
    {
        QTest::addColumn<int>("index");
        const std::vector<checks::Check>& all = checks::all();
        for (std::size_t i = 0; i < all.size(); ++i)
            QTest::newRow(all[i].name) << int(i);
    }

    void check()
    {
        QFETCH(const int, index);
        const checks::Context result = checks::run(checks::all()[std::size_t(index)]);
        if (result.skipped())
            QSKIP(result.skipReason().c_str());
        QVERIFY2(!result.failed(), result.report().c_str());
    }
};

QTEST_GUILESS_MAIN(tst_Engine)
#include "tst_engine.moc"
