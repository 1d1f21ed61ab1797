// The window in another language, and what must hold of each translation.

#include "app/application.h"
#include "app/profile.h"
#include "app/translations.h"
#include "ui/composer.h"
#include "ui/start_tile.h"

#include <QFile>
#include <QMenuBar>
#include <QRegularExpression>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

class tst_Translations : public QObject
{
    Q_OBJECT

private:
    // "%1", "%n" and so on, in their order.
    static QStringList placeholders(const QString& text)
    {
        static const QRegularExpression kPlaceholder(QStringLiteral("%(?:L?\\d+|n)"));
        QStringList found;
        for (const QRegularExpressionMatch& match : kPlaceholder.globalMatch(text))
            found += match.captured();
        found.sort();
        return found;
    }

private slots:
    void theWindowSpeaksChinese()
    {
        const QTemporaryDir folder;
        const app::Profile profile = app::Profile::find(folder.path());
        QSettings settings(profile.settingsFile, QSettings::IniFormat);
        app::setLanguage(*qApp, QStringLiteral("zh_CN"));
        app::Application application(
            [](const QString&, qint64) -> engine::Result<app::OpenedModel> {
                return engine::Error{engine::ErrorCode::FileNotReadable, "none"};
            },
            profile, settings);
        const QList<QAction*> menus = application.window().menuBar()->actions();
        QCOMPARE(menus.first()->text(), QStringLiteral("文件(&F)"));
        QCOMPARE(application.window().findChild<ui::StartTile*>()->text(), QStringLiteral("对话"));
        QVERIFY(application.window().minimumSizeHint().width() <= 640);
    }

    void translationsKeepTheirPlaceholders()
    {
        QFile file(QStringLiteral(LEVIN_TRANSLATIONS "/levin_zh_CN.ts"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&file);
        QString source;
        int checked = 0;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement)
                continue;
            if (xml.name() == QLatin1String("source")) {
                source = xml.readElementText();
            } else if (xml.name() == QLatin1String("translation")
                       && !xml.attributes().hasAttribute(QLatin1String("type")))
            {
                const QString translation =
                    xml.readElementText(QXmlStreamReader::IncludeChildElements);
                QVERIFY2(placeholders(source) == placeholders(translation), qPrintable(source));
                QVERIFY2(!translation.trimmed().isEmpty(), qPrintable(source));
                ++checked;
            }
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QVERIFY(checked > 100);
    }
};

QTEST_MAIN(tst_Translations)
#include "tst_translations.moc"
