// Application: owns the parts of the program in the order of their dependencies and connects them.

#pragma once

#include "app/chat_controller.h"
#include "app/engine_host.h"
#include "ui/main_window.h"

class QSettings;

namespace app {

class Application : public QObject
{
    Q_OBJECT

public:
    // Borrows the settings, which are read now and written at the end.
    Application(ModelOpener opener, QSettings& settings);
    ~Application() override;

    void open(const QString& modelPath) { m_controller.open(modelPath); }
    ui::MainWindow& window() { return m_window; }

private:
    void connectController();
    void connectWindow();
    void readSettings();
    void writeSettings();

    QSettings& m_settings;
    EngineHost m_host;
    ChatController m_controller;
    ui::MainWindow m_window;
};

} // namespace app
