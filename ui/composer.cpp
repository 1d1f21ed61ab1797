#include "ui/composer.h"

#include "ui/colours.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QTextBlock>

#include <algorithm>

namespace ui {

constexpr int kMostLines = 8;

ComposerField::ComposerField(QWidget* parent) : QPlainTextEdit(parent)
{
    setAccessibleName(tr("Message"));
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        setVerticalScrollBarPolicy(lineCount() < kMostLines ? Qt::ScrollBarAlwaysOff
                                                            : Qt::ScrollBarAsNeeded);
        updateGeometry();
    });
}

// Lines as wrapped; counting stops at the limit, however long a pasted text is.
int ComposerField::lineCount() const
{
    int lines = 0;
    for (QTextBlock block = document()->begin(); block.isValid() && lines < kMostLines;
         block = block.next())
    {
        blockBoundingGeometry(block); // lays the block out
        lines += std::max(1, block.layout()->lineCount());
    }
    return std::clamp(lines, 1, kMostLines);
}

QSize ComposerField::sizeHint() const
{
    const int margins = int(2.0 * document()->documentMargin()) + 2;
    return {120, lineCount() * fontMetrics().lineSpacing() + margins};
}

void ComposerField::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    updateGeometry(); // another width wraps into other lines
}

bool ComposerField::isComposing() const
{
    return !textCursor().block().layout()->preeditAreaText().isEmpty();
}

void ComposerField::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool isSend = m_sendKey == SendKey::Enter
                            ? !(event->modifiers() & Qt::ShiftModifier)
                            : bool(event->modifiers() & Qt::ControlModifier);
    if (isEnter && isSend && !isComposing())
        emit sendPressed();
    else if (!isEnter || !isComposing())
        QPlainTextEdit::keyPressEvent(event);
}

// A dropped file is the window's, which opens it.
bool ComposerField::canInsertFromMimeData(const QMimeData* source) const
{
    return !source->hasUrls() && QPlainTextEdit::canInsertFromMimeData(source);
}

Composer::Composer(QWidget* parent)
    : QWidget(parent)
    , m_field(new ComposerField(this))
    , m_button(new QPushButton(this))
{
    m_button->setAutoDefault(false);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 6, 6, 6);
    layout->addWidget(m_field, 1);
    layout->addWidget(m_button, 0, Qt::AlignBottom);

    connect(m_field, &ComposerField::sendPressed, this, &Composer::send);
    connect(m_field, &QPlainTextEdit::textChanged, this, &Composer::updateButton);
    connect(m_field, &QPlainTextEdit::textChanged, this, &Composer::textChanged);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_mode == Mode::Busy)
            emit stopRequested();
        else
            send();
    });
    m_field->installEventFilter(this);
    setFocusProxy(m_field);
    updateButton();
}

void Composer::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isWritten = m_field->hasFocus();
    painter.setPen(
        QPen(isWritten ? palette().color(QPalette::Highlight) : outline(palette()), 1.0));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6.0, 6.0);
}

bool Composer::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update(); // the outline shows the focus
    return QWidget::eventFilter(watched, event);
}

void Composer::setMode(Mode mode)
{
    m_mode = mode;
    updateButton();
}

void Composer::setPlaceholder(const QString& text)
{
    if (text == m_field->placeholderText())
        return;
    m_field->setPlaceholderText(text);
    m_field->viewport()->update(); // Qt 6.4 does not
}

void Composer::setSendKey(SendKey key)
{
    m_sendKey = key;
    m_field->setSendKey(key);
    updateButton();
}

void Composer::setText(const QString& text)
{
    m_field->setPlainText(text);
    m_field->moveCursor(QTextCursor::End);
}

void Composer::add(const QString& text)
{
    QTextCursor cursor(m_field->document());
    cursor.movePosition(QTextCursor::End);
    const bool isBehind = !text.isEmpty() && !m_field->document()->isEmpty();
    cursor.insertText(isBehind ? QStringLiteral("\n\n") + text : text);
    m_field->setTextCursor(cursor);
}

void Composer::send()
{
    if (m_mode == Mode::Ready && !text().trimmed().isEmpty())
        emit sendRequested(text());
}

void Composer::updateButton()
{
    const bool isBusy = m_mode == Mode::Busy || m_mode == Mode::Stopping;
    m_button->setText(isBusy ? tr("Stop") : tr("Send"));
    m_button->setToolTip(isBusy ? tr("Stop the answer (Esc)")
                         : m_sendKey == SendKey::Enter
                             ? tr("Send (Enter); Shift+Enter begins a line")
                             : tr("Send (Ctrl+Enter); Enter begins a line"));
    m_button->setEnabled(m_mode == Mode::Busy
                         || (m_mode == Mode::Ready && !text().trimmed().isEmpty()));
}

} // namespace ui
