#include "ui/tree_map_accessible.h"

#include "ui/tree_map.h"

#include <QAccessibleWidget>
#include <QHash>

#include <algorithm>

namespace ui {
namespace {

// One part. It knows its place in the list only; what is there is looked up when it is asked.
class MapItem : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    MapItem(TreeMap* map, int item) : m_map(map), m_item(item) {}

    bool isValid() const override { return m_item < int(m_map->items().size()); }
    QObject* object() const override { return nullptr; }
    QWindow* window() const override { return m_map->window()->windowHandle(); }
    QAccessibleInterface* parent() const override
    {
        return QAccessible::queryAccessibleInterface(m_map);
    }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name && isValid()
                   ? m_map->description(m_map->items()[std::size_t(m_item)])
                   : QString();
    }
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override
    {
        const QRect rect = m_map->itemRect(m_item);
        return {m_map->mapToGlobal(rect.topLeft()), rect.size()};
    }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.focused = m_map->hasFocus() && m_map->focusedItem() == m_item;
        state.invalid = !isValid();
        return state;
    }

    void* interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this)
                                                    : nullptr;
    }
    QStringList actionNames() const override { return {pressAction(), toggleAction()}; }
    void doAction(const QString& name) override
    {
        if (!isValid())
            return;
        if (name == pressAction())
            m_map->activate(m_item);
        else if (name == toggleAction())
            m_map->toggle(m_item);
    }
    QStringList keyBindingsForAction(const QString&) const override { return {}; }

    int item() const { return m_item; }

private:
    TreeMap* m_map;
    int m_item;
};

class MapList : public QAccessibleWidget
{
public:
    explicit MapList(TreeMap* map) : QAccessibleWidget(map, QAccessible::List), m_map(map) {}
    ~MapList() override
    {
        for (const QAccessible::Id id : std::as_const(m_items))
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return int(m_map->items().size()); }
    QAccessibleInterface* child(int item) const override
    {
        if (item < 0 || item >= childCount())
            return nullptr;
        auto found = m_items.constFind(item);
        if (found == m_items.constEnd())
            found = m_items.insert(
                item, QAccessible::registerAccessibleInterface(new MapItem(m_map, item)));
        return QAccessible::accessibleInterface(*found);
    }
    int indexOfChild(const QAccessibleInterface* child) const override
    {
        const auto* item = dynamic_cast<const MapItem*>(child);
        return item ? item->item() : -1;
    }
    QAccessibleInterface* childAt(int x, int y) const override
    {
        for (int item = 0; item < childCount(); ++item)
            if (m_map->itemRect(item).contains(m_map->mapFromGlobal(QPoint(x, y))))
                return child(item);
        return nullptr;
    }
    QAccessibleInterface* focusChild() const override
    {
        return m_map->hasFocus() ? child(m_map->focusedItem()) : nullptr;
    }

private:
    TreeMap* m_map;
    mutable QHash<int, QAccessible::Id> m_items;
};

QAccessibleInterface* makeInterface(const QString&, QObject* object)
{
    auto* map = qobject_cast<TreeMap*>(object);
    return map ? new MapList(map) : nullptr;
}

} // namespace

void announceTreeMaps() { QAccessible::installFactory(makeInterface); }

} // namespace ui
