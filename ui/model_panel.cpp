#include "ui/model_panel.h"

#include <QGridLayout>
#include <QLabel>

namespace ui {

ModelPanel::ModelPanel(QWidget* parent) : QScrollArea(parent)
{
    setAccessibleName(tr("Facts about the model"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumWidth(220);
    setFacts({});
}

void ModelPanel::setFacts(const QList<FactGroup>& groups)
{
    auto* page = new QWidget;
    auto* layout = new QGridLayout(page);
    layout->setHorizontalSpacing(12);
    layout->setVerticalSpacing(5);
    layout->setColumnStretch(1, 1);
    int row = 0;
    for (const FactGroup& group : groups) {
        auto* title = new QLabel(group.title);
        QFont bold = title->font();
        bold.setWeight(QFont::DemiBold);
        title->setFont(bold);
        title->setContentsMargins(0, row > 0 ? 12 : 0, 0, 2);
        layout->addWidget(title, row++, 0, 1, 2);
        for (const Fact& fact : group.facts) {
            auto* value = new QLabel(fact.value);
            value->setTextFormat(Qt::PlainText);
            value->setWordWrap(true);
            value->setTextInteractionFlags(Qt::TextSelectableByMouse);
            auto* name = new QLabel(fact.name);
            name->setForegroundRole(QPalette::PlaceholderText);
            layout->addWidget(name, row, 0, Qt::AlignTop);
            layout->addWidget(value, row++, 1, Qt::AlignTop);
        }
    }
    layout->setRowStretch(row, 1);
    setWidget(page); // deletes the former one
}

} // namespace ui
