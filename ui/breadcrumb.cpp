#include "ui/breadcrumb.h"

#include "ui/elided_label.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

namespace ui {
namespace {

constexpr int kLongestStep = 24; // characters; the whole name is the tip
constexpr int kMostSteps = 4;    // of a deeper way those in the middle are in a menu

QString shortened(const QString& step)
{
    return step.size() <= kLongestStep ? step : step.left(kLongestStep - 1) + u'…';
}

} // namespace

Breadcrumb::Breadcrumb(QWidget* parent) : QWidget(parent), m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(0);
}

void Breadcrumb::setSteps(const QStringList& steps)
{
    while (QLayoutItem* item = m_row->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater(); // it may be the button that was just clicked
        }
        delete item;
    }
    const int last = int(steps.size()) - 1;
    const int hidden = int(steps.size()) <= kMostSteps ? 0 : int(steps.size()) - kMostSteps + 1;
    for (int step = 0; step < last; ++step) {
        if (step > 1 && step <= hidden)
            continue;
        auto* button = new QToolButton(this);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        m_row->addWidget(button);
        m_row->addWidget(new QLabel(QStringLiteral("›"), this));
        if (step == 1 && hidden > 0) {
            auto* menu = new QMenu(button);
            for (int i = 1; i <= hidden; ++i)
                menu->addAction(steps[i], this, [this, i] { emit stepChosen(i); });
            button->setText(QStringLiteral("…"));
            button->setAccessibleName(tr("Folders in between"));
            button->setMenu(menu);
            button->setPopupMode(QToolButton::InstantPopup);
            continue;
        }
        button->setText(shortened(steps[step]));
        button->setToolTip(tr("Back to %1").arg(steps[step]));
        button->setAccessibleName(button->toolTip());
        connect(button, &QToolButton::clicked, this, [this, step] { emit stepChosen(step); });
    }
    auto* here = new ElidedLabel(this);
    here->setText(last < 0 ? QString() : steps[last]);
    here->setContentsMargins(4, 0, 0, 0);
    m_row->addWidget(here, 1);
}

} // namespace ui
