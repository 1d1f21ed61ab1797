#include "app/document_bench.h"

#include "app/chat_controller.h"
#include "app/conversations.h"
#include "app/document_desk.h"
#include "app/quote_chips.h"
#include "ui/document_page.h"
#include "ui/document_view.h"
#include "ui/scope_bar.h"

#include <QFileInfo>
#include <QLocale>

#include <algorithm>

namespace app {
namespace {

ui::ViewedDocument viewed(const documents::Document& document,
                          const QList<documents::Heading>& outline)
{
    ui::ViewedDocument view;
    view.name = document.name;
    view.text = document.content.text;
    for (const documents::Heading& heading : outline)
        view.outline.append({heading.begin, heading.level, heading.title});
    view.pages = document.content.pages;
    if (document.content.format == documents::Format::Pdf && QFileInfo::exists(document.path))
        view.pdfFile = document.path;
    return view;
}

} // namespace

DocumentBench::DocumentBench(DocumentDesk& desk, Conversations& conversations,
                             ChatController& controller, const Widgets& widgets, QObject* parent)
    : QObject(parent)
    , m_desk(desk)
    , m_conversations(conversations)
    , m_controller(controller)
    , m_widgets(widgets)
{
    connectDesk();
    connectWidgets();
    connect(&controller, &ChatController::answerEnded, this, &DocumentBench::checkAnswer);
}

Conversation& DocumentBench::conversation() const { return *m_conversations.current(); }

qint64 DocumentBench::set() const { return conversation().details().documentSet; }

void DocumentBench::connectDesk()
{
    using Desk = DocumentDesk;
    connect(&m_desk, &Desk::planChanged, this, [this](qint64 id) {
        if (id == set())
            m_widgets.page.setPlan(m_desk.plan(id));
    });
    connect(&m_desk, &Desk::stateChanged, this, [this](qint64 id) {
        if (id == set())
            showState();
    });
    connect(&m_desk, &Desk::textsChanged, this, [this](qint64 id) {
        if (id != set())
            return;
        forgetQuotes(); // their places are of the former texts
        refresh();
    });
    connect(&m_desk, &Desk::outlined, this, [this](qint64, const Outlines& outlines) {
        if (outlines.of == m_shown)
            showDocuments(outlines.documents);
    });
    connect(&m_desk, &Desk::checked, this, [this](qint64 message, const CheckedQuotes& quotes) {
        if (!conversation().tree().find(message) || quotes.in != m_desk.chosen(set()))
            return;
        m_quotes.insert(message, quotes.list);
        m_controller.conversation()->setQuotes(message, chipsFor(quotes.list));
    });
}

void DocumentBench::connectWidgets()
{
    using Page = ui::DocumentPage;
    Page* page = &m_widgets.page;
    connect(page, &Page::inclusionChanged, this, [this](const QStringList& names, bool isIncluded) {
        m_desk.setIncluded(set(), names, isIncluded);
    });
    connect(page, &Page::readRequested, this, [this] { m_desk.read(set()); });
    connect(page, &Page::resumeRequested, this, [this] { m_desk.read(set()); });
    connect(page, &Page::pauseRequested, this, [this] { m_desk.pause(set()); });
    connect(page, &Page::updateRequested, this, [this] { m_desk.update(set()); });
    connect(page, &Page::forgetReadingRequested, this, [this] { m_desk.forgetReading(set()); });
    connect(page, &Page::filesDropped, this, [this](const QStringList& paths) {
        if (set() != 0)
            m_desk.add(set(), paths);
        else
            begin(paths);
    });
    connect(page, &Page::fileActivated, this, [this](const QString& name) {
        if (const int document = documentNamed(name); document >= 0) {
            m_widgets.view.show(document, 0, 0, ui::MarkKind::Selection);
            emit textWanted();
        }
    });
    const auto chooseMode = [this](ui::AskMode mode) {
        Asking asking = askingFrom(conversation().details().asking);
        asking.mode = mode;
        choose(asking);
    };
    connect(page, &Page::modeChosen, this, chooseMode);
    connect(&m_widgets.bar, &ui::ScopeBar::modeChosen, this, chooseMode);
    connect(&m_widgets.bar, &ui::ScopeBar::scopeChosen, this, [this](const ui::Scope& scope) {
        Asking asking = askingFrom(conversation().details().asking);
        asking.scope = scope;
        choose(asking);
    });
    connect(&m_widgets.view, &ui::DocumentView::selectionAsked, this, &DocumentBench::askAbout);
}

void DocumentBench::choose(const Asking& asking) { conversation().setAsking(toText(asking)); }

void DocumentBench::begin(const QStringList& paths)
{
    if (!conversation().tree().isEmpty() || set() != 0)
        m_conversations.beginNew();
    attach(m_desk.begin(paths));
    emit pageWanted();
}

// A new chat about documents that were opened before, unless the open one asks them already.
void DocumentBench::beginWith(qint64 id)
{
    if (set() != id) {
        if (!conversation().tree().isEmpty() || set() != 0)
            m_conversations.beginNew();
        attach(id);
    }
    emit pageWanted();
}

void DocumentBench::beginWithSame()
{
    const qint64 same = set();
    if (same == 0)
        return;
    m_conversations.beginNew();
    attach(same);
}

void DocumentBench::attach(qint64 id)
{
    conversation().setDocuments(id);
    Library& library = m_conversations.library();
    if (const LibraryEntry* entry = library.entry(conversation().id());
        entry && entry->title.isEmpty())
        library.setTitle(conversation().id(), m_desk.titleOf(id));
}

void DocumentBench::showConversation()
{
    disconnect(m_conversationFollowed);
    disconnect(m_branchFollowed);
    m_conversationFollowed =
        connect(&conversation(), &Conversation::documentsChanged, this, &DocumentBench::refresh);
    m_branchFollowed =
        connect(&conversation(), &Conversation::branchChanged, this, &DocumentBench::checkAnswers);
    for (auto quotes = m_quotes.begin(); quotes != m_quotes.end();)
        quotes =
            conversation().tree().find(quotes.key()) ? std::next(quotes) : m_quotes.erase(quotes);
    m_desk.show(set());
    refresh();
}

void DocumentBench::refresh()
{
    const qint64 id = set();
    const QString title = m_desk.titleOf(id);
    m_widgets.bar.setVisible(id != 0);
    emit documentsShown(id == 0 ? QString() : title.isEmpty() ? tr("the documents") : title);
    if (id == 0)
        return;
    m_widgets.page.setPlan(m_desk.plan(id));
    showTexts();
    showState();
}

void DocumentBench::showTexts()
{
    const StoredSet stored = m_desk.stored(set());
    if (stored != m_shown) {
        m_shown = stored;
        showDocuments({});
        m_desk.outline(set());
    }
    QStringList names;
    if (const Composed chosen = m_desk.chosen(set()))
        for (const documents::Source& source : chosen->sources)
            names.append(source.name);
    m_widgets.bar.setFiles(names);
    showScope();
    checkAnswers();
}

// Without an outline at first: it takes a while where there are many files.
void DocumentBench::showDocuments(const QList<QList<documents::Heading>>& outlines)
{
    QList<ui::ViewedDocument> documents;
    if (m_shown) {
        for (const documents::Document& document : m_shown->documents)
            documents.append(viewed(document, outlines.value(documents.size())));
    }
    m_widgets.view.setDocuments(documents);
}

void DocumentBench::showScope()
{
    const Asking asking = askingFrom(conversation().details().asking);
    m_widgets.bar.setScope(asking.scope);
    m_widgets.bar.setMode(asking.mode);
    m_widgets.page.setMode(asking.mode);
}

void DocumentBench::showState()
{
    using Phase = ui::ReadingState::Phase;
    const ui::ReadingState state = m_desk.state(set());
    m_widgets.page.setState(state);
    QString summary;
    switch (state.phase) {
    case Phase::Empty:
        break;
    case Phase::Scanning:
        summary = tr("The files are being looked at");
        break;
    case Phase::Counting:
        summary = tr("The tokens are being counted");
        break;
    case Phase::Planned:
        if (askingFrom(conversation().details().asking).mode != ui::AskMode::WholeText)
            summary = tr("Not read as a whole");
        else if (m_desk.model())
            summary = m_desk.plan(set()).fits() ? tr("Not read yet: the first question reads it")
                                                : tr("Too long to be asked as a whole");
        break;
    case Phase::Reading:
    case Phase::Paused:
        summary = state.total > 0
                      ? tr("%1 % read").arg((100 * state.done + state.total / 2) / state.total)
                      : QString();
        break;
    case Phase::Read:
        summary = m_desk.receiptOf(set());
        break;
    case Phase::Failed:
        summary = state.sentence;
        break;
    }
    if (state.changedFiles > 0)
        summary += tr(" · files changed since: %1").arg(state.changedFiles);
    m_widgets.bar.setSummary(summary);
}

void DocumentBench::forgetQuotes()
{
    for (auto quotes = m_quotes.constBegin(); quotes != m_quotes.constEnd(); ++quotes)
        m_controller.conversation()->setQuotes(quotes.key(), {});
    m_quotes.clear();
}

// Those of the branch that were not checked yet.
void DocumentBench::checkAnswers()
{
    if (set() == 0 || !m_desk.chosen(set()))
        return;
    for (const qint64 id : conversation().tree().branch()) {
        if (const auto known = m_quotes.constFind(id); known != m_quotes.constEnd())
            m_controller.conversation()->setQuotes(id, chipsFor(*known));
        else if (id != m_controller.runningAnswer())
            checkAnswer(conversation().id(), id);
    }
}

void DocumentBench::checkAnswer(qint64 conversationId, qint64 message)
{
    const Message* answer =
        conversationId == conversation().id() ? conversation().tree().find(message) : nullptr;
    if (set() != 0 && answer && answer->author == ui::Author::Assistant && !answer->text.isEmpty())
        m_desk.check(set(), message, answer->text);
}

int DocumentBench::documentNamed(const QString& name) const
{
    if (!m_shown)
        return -1;
    const auto& all = m_shown->documents;
    const auto found = std::find_if(
        all.begin(), all.end(), [&](const documents::Document& one) { return one.name == name; });
    return found == all.end() ? -1 : int(found - all.begin());
}

void DocumentBench::showQuote(qint64 message, int index)
{
    const QList<CheckedQuote> quotes = m_quotes.value(message);
    if (index < 0 || index >= quotes.size())
        return;
    const CheckedQuote& quote = quotes[index];
    const int document = documentNamed(quote.file);
    if (document < 0)
        return;
    emit textWanted(); // first, so that the view has a size to scroll in
    m_widgets.view.show(document, quote.begin, quote.end, markFor(quote));
}

void DocumentBench::askAbout(int document, qsizetype begin, qsizetype end,
                             ui::DocumentQuestion what)
{
    if (!m_shown || document < 0 || document >= int(m_shown->documents.size()))
        return;
    Asking asking = askingFrom(conversation().details().asking);
    asking.mode = ui::AskMode::WholeText;
    asking.scope = {ui::Scope::Kind::Selection, m_shown->documents[std::size_t(document)].name,
                    begin, end};
    choose(asking);
    emit questionWanted(what == ui::DocumentQuestion::Explain ? tr("Explain this.") : QString());
}

} // namespace app
