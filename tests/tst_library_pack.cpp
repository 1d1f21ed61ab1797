// Which file of the pack answers for which address. The pack is the one that set-up has installed.

#include "app/preview/library_pack.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using preview::LibraryPack;

class tst_LibraryPack : public QObject
{
    Q_OBJECT

private:
    LibraryPack m_pack{QStringLiteral(LEVIN_LIBRARY_PACK)};

    QString found(const QString& address) const
    {
        const auto file = m_pack.find(QUrl(address));
        return file ? file->path.mid(int(qstrlen(LEVIN_LIBRARY_PACK "/"))) : QString();
    }

private slots:
    void answersTheUsualAddresses_data()
    {
        QTest::addColumn<QString>("path");
        const auto row = [](const char* address, const char* path) {
            QTest::newRow(address) << QString::fromLatin1(path);
        };
        // three.js, global
        row("https://cdnjs.cloudflare.com/ajax/libs/three.js/r128/three.min.js",
            "three@0.128.0/build/three.min.js");
        row("https://cdn.jsdelivr.net/npm/three@0.128.0/examples/js/controls/OrbitControls.js",
            "three@0.128.0/examples/js/controls/OrbitControls.js");
        row("https://unpkg.com/three@0.128.0/build/three.js", "three@0.128.0/build/three.js");
        row("https://threejs.org/build/three.js", "three@0.160.1/build/three.js");
        row("https://cdn.jsdelivr.net/npm/three/examples/js/loaders/GLTFLoader.js",
            "three@0.128.0/examples/js/loaders/GLTFLoader.js");
        // three.js, modules
        row("https://unpkg.com/three@0.160.0/build/three.module.js",
            "three@0.160.1/build/three.module.js.proxy.mjs");
        row("https://cdn.jsdelivr.net/npm/three@0.128.0/build/three.module.js",
            "three@0.128.0/build/three.module.js.proxy.mjs");
        row("https://unpkg.com/three@0.160.0/examples/jsm/controls/OrbitControls.js",
            "three@0.160.1/examples/jsm/controls/OrbitControls.js");
        row("https://cdn.jsdelivr.net/npm/three@0.165/addons/loaders/GLTFLoader.js",
            "three@0.160.1/examples/jsm/loaders/GLTFLoader.js");
        row("https://esm.sh/three", "three@0.160.1/build/three.module.js.proxy.mjs");
        row("https://esm.sh/three@0.128/", "three@0.128.0/build/three.module.js.proxy.mjs");
        row("https://esm.sh/three@0.160.0/examples/jsm/controls/OrbitControls.js",
            "three@0.160.1/examples/jsm/controls/OrbitControls.js");
        row("https://esm.sh/three/addons/controls/OrbitControls",
            "three@0.160.1/examples/jsm/controls/OrbitControls.js");
        row("https://cdn.skypack.dev/three@0.132.2",
            "three@0.128.0/build/three.module.js.proxy.mjs");
        row("https://ga.jspm.io/npm:three@0.160.0/build/three.module.js",
            "three@0.160.1/build/three.module.js.proxy.mjs");
        row("https://esm.sh/three@0.160/build/three.js",
            "three@0.160.1/build/three.module.js.proxy.mjs");
        row("https://ga.jspm.io/npm:jquery@3.7.1/dist/jquery.js",
            "jquery@3.7.1/esm/index.mjs.proxy.mjs");
        // React
        row("https://unpkg.com/react@18/umd/react.development.js",
            "react@18.3.1/umd/react.development.js");
        row("https://unpkg.com/react-dom@18/umd/react-dom.production.min.js",
            "react-dom@18.3.1/umd/react-dom.production.min.js");
        row("https://cdnjs.cloudflare.com/ajax/libs/react/18.2.0/umd/react.production.min.js",
            "react@18.3.1/umd/react.production.min.js");
        row("https://unpkg.com/react@17/umd/react.production.min.js",
            "react@18.3.1/umd/react.production.min.js");
        row("https://esm.sh/react@18.2.0", "react@18.3.1/esm/index.mjs.proxy.mjs");
        row("https://esm.sh/react-dom@18.2.0/client", "react-dom@18.3.1/esm/client.mjs.proxy.mjs");
        row("https://esm.sh/react@18/jsx-runtime", "react@18.3.1/esm/jsx-runtime.mjs.proxy.mjs");
        row("https://esm.sh/v135/react@18.2.0/es2022/react.mjs",
            "react@18.3.1/esm/index.mjs.proxy.mjs");
        row("https://cdn.jsdelivr.net/npm/react@18/+esm", "react@18.3.1/esm/index.mjs.proxy.mjs");
        row("https://unpkg.com/react@18?module", "react@18.3.1/esm/index.mjs.proxy.mjs");
        row("https://unpkg.com/@babel/standalone/babel.min.js",
            "@babel/standalone@7.29.13/babel.min.js");
        row("https://cdnjs.cloudflare.com/ajax/libs/babel-standalone/7.23.5/babel.min.js",
            "@babel/standalone@7.29.13/babel.min.js");
        row("https://unpkg.com/babel-standalone@6/babel.min.js",
            "@babel/standalone@7.29.13/babel.min.js");
        // Vue
        row("https://unpkg.com/vue@3/dist/vue.global.js", "vue@3.5.13/dist/vue.global.js");
        row("https://cdn.jsdelivr.net/npm/vue@3.4.21/dist/vue.global.prod.min.js",
            "vue@3.5.13/dist/vue.global.js");
        row("https://unpkg.com/vue@3/dist/vue.esm-browser.js",
            "vue@3.5.13/dist/vue.esm-browser.js");
        row("https://unpkg.com/vue", "vue@3.5.13/dist/vue.global.js");
        // drawing
        row("https://d3js.org/d3.v7.min.js", "d3@7.9.0/dist/d3.min.js");
        row("https://cdn.jsdelivr.net/npm/d3@7", "d3@7.9.0/dist/d3.min.js");
        row("https://cdn.jsdelivr.net/npm/d3@7/+esm", "d3@7.9.0/esm/index.mjs.proxy.mjs");
        row("https://esm.sh/d3-array@3", "d3@7.9.0/esm/index.mjs.proxy.mjs");
        row("https://cdnjs.cloudflare.com/ajax/libs/d3/7.8.5/d3.min.js", "d3@7.9.0/dist/d3.min.js");
        row("https://cdn.jsdelivr.net/npm/chart.js", "chart.js@4.4.9/dist/chart.umd.js");
        row("https://cdn.jsdelivr.net/npm/chart.js@4.4.0/dist/chart.umd.min.js",
            "chart.js@4.4.9/dist/chart.umd.js");
        row("https://cdnjs.cloudflare.com/ajax/libs/Chart.js/3.9.1/chart.min.js",
            "chart.js@4.4.9/dist/chart.umd.js");
        row("https://esm.sh/chart.js/auto", "chart.js@4.4.9/esm/auto.mjs.proxy.mjs");
        row("https://cdnjs.cloudflare.com/ajax/libs/p5.js/1.4.0/p5.min.js",
            "p5@1.11.13/lib/p5.min.js");
        row("https://cdn.jsdelivr.net/npm/p5@1.9.0/lib/addons/p5.sound.min.js",
            "p5@1.11.13/lib/addons/p5.sound.min.js");
        row("https://pixijs.download/release/pixi.js", "");
        row("https://cdn.jsdelivr.net/npm/pixi.js@7.x/dist/pixi.min.js",
            "pixi.js@7.4.3/dist/pixi.min.js");
        row("https://cdnjs.cloudflare.com/ajax/libs/pixi.js/8.1.0/pixi.min.js",
            "pixi.js@8.6.6/dist/pixi.min.js");
        row("https://unpkg.com/pixi.js@8/dist/pixi.mjs", "pixi.js@8.6.6/dist/pixi.mjs.proxy.mjs");
        // the others
        row("https://cdn.tailwindcss.com", "tailwindcss@3.4.10/tailwindcss-with-all-plugins.js");
        row("https://cdn.tailwindcss.com/3.4.1?plugins=forms",
            "tailwindcss@3.4.10/tailwindcss-with-all-plugins.js");
        row("https://cdn.jsdelivr.net/npm/@tailwindcss/browser@4",
            "tailwindcss@3.4.10/tailwindcss-with-all-plugins.js");
        row("https://cdnjs.cloudflare.com/ajax/libs/matter-js/0.19.0/matter.min.js",
            "matter-js@0.20.0/build/matter.min.js");
        row("https://cdnjs.cloudflare.com/ajax/libs/tone/14.8.49/Tone.js",
            "tone@14.9.17/build/Tone.js");
        row("https://unpkg.com/tone", "tone@14.9.17/build/Tone.js");
        row("https://cdnjs.cloudflare.com/ajax/libs/animejs/3.2.1/anime.min.js",
            "animejs@3.2.2/lib/anime.min.js");
        row("https://cdn.jsdelivr.net/npm/animejs@4/lib/anime.iife.min.js",
            "animejs@4.0.2/lib/anime.iife.min.js");
        row("https://esm.sh/animejs@3.2.1", "animejs@3.2.2/lib/anime.es.js.proxy.mjs");
        row("https://cdn.jsdelivr.net/npm/katex@0.16.9/dist/katex.min.css",
            "katex@0.16.47/dist/katex.min.css");
        row("https://cdn.jsdelivr.net/npm/katex@0.16.9/dist/fonts/KaTeX_Main-Regular.woff2",
            "katex@0.16.47/dist/fonts/KaTeX_Main-Regular.woff2");
        row("https://cdnjs.cloudflare.com/ajax/libs/KaTeX/0.16.9/contrib/auto-render.min.js",
            "katex@0.16.47/dist/contrib/auto-render.min.js");
        row("https://cdn.jsdelivr.net/npm/mermaid@10/dist/mermaid.min.js",
            "mermaid@10.9.8/dist/mermaid.min.js");
        row("https://cdn.jsdelivr.net/npm/mermaid@11/dist/mermaid.esm.min.mjs",
            "mermaid@10.9.8/esm/index.mjs.proxy.mjs");
        row("https://code.jquery.com/jquery-3.6.0.min.js", "jquery@3.7.1/dist/jquery.min.js");
        row("https://ajax.googleapis.com/ajax/libs/jquery/3.5.1/jquery.min.js",
            "jquery@3.7.1/dist/jquery.min.js");
        row("https://cdn.jsdelivr.net/npm/lodash@4.17.21/lodash.min.js",
            "lodash@4.18.1/lodash.min.js");
        row("https://cdn.skypack.dev/lodash-es", "lodash@4.18.1/esm/index.mjs.proxy.mjs");
        row("http://unpkg.com/jquery", "jquery@3.7.1/dist/jquery.min.js");
    }

