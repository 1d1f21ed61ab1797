#include "ui/find_bar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <QToolButton>

namespace ui {

FindBar::FindBar(QWidget* parent)
    : QWidget(parent)
    , m_field(new QLineEdit(this))
    , m_result(new QLabel(this))
{
    setPrompt(tr("Find in the conversation"));
    m_field->setClearButtonEnabled(true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 8, 6);
    layout->addWidget(m_field, 1);
    layout->addWidget(m_result);
    const auto addButton = [&](const QString& name, QStyle::StandardPixmap icon, auto pressed) {
        auto* button = new QToolButton(this);
        button->setIcon(style()->standardIcon(icon));
        button->setToolTip(name);
        button->setAccessibleName(name);
        button->setAutoRaise(true);
        connect(button, &QToolButton::clicked, this, pressed);
        layout->addWidget(button);
    };
    addButton(tr("Previous match"), QStyle::SP_ArrowUp, &FindBar::previousRequested);
    addButton(tr("Next match"), QStyle::SP_ArrowDown, &FindBar::nextRequested);
    addButton(tr("Close the search"), QStyle::SP_TitleBarCloseButton, &FindBar::end);
    connect(m_field, &QLineEdit::textChanged, this, &FindBar::queryChanged);
    hide();
}

void FindBar::setPrompt(const QString& prompt)
{
    m_field->setPlaceholderText(prompt);
    m_field->setAccessibleName(prompt);
}

void FindBar::begin()
{
    show();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
    if (!m_field->text().isEmpty())
        emit queryChanged(m_field->text());
}

void FindBar::end()
{
    hide();
    emit closed();
}

void FindBar::setResult(const QString& result) { m_result->setText(result); }

void FindBar::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape)
        end();
    else if (isEnter && event->modifiers().testFlag(Qt::ShiftModifier))
        emit previousRequested();
    else if (isEnter)
        emit nextRequested();
    else
        QWidget::keyPressEvent(event);
}

} // namespace ui
