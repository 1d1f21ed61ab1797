#include "ui/conversation_page.h"

#include "ui/transcript.h"
#include "ui/transcript_role.h"
#include "ui/undo_bar.h"

#include <QAbstractItemModel>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QStackedWidget>

#include <utility>

namespace ui {

namespace {

constexpr int kWidestComposer = 840;

// Three tiles above each other are more than a small window shows.
QScrollArea* scrolling(QWidget* page)
{
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    area->setWidget(page);
    page->setAutoFillBackground(false); // setWidget() asks for it
    return area;
}

} // namespace

ConversationPage::ConversationPage(QWidget* parent)
    : QWidget(parent)
    , m_pages(new QStackedWidget(this))
    , m_startPage(new StartPage(m_pages))
    , m_transcript(new Transcript(m_pages))
    , m_undoBar(new UndoBar(this))
    , m_editingBar(new QWidget(this))
    , m_composer(new Composer(this))
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_pages->addWidget(scrolling(m_startPage));
    m_pages->addWidget(m_transcript);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_pages, 1);
    setUpComposer();
    connect(m_transcript, &Transcript::retryRequested, this, &ConversationPage::retryRequested);
    connect(m_transcript, &Transcript::editRequested, this, &ConversationPage::editRequested);
    connect(m_transcript, &Transcript::branchRequested, this, &ConversationPage::branchRequested);
    connect(m_transcript, &Transcript::runRequested, this, &ConversationPage::runRequested);
    connect(m_transcript, &Transcript::quoteActivated, this, &ConversationPage::quoteActivated);
    connect(m_transcript, &Transcript::linkActivated, this, &ConversationPage::linkActivated);
}

void ConversationPage::setUpComposer()
{
    auto* editing = new QHBoxLayout(m_editingBar);
    editing->setContentsMargins(8, 0, 0, 0);
    auto* cancel = new QPushButton(tr("Cancel"), m_editingBar);
    cancel->setAutoDefault(false);
    editing->addWidget(
        new QLabel(tr("You are editing your last message. The old one stays as a branch."),
                   m_editingBar),
        1);
    editing->addWidget(cancel);
    m_editingBar->hide();
    connect(cancel, &QPushButton::clicked, this, &ConversationPage::cancelEditing);

    m_column = new QVBoxLayout;
    m_column->setSpacing(6);
    m_column->addWidget(m_undoBar);
    m_column->addWidget(m_editingBar);
    m_column->addWidget(m_composer);
    for (QWidget* widget :
         {static_cast<QWidget*>(m_undoBar), m_editingBar, static_cast<QWidget*>(m_composer)})
        widget->setMaximumWidth(kWidestComposer);
    auto* area = new QHBoxLayout;
    area->setContentsMargins(12, 4, 12, 10);
    area->addStretch(1);
    area->addLayout(m_column, 100);
    area->addStretch(1);
    static_cast<QVBoxLayout*>(layout())->addLayout(area);

    connect(m_composer, &Composer::sendRequested, this, &ConversationPage::send);
    connect(m_composer, &Composer::stopRequested, this, &ConversationPage::stopRequested);
    connect(m_composer, &Composer::textChanged, this, [this] {
        if (m_isFilling)
            return;
        m_transcript->warmUp();
        // An edit is kept behind the draft: the program may be killed.
        const QString kept =
            m_keptDraft.isEmpty() ? QString() : m_keptDraft + QLatin1String("\n\n");
        emit draftChanged(kept + m_composer->text());
    });
}

void ConversationPage::setTranscript(QAbstractItemModel* messages)
{
    m_messages = messages;
    m_transcript->setModel(messages);
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(messages, signal, this, &ConversationPage::showMessages);
    connect(messages, &QAbstractItemModel::modelReset, this, &ConversationPage::showMessages);
    showMessages();
}

void ConversationPage::showMessages()
{
    const bool isEmpty = m_messages->rowCount() == 0;
    m_pages->setCurrentIndex(isEmpty ? 0 : 1);
}