    void answersTheUsualAddresses()
    {
        QFETCH(const QString, path);
        const QString address = QString::fromLatin1(QTest::currentDataTag());
        QCOMPARE(found(address), path);
        if (!path.isEmpty())
            QVERIFY(QFile::exists(m_pack.find(QUrl(address))->path));
    }

    void knowsNothingElse_data()
    {
        QTest::addColumn<QString>("address");
        for (const char* address :
             {"https://unpkg.com/nosuchpackage", "https://unpkg.com/", "https://unpkg.com",
              "https://example.org/three.min.js", "ftp://unpkg.com/three",
              "https://unpkg.com/gsap@3",
              "https://cdn.jsdelivr.net/gh/mrdoob/three.js/build/three.js",
              "https://unpkg.com/three@0.160.0/build/nosuchfile.js",
              "https://unpkg.com/three/../../../../etc/passwd",
              "https://unpkg.com/three@0.160.1/%2e%2e/%2e%2e/pack.json",
              "https://pack.levin/../pack.json", "https://pack.levin/three@0.160.1/../pack.json",
              "https://pack.levin/pack.json", "https://pack.levin/%2e%2e/chat.rcc",
              "https://code.jquery.com/ui/1.13.2/jquery-ui.min.js", "play://app/three.js", ""})
            QTest::newRow(address) << QString::fromLatin1(address);
    }

