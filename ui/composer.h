// Composer: the text that is about to be sent, and the button that sends it or stops the answer.
// Enter sends and Shift+Enter begins a line, or Ctrl+Enter sends and Enter begins a line; while an
// input method composes, Enter belongs to it.

#pragma once

#include <QPlainTextEdit>

class QPushButton;

namespace ui {

enum class SendKey { Enter, ControlEnter };

// The text field, as high as its text up to a limit.
class ComposerField : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit ComposerField(QWidget* parent = nullptr);

    void setSendKey(SendKey key) { m_sendKey = key; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void sendPressed();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool canInsertFromMimeData(const QMimeData* source) const override;
    void resizeEvent(QResizeEvent* event) override;

private:
    int lineCount() const;
    bool isComposing() const; // a word that the input method has not committed yet

    SendKey m_sendKey = SendKey::Enter;
};

class Composer : public QWidget
{
    Q_OBJECT

public:
    explicit Composer(QWidget* parent = nullptr);

    enum class Mode {
        Idle,     // nothing can be sent; text can be typed
        Ready,    // sends
        Busy,     // stops
        Stopping, // waits
    };
    void setMode(Mode mode);
    void setPlaceholder(const QString& text);
    void setSendKey(SendKey key);

    QString text() const { return m_field->toPlainText(); }
    void setText(const QString& text);
    void add(const QString& text); // behind what is there; can be undone
    void focus() { m_field->setFocus(); }

signals:
    void sendRequested(const QString& text);
    void stopRequested();
    void textChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void send();
    void updateButton();

    ComposerField* m_field;
    QPushButton* m_button;
    Mode m_mode = Mode::Idle;
    SendKey m_sendKey = SendKey::Enter;
};

} // namespace ui
