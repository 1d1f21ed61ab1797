#include "ui/banner.h"

#include "ui/colours.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>

namespace ui {

Banner::Banner(QWidget* parent)
    : QFrame(parent)
    , m_headline(new QLabel(this))
    , m_detail(new QLabel(this))
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    for (QLabel* label : {m_headline, m_detail}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    QFont bold = m_headline->font();
    bold.setWeight(QFont::DemiBold);
    m_headline->setFont(bold);

    auto* close = new QToolButton(this);
    close->setAutoRaise(true);
    close->setIcon(style()->standardIcon(QStyle::SP_TitleBarCloseButton));
    close->setAccessibleName(tr("Close the message"));
    connect(close, &QToolButton::clicked, this, &QWidget::hide);

    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_headline);
    texts->addWidget(m_detail);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->addLayout(texts, 1);
    layout->addWidget(close, 0, Qt::AlignTop);
    colour();
    hide();
}

void Banner::show(const QString& headline, const QString& detail)
{
    m_headline->setText(headline);
    m_detail->setText(detail);
    setVisible(!headline.isEmpty());
}

QString Banner::headline() const { return m_headline->text(); }

QString Banner::text() const
{
    return isHidden() ? QString() : m_headline->text() + u'\n' + m_detail->text();
}

void Banner::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

void Banner::colour()
{
    QPalette red = m_headline->palette();
    red.setColor(QPalette::WindowText, errorText(palette()));
    red.setColor(QPalette::Text, errorText(palette()));
    m_headline->setPalette(red);
}

} // namespace ui
