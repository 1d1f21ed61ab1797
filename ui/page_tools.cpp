#include "ui/page_tools.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

#include <cmath>

namespace ui {

PageTools::PageTools(QWidget* parent)
    : QWidget(parent)
    , m_page(new QSpinBox(this))
    , m_count(new QLabel(this))
    , m_zoom(new QLabel(this))
    , m_fitWidth(new QToolButton(this))
{
    constexpr double kStep = 1.2;
    m_page->setAccessibleName(tr("Page"));
    m_page->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_page->setAlignment(Qt::AlignRight);
    m_page->setKeyboardTracking(false);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_page);
    layout->addWidget(m_count);
    layout->addSpacing(8);
    const auto addButton = [&](QToolButton* button, const QString& text, const QString& tip) {
        button->setText(text);
        button->setToolTip(tip);
        button->setAccessibleName(tip);
        button->setAutoRaise(true);
        layout->addWidget(button);
        return button;
    };
    auto* smaller = addButton(new QToolButton(this), QStringLiteral("−"), tr("Smaller"));
    layout->addWidget(m_zoom);
    auto* larger = addButton(new QToolButton(this), QStringLiteral("+"), tr("Larger"));
    addButton(m_fitWidth, tr("Width"), tr("Fit the width of the view"))->setCheckable(true);
    connect(m_page, &QSpinBox::valueChanged, this, [this](int page) { emit pageChosen(page - 1); });
    connect(smaller, &QToolButton::clicked, this, [this] { emit zoomStepped(1 / kStep); });
    connect(larger, &QToolButton::clicked, this, [this] { emit zoomStepped(kStep); });
    connect(m_fitWidth, &QToolButton::clicked, this, &PageTools::fitWidthRequested);
}

void PageTools::setPage(int page, int count)
{
    const QSignalBlocker blocker(m_page);
    m_page->setRange(1, std::max(1, count));
    m_page->setValue(page + 1);
    m_count->setText(tr("of %1").arg(QLocale().toString(count)));
}

void PageTools::setZoom(double zoom, bool isFittingWidth)
{
    m_zoom->setText(tr("%1 %").arg(std::lround(zoom * 100)));
    m_fitWidth->setChecked(isFittingWidth);
}

} // namespace ui
