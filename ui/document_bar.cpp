#include "ui/document_bar.h"

#include "ui/elided_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

DocumentBar::DocumentBar(QWidget* parent)
    : QWidget(parent)
    , m_name(new ElidedLabel(this))
    , m_remarkRow(new QWidget(this))
    , m_remark(new QLabel(m_remarkRow))
    , m_row(new QHBoxLayout)
{
    m_row->setContentsMargins(6, 4, 6, 4);
    m_row->setSpacing(2);
    m_outline = addButton(m_row, tr("Outline"), tr("Show or hide the outline"));
    m_outline->setCheckable(true);
    m_name->setElideMode(Qt::ElideMiddle);
    m_name->setContentsMargins(6, 0, 6, 0);
    m_row->addWidget(m_name, 1);
    m_ask = addButton(m_row, tr("Ask About This"), tr("Ask about the selected text"));
    m_explain = addButton(m_row, tr("Explain"), tr("Let the selected text be explained"));
    m_asText = addButton(m_row, tr("As Text"), tr("Show the text that the model reads"));
    m_asText->setCheckable(true);
    auto* find = addButton(m_row, tr("Find"), tr("Find in this document (Ctrl+F)"));

    auto* remark = new QHBoxLayout(m_remarkRow);
    remark->setContentsMargins(12, 2, 6, 4);
    m_remark->setWordWrap(true);
    m_remark->setTextFormat(Qt::PlainText);
    remark->addWidget(m_remark, 1);
    auto* dismiss = addButton(remark, {}, tr("Remove the mark"));
    dismiss->setIcon(style()->standardIcon(QStyle::SP_TitleBarCloseButton));

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(m_row);
    layout->addWidget(m_remarkRow);
    setHasSelection(false);
    setPages(false, false);
    setRemark({});

    connect(m_ask, &QToolButton::clicked, this,
            [this] { emit questionAsked(DocumentQuestion::AskAbout); });
    connect(m_explain, &QToolButton::clicked, this,
            [this] { emit questionAsked(DocumentQuestion::Explain); });
    connect(find, &QToolButton::clicked, this, &DocumentBar::findRequested);
    connect(m_asText, &QToolButton::clicked, this,
            [this](bool isText) { emit pagesRequested(!isText); });
    connect(m_outline, &QToolButton::clicked, this, &DocumentBar::outlineRequested);
    connect(dismiss, &QToolButton::clicked, this, &DocumentBar::markDismissed);
}

QToolButton* DocumentBar::addButton(QHBoxLayout* row, const QString& text, const QString& tip)
{
    auto* button = new QToolButton(this);
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleName(text.isEmpty() ? tip : text);
    button->setAccessibleDescription(tip);
    button->setAutoRaise(true);
    row->addWidget(button);
    return button;
}

void DocumentBar::setName(const QString& name) { m_name->setText(name); }

void DocumentBar::setRemark(const QString& sentence)
{
    m_remark->setText(sentence);
    m_remarkRow->setVisible(!sentence.isEmpty());
}

void DocumentBar::setHasSelection(bool hasSelection)
{
    m_ask->setVisible(hasSelection);
    m_explain->setVisible(hasSelection);
}

void DocumentBar::setPages(bool hasPages, bool areShown)
{
    m_asText->setVisible(hasPages);
    m_asText->setChecked(!areShown);
    if (m_pageTools)
        m_pageTools->setVisible(hasPages && areShown);
}

void DocumentBar::setOutlineShown(bool isShown) { m_outline->setChecked(isShown); }

void DocumentBar::setPageTools(QWidget* tools)
{
    m_pageTools = tools;
    m_row->insertWidget(m_row->indexOf(m_asText), tools);
    tools->hide();
}

} // namespace ui
