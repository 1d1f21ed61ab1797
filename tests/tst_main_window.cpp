// The whole program over a scripted engine: what a person can press and what they see.

#include "app/application.h"
#include "tests/support/fake_engine.h"
#include "ui/banner.h"
#include "ui/start_page.h"
#include "ui/transcript_view.h"

#include <QAction>
#include <QDropEvent>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using app::Application;
using app::ModelFacts;
using app::OpenedModel;
using tests::FakeEngine;
using tests::Script;

namespace {

struct Program
{
    explicit Program(std::deque<Script> scripts, const QString& settingsFile)
        : settings(settingsFile, QSettings::IniFormat)
        , application(
              [this, scripts](const QString& path) -> engine::Result<OpenedModel> {
                  if (path.endsWith(QLatin1String("missing")))
                      return engine::Error{engine::ErrorCode::FileNotReadable,
                                           "missing: no such file"};
                  const ui::FactGroup group{QStringLiteral("Model"),
                                            {{QStringLiteral("Layers"), QStringLiteral("8")}}};
                  return OpenedModel{std::make_unique<FakeEngine>(scripts, requests),
                                     ModelFacts{QStringLiteral("tiny"), 1000, {group}}};
              },
              settings)
        , window(application.window())
        , composer(window.findChild<ui::Composer*>())
        , field(window.findChild<ui::ComposerField*>())
        , transcript(window.findChild<ui::TranscriptView*>())
        , status(window.findChild<ui::StatusLine*>())
    {
        window.show();
    }

    bool opens()
    {
        application.open(QStringLiteral("/models/tiny"));
        return QTest::qWaitFor([&] { return composer->isVisible(); });
    }
    bool shows(const QString& text)
    {
        return QTest::qWaitFor([&] { return transcript->toPlainText().contains(text); });
    }
    bool says(const QString& text)
    {
        return QTest::qWaitFor([&] { return status->text().contains(text); });
    }

    std::vector<engine::Request> requests;
    QSettings settings;
    Application application;
    ui::MainWindow& window;
    ui::Composer* composer;
    ui::ComposerField* field;
    ui::TranscriptView* transcript;
    ui::StatusLine* status;
};

} // namespace

class tst_MainWindow : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString settingsFile() const { return m_folder.filePath(QStringLiteral("levin.ini")); }

private slots:
    void beginsWithTheInvitationToOpenAModel()
    {
        Program program({}, settingsFile());
        QVERIFY(program.window.findChild<ui::StartPage*>()->isVisible());
        QVERIFY(!program.composer->isVisible());
        QVERIFY(program.says(QStringLiteral("No model is open")));
    }

    void sendsByEnterAndShowsTheAnswer()
    {
        engine::Summary summary;
        summary.promptTokens = 12;
        summary.readTokens = 12;
        Program program({Script{{"four"}, summary, false, {}, false}}, settingsFile());
        QVERIFY(program.opens());
        QTest::keyClicks(program.field, QStringLiteral("two and two?"));
        QTest::keyClick(program.field, Qt::Key_Return);
        QCOMPARE(program.composer->text(), QString());
        QVERIFY(program.shows(QStringLiteral("two and two?")));
        QVERIFY(program.shows(QStringLiteral("four")));
        QVERIFY(program.says(QStringLiteral("Context: 13 of 1,000 tokens")));
        QVERIFY(program.says(QStringLiteral("tiny")));
    }

    void isReadyForTypingOnceAModelIsOpen()
    {
        Program program({}, settingsFile());
        QVERIFY(QTest::qWaitForWindowActive(&program.window));
        QVERIFY(program.opens());
        QCOMPARE(QApplication::focusWidget(), program.field);
    }

    void stopsByEscape()
    {
        Program program({Script{{"endless"}, {}, true, {}, false}}, settingsFile());
        QVERIFY(program.opens());
        program.window.activateWindow();
        QTest::keyClicks(program.field, QStringLiteral("begin"));
        QTest::keyClick(program.field, Qt::Key_Return);
        QVERIFY(program.shows(QStringLiteral("endless")));
        QTest::keyClick(program.field, Qt::Key_Escape);
        QVERIFY(program.shows(QStringLiteral("stopped")));
    }

    void showsInPlaceWhyAModelDoesNotOpen()
    {
        Program program({}, settingsFile());
        program.application.open(QStringLiteral("/models/missing"));
        auto* banner = program.window.findChild<ui::Banner*>();
        QVERIFY(QTest::qWaitFor([&] { return banner->isVisible(); }));
        QVERIFY(banner->text().contains(QStringLiteral("missing: no such file")));
        QVERIFY(program.window.findChild<ui::StartPage*>()->isVisible());
        QVERIFY(program.opens());
        QVERIFY(!banner->isVisible());
    }

    void opensADroppedFile()
    {
        Program program({}, settingsFile());
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(QStringLiteral("/models/tiny"))});
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton,
                              Qt::NoModifier);
        QCoreApplication::sendEvent(&program.window, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&program.window, &drop);
        QVERIFY(QTest::qWaitFor([&] { return program.composer->isVisible(); }));
    }

    void triesAgainAfterAFailure()
    {
        Program program({Script{{}, {}, false, "no memory is left", false},
                         Script{{"now it works"}, {}, false, {}, false}},
                        settingsFile());
        QVERIFY(program.opens());
        QTest::keyClicks(program.field, QStringLiteral("a question"));
        QTest::keyClick(program.field, Qt::Key_Return);
        QVERIFY(program.shows(QStringLiteral("no memory is left")));
        emit program.transcript->anchorClicked(QUrl(QStringLiteral("retry")));
        QVERIFY(program.shows(QStringLiteral("now it works")));
        QVERIFY(!program.transcript->toPlainText().contains(QStringLiteral("no memory")));
    }

    void fitsASmallScreen()
    {
        Program program({}, settingsFile());
        QVERIFY(program.opens());
        program.window.resize(640, 420);
        QCOMPARE(program.window.size(), QSize(640, 420));
        QVERIFY(program.window.minimumSizeHint().width() <= 640);
        QVERIFY(program.window.minimumSizeHint().height() <= 420);
    }

    void remembersTheAppearance()
    {
        {
            Program program({}, settingsFile());
            program.window.setAppearance(ui::Appearance::Dark);
            QVERIFY(ui::isDark(QApplication::palette()));
        }
        Program program({}, settingsFile());
        QCOMPARE(program.window.appearance(), ui::Appearance::Dark);
        program.window.setAppearance(ui::Appearance::Desktop);
        QVERIFY(!ui::isDark(QApplication::palette()));
    }

    // A screen reader must not say "button, button".
    void everythingThatTakesFocusHasAName()
    {
        Program program({}, settingsFile());
        QVERIFY(program.opens());
        for (const QWidget* widget : program.window.findChildren<QWidget*>()) {
            if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus
                || widget->objectName().startsWith(QLatin1String("qt_")))
                continue;
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            const bool hasName =
                !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty())
                || (widget->focusProxy() && !widget->focusProxy()->accessibleName().isEmpty());
            QVERIFY2(hasName, widget->metaObject()->className());
        }
    }
};

int main(int argc, char** argv)
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication application(argc, argv);
    tst_MainWindow test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_main_window.moc"
