#include "ui/settings_dialog.h"

#include "ui/chat_settings_form.h"
#include "ui/program_settings_form.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QScrollArea>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace ui {
namespace {

// A small screen scrolls what it cannot show.
QScrollArea* scrolling(QWidget* page)
{
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(page);
    return area;
}

} // namespace

SettingsDialog::SettingsDialog(QWidget* parent)
    : QDialog(parent)
    , m_pages(new QTabWidget(this))
    , m_chat(new ChatSettingsForm)
    , m_program(new ProgramSettingsForm)
{
    setWindowTitle(tr("Settings"));
    m_pages->addTab(scrolling(m_chat), tr("This conversation"));
    m_pages->addTab(scrolling(m_program), tr("Program"));
    m_pages->tabBar()->setAccessibleName(tr("Pages of the settings"));
    auto* buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QWidget::hide);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_pages, 1);
    layout->addWidget(buttons);
    resize(560, 600);
}

void SettingsDialog::open(Page page)
{
    m_pages->setCurrentIndex(int(page));
    show();
    raise();
    activateWindow();
}

} // namespace ui