    void knowsNothingElse()
    {
        QFETCH(const QString, address);
        QCOMPARE(found(address), QString());
    }

    void saysWhenAnotherVersionAnswers()
    {
        const auto note = [&](const char* address) {
            return m_pack.find(QUrl(QString::fromLatin1(address)))->note;
        };
        QCOMPARE(note("https://unpkg.com/react@18/umd/react.development.js"), QString());
        QCOMPARE(note("https://unpkg.com/react"), QString());
        QCOMPARE(note("https://esm.sh/d3-array@3"), QString());
        QCOMPARE(note("https://unpkg.com/vue@3/dist/vue.global.prod.min.js"), QString());
        QCOMPARE(note("https://unpkg.com/chart.js@4/dist/chart.js"),
                 QStringLiteral("chart.js of chart.js is not in the library pack; "
                                "chart.umd.js answers instead."));
        QCOMPARE(note("https://unpkg.com/react@latest"), QString());
        QCOMPARE(note("https://cdnjs.cloudflare.com/ajax/libs/three.js/r128/three.min.js"),
                 QString());
        QCOMPARE(note("https://unpkg.com/react@17/umd/react.development.js"),
                 QStringLiteral("react 17 is not in the library pack; 18.3.1 answers instead."));
        QCOMPARE(
            note("https://unpkg.com/three@0.150.0/build/three.module.js"),
            QStringLiteral("three 0.150.0 is not in the library pack; 0.160.1 answers instead."));
    }

