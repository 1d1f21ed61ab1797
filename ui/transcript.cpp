#include "ui/transcript.h"

#include "ui/chat_view.h"
#include "ui/transcript_role.h"
#include "ui/transcript_view.h"

#include <QAbstractItemModel>
#include <QLabel>
#include <QScrollBar>
#include <QVBoxLayout>

namespace ui {

Transcript::Transcript(QWidget* parent) : QWidget(parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    if (ChatView::isInstalled())
        setUpPage();
    else
        setUpPlainText();
}

void Transcript::setUpPage()
{
    m_page = new ChatView(this);
    setFocusProxy(m_page);
    layout()->addWidget(m_page);
    connect(m_page, &ChatView::retryRequested, this, &Transcript::retryRequested);
    connect(m_page, &ChatView::editRequested, this, &Transcript::editRequested);
    connect(m_page, &ChatView::branchRequested, this, &Transcript::branchRequested);
    connect(m_page, &ChatView::runRequested, this, &Transcript::runRequested);
    connect(m_page, &ChatView::quoteActivated, this, &Transcript::quoteActivated);
    connect(m_page, &ChatView::linkActivated, this, &Transcript::linkActivated);
}

void Transcript::setUpPlainText()
{
    m_plain = new TranscriptView(this);
    setFocusProxy(m_plain);
    auto* reason = new QLabel(tr("Messages are shown as plain text, because the web libraries that "
                                 "format them are not installed; ./run setup installs them."));
    reason->setWordWrap(true);
    reason->setMargin(8);
    reason->setForegroundRole(QPalette::PlaceholderText);
    layout()->addWidget(reason);
    layout()->addWidget(m_plain);
    connect(m_plain, &TranscriptView::quoteActivated, this, &Transcript::quoteActivated);
    // It offers this below its last message only.
    connect(m_plain, &TranscriptView::retryRequested, this, [this] {
        const int last = m_model ? m_model->rowCount() - 1 : -1;
        if (last >= 0)
            emit retryRequested(m_model->index(last, 0).data(IdRole).toLongLong());
    });
}

void Transcript::setModel(QAbstractItemModel* model)
{
    m_model = model;
    if (m_page)
        m_page->setModel(model);
    else
        m_plain->setModel(model);
}

void Transcript::setThinkingShown(bool isShown)
{
    if (m_page)
        m_page->setThinkingShown(isShown);
    else
        m_plain->setThinkingShown(isShown);
}

// The plain text has but a link below a failure, which does nothing while nothing can be asked.
void Transcript::setCanAsk(bool canAsk)
{
    if (m_page)
        m_page->setCanAsk(canAsk);
}

void Transcript::warmUp()
{
    if (m_page)
        m_page->warmUp();
}

void Transcript::find()
{
    if (m_page)
        m_page->find();
}

QString Transcript::scroll() const
{
    if (m_page)
        return m_page->scroll();
    const QScrollBar* bar = m_plain->verticalScrollBar();
    return bar->value() == bar->maximum() ? QString() : QString::number(bar->value());
}

void Transcript::showRow(int row)
{
    if (m_page)
        m_page->setScroll(QStringLiteral("%1:0").arg(row));
    else
        m_plain->showRow(row);
}

void Transcript::setScroll(const QString& scroll)
{
    if (m_page) {
        m_page->setScroll(scroll);
        return;
    }
    QScrollBar* bar = m_plain->verticalScrollBar();
    bar->setValue(scroll.isEmpty() ? bar->maximum() : scroll.toInt());
}

} // namespace ui
