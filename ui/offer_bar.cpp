#include "ui/offer_bar.h"

#include "ui/breakable_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace ui {

OfferBar::OfferBar(QWidget* parent)
    : QFrame(parent)
    , m_sentence(new QLabel(this))
    , m_accept(new QPushButton(this))
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    auto* close = new QToolButton(this);
    close->setAutoRaise(true);
    close->setIcon(style()->standardIcon(QStyle::SP_TitleBarCloseButton));
    close->setAccessibleName(tr("Refuse"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 6, 6, 6);
    layout->addWidget(m_sentence, 1);
    layout->addWidget(m_accept);
    layout->addWidget(close);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_accept, &QPushButton::clicked, this, [this] {
        hide();
        emit accepted();
    });
    hide();
}

void OfferBar::offer(const QString& sentence, const QString& action)
{
    m_text = sentence;
    m_sentence->setText(breakable(sentence));
    m_accept->setText(action);
    setVisible(!sentence.isEmpty());
}

QString OfferBar::sentence() const { return isHidden() ? QString() : m_text; }

} // namespace ui