    void givesModulesAndStylesTheirType()
    {
        const auto type = [&](const char* address) {
            return m_pack.find(QUrl(QString::fromLatin1(address)))->mime;
        };
        QCOMPARE(type("https://esm.sh/react"), QByteArray("text/javascript"));
        QCOMPARE(type("https://unpkg.com/katex/dist/katex.min.css"), QByteArray("text/css"));
        QCOMPARE(type("https://unpkg.com/katex/dist/fonts/KaTeX_AMS-Regular.woff2"),
                 QByteArray("font/woff2"));
    }

    // What a module or a proxy of the pack imports is in the pack.
    void findsTheModulesOfThePackForEachOther()
    {
        QFile proxy(m_pack.find(QUrl(QStringLiteral("https://esm.sh/react-dom/client")))->path);
        QVERIFY(proxy.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(proxy.readAll());
        const QString target = text.section(u'"', 1, 1);
        QVERIFY(target.startsWith(QLatin1String("/pack.levin/")));
        QVERIFY(m_pack.find(QUrl(QStringLiteral("https:/") + target)));
    }

    void saysWhatIsMissing()
    {
        QTemporaryDir folder;
        const LibraryPack none(folder.path());
        QVERIFY(none.problem().contains(QStringLiteral("./run setup")));
        QVERIFY(!none.find(QUrl(QStringLiteral("https://unpkg.com/react"))));
        QFile list(folder.filePath(QStringLiteral("pack.json")));
        QVERIFY(list.open(QIODevice::WriteOnly));
        list.write("{\"packages\": [");
        list.close();
        QVERIFY(LibraryPack(folder.path()).problem().contains(QStringLiteral("damaged")));
        QCOMPARE(m_pack.problem(), QString());
    }
};

QTEST_GUILESS_MAIN(tst_LibraryPack)
#include "tst_library_pack.moc"
