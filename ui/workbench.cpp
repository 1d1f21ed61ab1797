#include "ui/workbench.h"

#include "ui/code_editor.h"
#include "ui/colours.h"
#include "ui/console_view.h"
#include "ui/offer_bar.h"
#include "ui/problem_bar.h"
#include "ui/versions_view.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QStyle>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

Workbench::Workbench(QWidget* preview, QWidget* parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget(this))
    , m_editor(new CodeEditor)
    , m_console(new ConsoleView)
    , m_versions(new VersionsView)
    , m_offer(new OfferBar(this))
    , m_problems(new ProblemBar(this))
{
    setMinimumWidth(300);
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setAccessibleName(tr("Workbench"));
    m_tabs->addTab(preview, tr("Preview"));
    m_tabs->addTab(m_editor, tr("Code"));
    m_tabs->addTab(m_console, tr("Console"));
    m_tabs->addTab(m_versions, tr("Versions"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    setUpHeader();
    layout->addWidget(m_header);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_offer);
    layout->addWidget(m_problems);

    connect(m_tabs, &QTabWidget::currentChanged, this, &Workbench::tabChanged);
    connect(m_editor, &CodeEditor::runRequested, this, &Workbench::runRequested);
    connect(m_console, &ConsoleView::errorCountChanged, this, &Workbench::showErrorCount);
    connect(m_console, &ConsoleView::lineRequested, this, [this](const QString& file, int line) {
        setCurrentTab(Code);
        m_editor->goTo(file, line);
    });
    setVersion({}, {});
    setSteps(false, false);
    setHasApp(false, false);
    showTabs();
}

QToolButton* Workbench::addButton(const QString& text, const QString& name)
{
    auto* button = new QToolButton(this);
    button->setText(text);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAccessibleName(name);
    button->setToolTip(name);
    return button;
}

void Workbench::setUpHeader()
{
    m_header = new QWidget(this);
    m_back = addButton(QStringLiteral("‹"), tr("The version before"));
    m_forth = addButton(QStringLiteral("›"), tr("The version after"));
    m_version = new QLabel(m_header);
    m_remark = new QLabel(m_header);
    for (QLabel* label : {m_version, m_remark})
        label->setTextFormat(Qt::PlainText);
    m_remark->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_run = addButton(tr("Run"), tr("Run the code (Ctrl+Enter)"));
    m_share = addButton(tr("Save or open"), tr("Save the app, or open it elsewhere"));
    m_share->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_share);
    menu->addAction(tr("Save as One &Page…"), this, &Workbench::exportRequested);
    menu->addAction(tr("Open in the &Browser"), this, &Workbench::browserRequested)
        ->setToolTip(tr("Outside the preview the page can use the network"));
    menu->setToolTipsVisible(true);
    m_share->setMenu(menu);
    QToolButton* close = addButton({}, tr("Close the workbench"));
    m_close = addButton({}, tr("Close the workbench"));
    m_tabs->setCornerWidget(m_close);
    for (QToolButton* button : {close, m_close}) {
        button->setIcon(style()->standardIcon(QStyle::SP_TitleBarCloseButton));
        connect(button, &QToolButton::clicked, this, &Workbench::closeRequested);
    }

    auto* row = new QHBoxLayout(m_header);
    row->setContentsMargins(8, 4, 6, 4);
    row->setSpacing(4);
    row->addWidget(m_back);
    row->addWidget(m_version);
    row->addWidget(m_forth);
    row->addWidget(m_remark, 1);
    row->addWidget(m_run);
    row->addWidget(m_share);
    row->addWidget(close);
    connect(m_back, &QToolButton::clicked, this, [this] { emit stepRequested(-1); });
    connect(m_forth, &QToolButton::clicked, this, [this] { emit stepRequested(1); });
    connect(m_run, &QToolButton::clicked, this, &Workbench::runRequested);
    colour();
}

void Workbench::setCurrentTab(int tab) { m_tabs->setCurrentIndex(tab); }
int Workbench::currentTab() const { return m_tabs->currentIndex(); }

void Workbench::setDocumentTabs(QWidget* documents, QWidget* text, QWidget* cost)
{
    m_tabs->addTab(documents, tr("Documents"));
    m_tabs->addTab(text, tr("Text"));
    m_tabs->addTab(cost, tr("Cost"));
    showTabs();
}

void Workbench::setHasDocuments(bool hasDocuments)
{
    m_hasDocuments = hasDocuments;
    showTabs();
}

void Workbench::showTabs()
{
    const bool isAppShown = m_hasApp || !m_hasDocuments;
    for (int tab = 0; tab < m_tabs->count(); ++tab)
        m_tabs->setTabVisible(tab, tab < Documents ? isAppShown : m_hasDocuments);
    m_header->setVisible(isAppShown && !m_isOnlyPreview);
    m_close->setVisible(!isAppShown);
}

void Workbench::setVersion(const QString& version, const QString& remark)
{
    m_version->setText(version);
    m_remark->setText(remark);
    m_remark->setToolTip(remark);
}

void Workbench::setSteps(bool canGoBack, bool canGoForth)
{
    m_back->setEnabled(canGoBack);
    m_forth->setEnabled(canGoForth);
    m_back->setVisible(canGoBack || canGoForth);
    m_forth->setVisible(canGoBack || canGoForth);
}

void Workbench::setHasApp(bool hasApp, bool canRun)
{
    m_run->setEnabled(canRun);
    m_share->setEnabled(hasApp);
    m_console->setEvaluationEnabled(hasApp);
    if (m_hasApp != hasApp) {
        m_hasApp = hasApp;
        showTabs();
    }
}

void Workbench::setOnlyPreview(bool isOnly)
{
    m_isOnlyPreview = isOnly;
    setCurrentTab(Preview);
    showTabs();
    m_tabs->tabBar()->setVisible(!isOnly);
}

void Workbench::showErrorCount(qint64 count)
{
    m_tabs->setTabText(Console, count == 0 ? tr("Console")
                                           : tr("Console (%1)").arg(QLocale().toString(count)));
    m_tabs->tabBar()->setTabTextColor(Console, count == 0 ? QColor() : errorText(palette()));
}

void Workbench::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    emit shownChanged(true);
}

void Workbench::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    if (isHidden())
        emit shownChanged(false);
}

void Workbench::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        colour();
        showErrorCount(m_console->errorCount());
    }
}

void Workbench::colour()
{
    QPalette dim = palette();
    dim.setColor(QPalette::WindowText, dimText(palette()));
    m_remark->setPalette(dim);
}

} // namespace ui
