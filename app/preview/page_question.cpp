#include "app/preview/page_question.h"

#include <QCheckBox>
#include <QEventLoop>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace preview {
namespace {

constexpr qsizetype kMostTextLength = 1000;
constexpr int kMostLines = 12;
constexpr int kWidth = 420;
constexpr int kMargin = 12;

// A page may fill a question with thousands of lines so that its buttons lie outside of the window.
QString shortened(QString text)
{
    text.truncate(kMostTextLength);
    QStringList lines = text.split(u'\n');
    if (lines.size() > kMostLines)
        lines = lines.mid(0, kMostLines) << QStringLiteral("…");
    return lines.join(u'\n');
}

} // namespace

PageQuestion::PageQuestion(QWidget* page)
    : QFrame(page)
    , m_title(new QLabel(this))
    , m_text(new QLabel(this))
    , m_field(new QLineEdit(this))
    , m_mute(new QCheckBox(tr("No more questions from this app"), this))
    , m_yes(new QPushButton(tr("OK"), this))
    , m_no(new QPushButton(tr("Cancel"), this))
{
    setAutoFillBackground(true);
    setFrameShape(QFrame::StyledPanel);
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_field->setMaxLength(int(kMostTextLength));
    m_field->setAccessibleName(tr("Answer"));
    m_yes->setDefault(true);

    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_mute);
    buttons->addStretch();
    buttons->addWidget(m_no);
    buttons->addWidget(m_yes);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addWidget(m_field);
    layout->addLayout(buttons);

    connect(m_yes, &QPushButton::clicked, this, [this] { close(true); });
    connect(m_no, &QPushButton::clicked, this, [this] { close(false); });
    connect(m_field, &QLineEdit::returnPressed, this, [this] { close(true); });
    page->installEventFilter(this);
    hide();
}

PageAnswer PageQuestion::ask(Kind kind, const QString& text, const QString& suggestion)
{
    if (isOpen() || m_isMuted)
        return {}; // a frame of the page may ask while another one does
    m_title->setText(kind == Kind::Alert ? tr("The generated app says:")
                                         : tr("The generated app asks:"));
    setAccessibleName(m_title->text());
    m_text->setText(shortened(text));
    m_field->setVisible(kind == Kind::Prompt);
    m_field->setText(suggestion.left(kMostTextLength));
    m_field->selectAll();
    m_no->setVisible(kind != Kind::Alert);
    m_mute->setVisible(++m_asked > 1); // who asks once is no nuisance
    m_mute->setChecked(false);
    m_isYes = false;
    place();
    show();
    raise();
    (kind == Kind::Prompt ? static_cast<QWidget*>(m_field) : m_yes)->setFocus();

    QEventLoop loop;
    m_loop = &loop;
    emit openChanged(true);
    loop.exec();
    m_loop = nullptr;
    m_isMuted = m_mute->isChecked();
    hide();
    parentWidget()->setFocus();
    emit openChanged(false);
    return {m_isYes, m_isYes && kind == Kind::Prompt ? m_field->text() : QString()};
}

void PageQuestion::cancel() { close(false); }

void PageQuestion::beginPage()
{
    cancel();
    m_isMuted = false;
    m_asked = 0;
}

void PageQuestion::close(bool isYes)
{
    if (m_loop == nullptr)
        return;
    m_isYes = isYes;
    m_loop->quit();
}

void PageQuestion::place()
{
    const int width = std::min(kWidth, parentWidget()->width() - 2 * kMargin);
    setFixedWidth(std::max(width, 0));
    adjustSize();
    move((parentWidget()->width() - this->width()) / 2, kMargin);
}

bool PageQuestion::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize && isOpen())
        place();
    return QFrame::eventFilter(watched, event);
}

void PageQuestion::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        close(false);
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        close(true);
    event->accept(); // the page behind it gets nothing
}

} // namespace preview
