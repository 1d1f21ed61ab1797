#include "ui/line_bar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QRegularExpression>
#include <QRegularExpressionValidator>

namespace ui {

LineBar::LineBar(QWidget* parent)
    : QWidget(parent)
    , m_field(new QLineEdit(this))
    , m_lines(new QLabel(this))
{
    auto* label = new QLabel(tr("Go to line"), this);
    label->setBuddy(m_field);
    m_field->setAccessibleName(tr("Go to line"));
    m_field->setMaximumWidth(140);
    m_field->setValidator(
        new QRegularExpressionValidator(QRegularExpression(QStringLiteral("\\d{1,10}")), this));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 8, 6);
    layout->addWidget(label);
    layout->addWidget(m_field);
    layout->addWidget(m_lines);
    layout->addStretch(1);
    connect(m_field, &QLineEdit::returnPressed, this, [this] {
        const qsizetype line = m_field->text().toLongLong();
        end();
        emit lineChosen(line);
    });
    hide();
}

void LineBar::begin(qsizetype line, qsizetype lines)
{
    m_field->setText(QString::number(line));
    m_lines->setText(tr("of %1").arg(QLocale().toString(qint64(lines))));
    show();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void LineBar::end()
{
    hide();
    emit closed();
}

void LineBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        end();
    else
        QWidget::keyPressEvent(event);
}

} // namespace ui
