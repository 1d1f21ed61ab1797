#include "ui/problem_bar.h"

#include "ui/breakable_text.h"
#include "ui/colours.h"

#include <QApplication>
#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QPaintEvent>
#include <QPainter>
#include <QPushButton>

namespace ui {

ProblemBar::ProblemBar(QWidget* parent)
    : QFrame(parent)
    , m_text(new QLabel(this))
    , m_fix(new QPushButton(this))
    , m_back(new QPushButton(this))
    , m_automatic(new QCheckBox(tr("Fix automatically"), this))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_fix->setToolTip(tr("Sends the errors to the model. With Shift: only into the text field."));
    m_automatic->setToolTip(
        tr("Asks the model after each run with errors: three times at most, and not twice about "
           "the same error."));
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(10, 6, 10, 6);
    layout->setVerticalSpacing(4);
    layout->addWidget(m_text, 0, 0, 1, 4);
    layout->addWidget(m_fix, 1, 0);
    layout->addWidget(m_back, 1, 1);
    layout->addWidget(m_automatic, 1, 3);
    layout->setColumnStretch(2, 1);
    connect(m_fix, &QPushButton::clicked, this, [this] {
        emit fixRequested(QApplication::keyboardModifiers().testFlag(Qt::ShiftModifier));
    });
    connect(m_back, &QPushButton::clicked, this, &ProblemBar::lastGoodRequested);
    connect(m_automatic, &QCheckBox::toggled, this, &ProblemBar::automaticChanged);
    colour();
    hide();
}

void ProblemBar::setProblems(int count, const QString& sentence, const QString& lastGood)
{
    m_text->setText(breakable(sentence));
    m_text->setVisible(!sentence.isEmpty());
    m_fix->setText(count == 1 ? tr("Fix this error") : tr("Fix these %1 errors").arg(count));
    m_back->setText(tr("Back to %1").arg(lastGood));
    m_back->setVisible(!lastGood.isEmpty());
    setVisible(count > 0);
}

void ProblemBar::setCanFix(bool canFix) { m_fix->setEnabled(canFix); }

void ProblemBar::setAutomatic(bool isOn)
{
    const QSignalBlocker quiet(m_automatic);
    m_automatic->setChecked(isOn);
}

void ProblemBar::paintEvent(QPaintEvent* event)
{
    QPainter(this).fillRect(event->rect(), removedLine(palette()));
}

void ProblemBar::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

void ProblemBar::colour()
{
    QPalette red = m_text->palette();
    red.setColor(QPalette::WindowText, errorText(palette()));
    m_text->setPalette(red);
}

} // namespace ui
