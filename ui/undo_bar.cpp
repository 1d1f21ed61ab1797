#include "ui/undo_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>

namespace ui {

UndoBar::UndoBar(QWidget* parent)
    : QFrame(parent)
    , m_sentence(new QLabel(this))
    , m_button(new QPushButton(this))
    , m_timer(new QTimer(this))
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_button->setAutoDefault(false);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 8, 6);
    layout->addWidget(m_sentence, 1);
    layout->addWidget(m_button);
    m_timer->setSingleShot(true);
    m_timer->setInterval(kSeconds * 1000);
    connect(m_timer, &QTimer::timeout, this, &QWidget::hide);
    connect(m_button, &QPushButton::clicked, this, [this] {
        hide();
        m_accepted();
    });
    hide();
}

void UndoBar::offer(const QString& sentence, const QString& action, std::function<void()> accepted)
{
    m_sentence->setText(sentence);
    m_button->setText(action);
    m_accepted = std::move(accepted);
    m_timer->start();
    show();
}

} // namespace ui
