// The part of Application that shows documents and apps in the library.

#include "app/application.h"
#include "app/document_bench.h"
#include "ui/library_panel.h"
#include "ui/library_role.h"

#include <QDir>
#include <QLocale>

namespace app {

void Application::connectShelves()
{
    const auto idOf = [](const QModelIndex& index) {
        return index.data(ui::LibraryIdRole).toLongLong();
    };
    const ui::LibrarySection* documents =
        m_window.library()->addSection(tr("Documents"), &m_documentShelf);
    connect(documents, &ui::LibrarySection::opened, this,
            [this, idOf](const QModelIndex& index) { m_documents->beginWith(idOf(index)); });
    connect(&m_desk, &DocumentDesk::setsChanged, this, &Application::fillDocumentShelf);

    const ui::LibrarySection* apps = m_window.library()->addSection(tr("Apps"), &m_appShelf);
    connect(apps, &ui::LibrarySection::opened, this,
            [this, idOf](const QModelIndex& index) { m_conversations.open(idOf(index)); });
    connect(&m_appStore, &AppStore::listed, this, [this](const QList<AppEntry>& list) {
        m_apps = list;
        fillAppShelf();
    });
    const Library* library = &m_conversations.library();
    connect(library, &Library::filled, this, &Application::fillAppShelf);
    connect(library, &Library::entryChanged, this, &Application::fillAppShelf);
    connect(library, &Library::entryRemoved, this, &Application::fillAppShelf);
}

void Application::fillDocumentShelf()
{
    const QLocale locale;
    QList<ShelfRow> rows;
    const QList<DocumentSetRecord> sets = m_desk.sets();
    for (const DocumentSetRecord& set : sets) {
        QStringList remark;
        for (const QString& path : set.paths.mid(0, 4))
            remark.append(QDir::toNativeSeparators(path));
        if (set.tokens > 0)
            remark.append(tr("%1 tokens").arg(locale.toString(set.tokens)));
        rows.append({set.id, set.title, remark.join(u'\n')});
    }
    m_documentShelf.setRows(rows);
}

// Those of conversations that are in the trash go with them.
void Application::fillAppShelf()
{
    const Library& library = m_conversations.library();
    QList<ShelfRow> rows;
    for (const AppEntry& app : std::as_const(m_apps)) {
        const LibraryEntry* entry = library.entry(app.conversation);
        if (!entry || entry->trashed != 0)
            continue;
        rows.append({app.conversation, app.title.isEmpty() ? entry->title : app.title,
                     tr("In “%1”").arg(entry->title)});
    }
    m_appShelf.setRows(rows);
}

} // namespace app
