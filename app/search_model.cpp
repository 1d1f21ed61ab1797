#include "app/search_model.h"

#include "ui/library_role.h"

namespace app {

void SearchModel::setHits(const QList<SearchHit>& hits)
{
    beginResetModel();
    m_hits = hits;
    endResetModel();
}

int SearchModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_hits.size());
}

QVariant SearchModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const SearchHit& hit = m_hits[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return hit.title.isEmpty() ? tr("New chat") : hit.title;
    case Qt::AccessibleTextRole:
        return hit.title + QStringLiteral(": ") + hit.excerpt;
    case ui::HitConversationRole:
        return hit.conversation;
    case ui::HitMessageRole:
        return hit.message;
    case ui::HitExcerptRole:
        return hit.excerpt;
    default:
        return {};
    }
}

} // namespace app
