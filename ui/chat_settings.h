// ChatSettings: how a conversation's answers are made, as the user chooses it.

#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace ui {

struct ChatSettings
{
    QString preset; // the key of the preset that it began as; empty: none
    QString systemPrompt;
    double temperature = 1.0;
    int topK = 0; // 0: all
    double topP = 0.95;
    double minP = 0.0;
    double repetitionPenalty = 1.0;
    int penaltyTokens = 256;              // how far back the penalty looks
    std::optional<quint64> seed;          // absent: another one for each answer
    int maxNewTokens = 4096;              // of one answer, thinking included
    std::optional<int> maxThinkingTokens; // absent: no limit of its own

    bool operator==(const ChatSettings&) const = default;
};

struct ChatPreset
{
    QString key;
    QString name; // translated
    ChatSettings settings;
};

} // namespace ui
