// SettingsDialog: the settings of the conversation that is open and of the program, in a window
// beside the main one, which goes on.

#pragma once

#include <QDialog>

class QTabWidget;

namespace ui {

class ChatSettingsForm;
class ProgramSettingsForm;

class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SettingsDialog(QWidget* parent = nullptr);

    ChatSettingsForm* chat() const { return m_chat; }
    ProgramSettingsForm* program() const { return m_program; }

    enum class Page { Conversation, Program };
    void open(Page page); // shows and raises it

private:
    QTabWidget* m_pages;
    ChatSettingsForm* m_chat;
    ProgramSettingsForm* m_program;
};

} // namespace ui
