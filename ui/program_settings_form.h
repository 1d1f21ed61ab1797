// ProgramSettingsForm: edits the settings of the program; every change counts at once, but for the
// language, which counts from the next start.

#pragma once

#include "ui/program_settings.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace ui {

class ProgramSettingsForm : public QWidget
{
    Q_OBJECT

public:
    explicit ProgramSettingsForm(QWidget* parent = nullptr);

    void setSettings(const ProgramSettings& settings);
    ProgramSettings settings() const;
    void setDataFolder(const QString& folder); // shown, and opened on demand

signals:
    void changed(const ui::ProgramSettings& settings); // by the user

private:
    void chooseModelFolder();
    void edited();

    ProgramSettings m_settings; // as set, with what has no field here
    QComboBox* m_appearance;
    QComboBox* m_language;
    QLabel* m_languageHint;
    QComboBox* m_sendKey;
    QLineEdit* m_modelFolder;
    QSpinBox* m_readings;
    QLabel* m_dataFolder;
};

} // namespace ui
