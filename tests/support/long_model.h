// A model folder with the golden test model, made to read texts as long as they come.

#pragma once

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

namespace tests {

// LEVIN_TEST_DATA is the folder of the test data.
inline void makeLongModel(const QString& folder, int contextLimit)
{
    const QDir golden(QStringLiteral(LEVIN_TEST_DATA "/golden/tiny-a"));
    for (const char* name : {"model-bf16.safetensors", "tokenizer.json", "config.json"}) {
        const QString target = folder + u'/' + QLatin1String(name);
        if (!QFile::copy(golden.filePath(QLatin1String(name)), target))
            qFatal("%s cannot be copied", name);
        QFile::setPermissions(target, QFile::ReadOwner | QFile::WriteOwner);
    }
    QFile config(folder + QStringLiteral("/config.json"));
    if (!config.open(QIODevice::ReadWrite))
        qFatal("config.json cannot be opened");
    QJsonObject json = QJsonDocument::fromJson(config.readAll()).object();
    json[QStringLiteral("max_position_embeddings")] = contextLimit;
    config.resize(0);
    config.write(QJsonDocument(json).toJson());
}

} // namespace tests
