// ChatSettingsForm: edits the settings of one conversation; every change counts at once.

#pragma once

#include "ui/chat_settings.h"

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;

namespace ui {

class ChatSettingsForm : public QWidget
{
    Q_OBJECT

public:
    explicit ChatSettingsForm(QWidget* parent = nullptr);

    void setPresets(const QList<ChatPreset>& presets);
    void setSettings(const ChatSettings& settings);
    ChatSettings settings() const;

signals:
    void changed(const ui::ChatSettings& settings); // by the user

private:
    QSpinBox* addNumber(QFormLayout* form, const QString& name, int least, int most,
                        const QString& tip);
    QDoubleSpinBox* addFraction(QFormLayout* form, const QString& name, double least, double most,
                                const QString& tip);
    void choosePreset(int index);
    void edited();
    void showPreset();

    QList<ChatPreset> m_presets;
    QString m_chosen; // the key of the preset that was chosen last
    QComboBox* m_preset;
    QPlainTextEdit* m_systemPrompt;
    QDoubleSpinBox* m_temperature;
    QDoubleSpinBox* m_topP;
    QSpinBox* m_topK;
    QDoubleSpinBox* m_minP;
    QDoubleSpinBox* m_penalty;
    QSpinBox* m_penaltyTokens;
    QLineEdit* m_seed;
    QSpinBox* m_maxNewTokens;
    QSpinBox* m_maxThinkingTokens;
    bool m_isShowing = false; // the values change, but not by the user
};

} // namespace ui