void ConversationPage::setStatus(const Status& status)
{
    using Activity = Status::Activity;
    const bool hasModel = !status.model.isEmpty();
    const bool isBusy =
        status.activity == Activity::Reading || status.activity == Activity::Writing;
    m_startPage->setModelOpen(hasModel);
    m_transcript->setCanAsk(status.activity == Activity::Ready);
    m_composer->setMode(status.activity == Activity::Ready      ? Composer::Mode::Ready
                        : isBusy                                ? Composer::Mode::Busy
                        : status.activity == Activity::Stopping ? Composer::Mode::Stopping
                                                                : Composer::Mode::Idle);
    m_composer->setPlaceholder(hasModel ? tr("Write to %1").arg(status.model)
                                        : tr("Write a message; it can be sent once a model is "
                                             "open"));
}

void ConversationPage::setScopeBar(QWidget* bar)
{
    bar->setMaximumWidth(kWidestComposer);
    m_column->insertWidget(m_column->indexOf(m_composer), bar);
}

void ConversationPage::setThinkingShown(bool isShown) { m_transcript->setThinkingShown(isShown); }

void ConversationPage::send(const QString& text)
{
    if (isEditing()) {
        const qint64 edited = m_edited;
        cancelEditing();
        emit editRequested(edited, text);
    } else {
        emit sendRequested(text);
    }
    m_transcript->setScroll({}); // what was asked is at the end
}

void ConversationPage::setDraft(const QString& text) { endEditing(text); }

QString ConversationPage::draft() const { return isEditing() ? m_keptDraft : m_composer->text(); }

void ConversationPage::addToDraft(const QString& text)
{
    m_composer->add(text);
    m_composer->focus();
}

void ConversationPage::setScroll(const QString& scroll) { m_transcript->setScroll(scroll); }

QString ConversationPage::scroll() const { return m_transcript->scroll(); }

void ConversationPage::showMessage(qint64 id)
{
    for (int row = 0; m_messages && row < m_messages->rowCount(); ++row)
        if (value(row, IdRole).toLongLong() == id)
            m_transcript->showRow(row);
}

void ConversationPage::find() { m_transcript->find(); }

void ConversationPage::offer(const QString& sentence, const QString& action,
                             std::function<void()> accepted)
{
    m_undoBar->offer(sentence, action, std::move(accepted));
}

QVariant ConversationPage::value(int row, int role) const
{
    return m_messages->index(row, 0).data(role);
}

int ConversationPage::lastQuestionRow() const
{
    int row = m_messages ? m_messages->rowCount() - 1 : -1;
    while (row >= 0 && value(row, AuthorRole).toInt() != int(Author::User))
        --row;
    return row;
}

bool ConversationPage::canEditLastQuestion() const { return lastQuestionRow() >= 0; }

void ConversationPage::editLastQuestion()
{
    const int row = lastQuestionRow();
    if (row < 0 || isEditing())
        return;
    m_keptDraft = m_composer->text();
    m_edited = value(row, IdRole).toLongLong();
    m_editingBar->show();
    const QScopedValueRollback filling(m_isFilling, true);
    m_composer->setText(value(row, TextRole).toString());
    m_composer->focus();
}

void ConversationPage::cancelEditing()
{
    const QString draft = m_keptDraft;
    endEditing(draft);
    emit draftChanged(draft);
}

void ConversationPage::endEditing(const QString& draft)
{
    const QScopedValueRollback filling(m_isFilling, true);
    m_edited = 0;
    m_keptDraft.clear();
    m_editingBar->hide();
    m_composer->setText(draft);
}

// What the composer leaves: Escape gives up an edit.
void ConversationPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && isEditing())
        cancelEditing();
    else
        QWidget::keyPressEvent(event);
}

void ConversationPage::stepBranch(int delta)
{
    for (int row = m_messages ? m_messages->rowCount() - 1 : -1; row >= 0; --row)
        if (value(row, BranchCountRole).toInt() > 1) {
            emit branchRequested(value(row, IdRole).toLongLong(), delta);
            return;
        }
}

} // namespace ui
