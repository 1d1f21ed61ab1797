// ModelPanel: facts in groups, each a name and a value.

#pragma once

#include <QList>
#include <QScrollArea>
#include <QString>

namespace ui {

struct Fact
{
    QString name;
    QString value;
};

struct FactGroup
{
    QString title;
    QList<Fact> facts;
};

class ModelPanel : public QScrollArea
{
    Q_OBJECT

public:
    explicit ModelPanel(QWidget* parent = nullptr);

    void setFacts(const QList<FactGroup>& groups);
};

} // namespace ui
