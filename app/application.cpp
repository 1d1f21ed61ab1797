#include "app/application.h"

#include <QSettings>

namespace app {

namespace {

const auto kGeometryKey = QStringLiteral("window/geometry");
const auto kAppearanceKey = QStringLiteral("window/appearance");
const auto kFolderKey = QStringLiteral("models/folder");

} // namespace

Application::Application(ModelOpener opener, QSettings& settings)
    : m_settings(settings)
    , m_host(std::move(opener))
    , m_controller(m_host)
{
    connectController();
    connectWindow();
    m_window.setTranscript(m_controller.conversation());
    readSettings();
}

Application::~Application() { writeSettings(); }

void Application::connectController()
{
    using Controller = ChatController;
    using Window = ui::MainWindow;
    connect(&m_controller, &Controller::statusChanged, &m_window, &Window::setStatus);
    connect(&m_controller, &Controller::openingStarted, &m_window, &Window::setOpening);
    connect(&m_controller, &Controller::openingEnded, &m_window,
            [this] { m_window.setOpening({}); });
    connect(&m_controller, &Controller::factsChanged, &m_window, &Window::setFacts);
    connect(&m_controller, &Controller::errorChanged, &m_window, &Window::showError);
    connect(&m_controller, &Controller::questionTaken, &m_window,
            [this] { m_window.setDraft({}); });
}

void Application::connectWindow()
{
    using Controller = ChatController;
    using Window = ui::MainWindow;
    connect(&m_window, &Window::openRequested, &m_controller, &Controller::open);
    connect(&m_window, &Window::sendRequested, &m_controller, &Controller::send);
    connect(&m_window, &Window::stopRequested, &m_controller, &Controller::stop);
    connect(&m_window, &Window::retryRequested, &m_controller, &Controller::answerAgain);
    connect(&m_window, &Window::newConversationRequested, &m_controller,
            &Controller::newConversation);
}

void Application::readSettings()
{
    m_window.restoreGeometry(m_settings.value(kGeometryKey).toByteArray());
    m_window.setFolder(m_settings.value(kFolderKey).toString());
    const int appearance = m_settings.value(kAppearanceKey, 0).toInt();
    if (appearance > 0 && appearance <= int(ui::Appearance::Dark))
        m_window.setAppearance(ui::Appearance(appearance));
}

void Application::writeSettings()
{
    m_settings.setValue(kGeometryKey, m_window.saveGeometry());
    m_settings.setValue(kFolderKey, m_window.folder());
    m_settings.setValue(kAppearanceKey, int(m_window.appearance()));
}

} // namespace app
