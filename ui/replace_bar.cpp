#include "ui/replace_bar.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <QToolButton>

namespace ui {
namespace {

QLineEdit* field(const QString& placeholder, QWidget* parent)
{
    auto* edit = new QLineEdit(parent);
    edit->setPlaceholderText(placeholder);
    edit->setAccessibleName(placeholder);
    edit->setClearButtonEnabled(true);
    return edit;
}

QToolButton* button(const QString& text, QWidget* parent)
{
    auto* tool = new QToolButton(parent);
    tool->setText(text);
    tool->setAutoRaise(true);
    tool->setFocusPolicy(Qt::StrongFocus);
    return tool;
}

} // namespace

ReplaceBar::ReplaceBar(QWidget* parent)
    : QWidget(parent)
    , m_text(field(tr("Find"), this))
    , m_replacement(field(tr("Replace by"), this))
    , m_isCaseSensitive(new QCheckBox(tr("Match &case"), this))
    , m_result(new QLabel(this))
{
    auto* next = button(tr("Next"), this);
    auto* previous = button(tr("Previous"), this);
    auto* replace = button(tr("Replace"), this);
    auto* replaceAll = button(tr("Replace All"), this);
    auto* close = button({}, this);
    close->setIcon(style()->standardIcon(QStyle::SP_TitleBarCloseButton));
    close->setAccessibleName(tr("Close the search"));
    m_result->setTextFormat(Qt::PlainText);
    m_result->setMinimumWidth(0);
    m_result->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(6, 4, 6, 4);
    layout->setSpacing(4);
    layout->addWidget(m_text, 0, 0);
    layout->addWidget(next, 0, 1);
    layout->addWidget(previous, 0, 2);
    layout->addWidget(m_isCaseSensitive, 0, 3);
    layout->addWidget(close, 0, 4);
    layout->addWidget(m_replacement, 1, 0);
    layout->addWidget(replace, 1, 1);
    layout->addWidget(replaceAll, 1, 2);
    layout->addWidget(m_result, 1, 3, 1, 2);
    layout->setColumnStretch(0, 1);

    connect(m_text, &QLineEdit::returnPressed, this, [this] { emit findRequested(true); });
    connect(next, &QToolButton::clicked, this, [this] { emit findRequested(true); });
    connect(previous, &QToolButton::clicked, this, [this] { emit findRequested(false); });
    connect(m_replacement, &QLineEdit::returnPressed, this, &ReplaceBar::replaceRequested);
    connect(replace, &QToolButton::clicked, this, &ReplaceBar::replaceRequested);
    connect(replaceAll, &QToolButton::clicked, this, &ReplaceBar::replaceAllRequested);
    connect(close, &QToolButton::clicked, this, &ReplaceBar::close);
    hide();
}

void ReplaceBar::open(const QString& text)
{
    if (!text.isEmpty() && !text.contains(QChar::ParagraphSeparator) && !text.contains(u'\n'))
        m_text->setText(text);
    m_result->clear();
    show();
    m_text->setFocus();
    m_text->selectAll();
}

void ReplaceBar::close()
{
    hide();
    emit closed();
}

void ReplaceBar::setResult(const QString& result) { m_result->setText(result); }
QString ReplaceBar::text() const { return m_text->text(); }
QString ReplaceBar::replacement() const { return m_replacement->text(); }
bool ReplaceBar::isCaseSensitive() const { return m_isCaseSensitive->isChecked(); }

void ReplaceBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        close();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace ui
