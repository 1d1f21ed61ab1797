#include "app/conversations.h"

#include "app/chat_presets.h"
#include "app/conversation_store.h"

#include <utility>

namespace app {

constexpr qsizetype kTitleLength = 48;

Conversations::Conversations(ConversationStore& store, QObject* parent)
    : QObject(parent)
    , m_store(store)
    , m_library(store)
{
    connect(&store, &ConversationStore::opened, &m_library, &Library::fill);
    connect(&store, &ConversationStore::opened, this,
            [this](const QList<LibraryEntry>&, const QList<Folder>&, const QString& sentence) {
                if (!sentence.isEmpty())
                    emit notice(sentence);
            });
    connect(&store, &ConversationStore::loaded, this, &Conversations::onLoaded);
    connect(&store, &ConversationStore::loadFailed, this, [this](qint64 id, const QString& reason) {
        if (id == m_awaited)
            emit notice(tr("The conversation could not be opened: %1").arg(reason));
    });
    showNew();
}

void Conversations::beginNew()
{
    m_awaited = 0;
    if (!m_current->isBlank())
        showNew();
}

void Conversations::showNew()
{
    ConversationDetails details;
    details.settings = chatPresets().first().settings;
    auto conversation = std::make_shared<Conversation>(m_store, m_store.newId(), details);
    connect(conversation.get(), &Conversation::firstWritten, this,
            [this, id = conversation->id()] { m_library.add(id); });
    show(std::move(conversation), 0);
}

void Conversations::open(qint64 id, qint64 message)
{
    if (const std::shared_ptr<Conversation> alive = m_alive.value(id).lock()) {
        show(alive, message);
        return;
    }
    m_awaited = id;
    m_awaitedMessage = message;
    m_isResuming = false;
    m_store.load(id);
}

void Conversations::resume(qint64 id)
{
    open(id);
    m_isResuming = true;
}

void Conversations::onLoaded(const StoredConversation& stored)
{
    if (stored.entry.id != std::exchange(m_awaited, 0))
        return;
    if (!m_isResuming || m_current->isBlank())
        show(std::make_shared<Conversation>(m_store, stored), m_awaitedMessage);
}

void Conversations::show(std::shared_ptr<Conversation> conversation, qint64 message)
{
    m_awaited = 0;
    if (m_current && m_current != conversation) {
        emit aboutToLeave();
        const LibraryEntry* left = m_library.entry(m_current->id());
        if (left && left->trashed == 0 && m_current->isBlank()) // a draft that was deleted again
            m_library.remove(m_current->id());
    }
    m_alive.removeIf([](const auto& alive) { return alive.value().expired(); });
    m_alive.insert(conversation->id(), conversation);
    if (conversation->tree().find(message))
        conversation->showBranchOf(message);
    if (m_current != conversation) {
        m_current = std::move(conversation);
        emit currentChanged();
    }
    if (message != 0)
        emit messageSought(message);
}

void Conversations::throwAway(qint64 id)
{
    m_library.throwAway(id);
    if (m_current->id() == id)
        showNew(); // even when it is blank: what is written next must not be in the trash
}

void Conversations::restore(qint64 id)
{
    m_library.restore(id);
    open(id);
}

void Conversations::removeForGood(qint64 id)
{
    if (const std::shared_ptr<Conversation> alive = m_alive.take(id).lock())
        alive->forget();
    m_library.remove(id);
    if (m_current->id() == id)
        showNew();
}

QString Conversations::titleFrom(const QString& question)
{
    QString line = question.simplified();
    if (line.size() <= kTitleLength)
        return line;
    const qsizetype space = line.lastIndexOf(u' ', kTitleLength);
    // Chinese has no spaces between words; a long word has none either.
    qsizetype end = space > kTitleLength / 2 ? space : kTitleLength;
    if (line.at(end - 1).isHighSurrogate())
        --end;
    return line.left(end) + u'\u2026';
}

} // namespace app
