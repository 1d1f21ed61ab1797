#include "ui/code_editor.h"

#include "ui/code_pane.h"
#include "ui/replace_bar.h"

#include <QKeyEvent>
#include <QShortcut>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

CodeEditor::CodeEditor(QWidget* parent)
    : QWidget(parent)
    , m_tabs(new QTabBar(this))
    , m_panes(new QStackedWidget(this))
    , m_replaceBar(new ReplaceBar(this))
{
    m_tabs->setAccessibleName(tr("Files of the app"));
    m_tabs->setDocumentMode(true);
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setUsesScrollButtons(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tabs);
    layout->addWidget(m_panes, 1);
    layout->addWidget(m_replaceBar);
    connect(m_tabs, &QTabBar::currentChanged, m_panes, &QStackedWidget::setCurrentIndex);
    setUpSearch();
    fitTabs();
}

void CodeEditor::setUpSearch()
{
    connect(m_replaceBar, &ReplaceBar::findRequested, this, [this](bool isForward) {
        if (CodePane* here = currentPane())
            m_replaceBar->setResult(
                here->find(m_replaceBar->text(), isForward, m_replaceBar->isCaseSensitive())
                    ? QString()
                    : tr("Not found"));
    });
    connect(m_replaceBar, &ReplaceBar::replaceRequested, this, [this] {
        if (CodePane* here = currentPane(); here && !here->isReadOnly())
            here->replaceFound(m_replaceBar->text(), m_replaceBar->replacement(),
                               m_replaceBar->isCaseSensitive());
    });
    connect(m_replaceBar, &ReplaceBar::replaceAllRequested, this, [this] {
        if (CodePane* here = currentPane(); here && !here->isReadOnly())
            m_replaceBar->setResult(
                tr("Replaced: %1")
                    .arg(here->replaceEverywhere(m_replaceBar->text(), m_replaceBar->replacement(),
                                                 m_replaceBar->isCaseSensitive())));
    });
    connect(m_replaceBar, &ReplaceBar::closed, this, [this] {
        if (CodePane* here = currentPane())
            here->setFocus();
    });
}

void CodeEditor::setFiles(const QList<CodeFile>& files, const QString& writing)
{
    for (int i = m_panes->count() - 1; i >= 0; --i) {
        const QString name = static_cast<CodePane*>(m_panes->widget(i))->fileName();
        const auto isIt = [&](const CodeFile& file) { return file.name == name; };
        if (std::any_of(files.begin(), files.end(), isIt))
            continue;
        QWidget* gone = m_panes->widget(i);
        m_panes->removeWidget(gone);
        m_tabs->removeTab(i);
        delete gone;
    }
    for (const CodeFile& file : files) {
        CodePane* shown = pane(file.name);
        if (!shown)
            shown = addPane(file.name);
        shown->setWriting(!writing.isEmpty());
        shown->showText(file.text);
    }
    if (!writing.isEmpty() && writing != m_writing)
        bringToFront(writing);
    m_writing = writing;
    fitTabs();
}

QList<CodeFile> CodeEditor::files() const
{
    QList<CodeFile> files;
    for (int i = 0; i < m_panes->count(); ++i) {
        const auto* shown = static_cast<CodePane*>(m_panes->widget(i));
        files.append({shown->fileName(), shown->text()});
    }
    return files;
}

CodePane* CodeEditor::addPane(const QString& file)
{
    auto* added = new CodePane(file, m_panes);
    added->installEventFilter(this);
    connect(added, &CodePane::edited, this, &CodeEditor::edited);
    m_panes->addWidget(added);
    m_tabs->addTab(file);
    return added;
}

CodePane* CodeEditor::pane(const QString& file) const
{
    for (int i = 0; i < m_panes->count(); ++i)
        if (auto* shown = static_cast<CodePane*>(m_panes->widget(i)); shown->fileName() == file)
            return shown;
    return nullptr;
}

CodePane* CodeEditor::currentPane() const
{
    return static_cast<CodePane*>(m_panes->currentWidget());
}

void CodeEditor::bringToFront(const QString& file)
{
    if (CodePane* shown = pane(file))
        m_tabs->setCurrentIndex(m_panes->indexOf(shown));
}

// One file needs no tab to be told from others.
void CodeEditor::fitTabs() { m_tabs->setVisible(m_panes->count() > 1); }

void CodeEditor::clearMarks()
{
    for (int i = 0; i < m_panes->count(); ++i)
        static_cast<CodePane*>(m_panes->widget(i))->clearMarks();
}

void CodeEditor::mark(const QString& file, int line, const QString& text)
{
    if (CodePane* shown = pane(file))
        shown->mark(line, text);
}

void CodeEditor::goTo(const QString& file, int line)
{
    bringToFront(file);
    if (CodePane* shown = currentPane())
        shown->goToLine(line);
}

void CodeEditor::openSearch()
{
    if (CodePane* here = currentPane())
        m_replaceBar->open(here->selectedText());
}

QString CodeEditor::currentFile() const
{
    const CodePane* here = currentPane();
    return here ? here->fileName() : QString();
}

int CodeEditor::currentLine() const
{
    int line = -1;
    int column = 0;
    if (const CodePane* here = currentPane())
        here->getCursorPosition(&line, &column);
    return line + 1;
}

QList<int> CodeEditor::markedLines(const QString& file) const
{
    const CodePane* shown = pane(file);
    return shown ? shown->markedLines() : QList<int>();
}

// Before QScintilla, which would take Ctrl+Enter for a line and Ctrl+F for nothing.
bool CodeEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        const bool isRun = isEnter && key->modifiers().testFlag(Qt::ControlModifier);
        const bool isFind = key->matches(QKeySequence::Find) || key->matches(QKeySequence::Replace);
        if (isRun || isFind) {
            event->accept();
            if (event->type() == QEvent::KeyPress)
                isRun ? emit runRequested() : openSearch();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace ui
