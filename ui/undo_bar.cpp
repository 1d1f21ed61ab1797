#include "ui/undo_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>

namespace ui {

UndoBar::UndoBar(QWidget* parent)
    : QFrame(parent)
    , m_sentence(new QLabel(this))
    , m_undo(new QPushButton(tr("Undo"), this))
    , m_timer(new QTimer(this))
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_undo->setAutoDefault(false);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 8, 6);
    layout->addWidget(m_sentence, 1);
    layout->addWidget(m_undo);
    m_timer->setSingleShot(true);
    m_timer->setInterval(kSeconds * 1000);
    connect(m_timer, &QTimer::timeout, this, &QWidget::hide);
    connect(m_undo, &QPushButton::clicked, this, [this] {
        hide();
        emit undoRequested();
    });
    hide();
}

void UndoBar::offer(const QString& sentence)
{
    m_sentence->setText(sentence);
    m_timer->start();
    show();
}

} // namespace ui
