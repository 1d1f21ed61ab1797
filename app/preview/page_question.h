// PageQuestion: what a page asks by alert(), confirm() and prompt(), shown above the page in the page's
// own window, where it cannot be taken for a question of Levin.

#pragma once

#include <QFrame>

class QCheckBox;
class QEventLoop;
class QLabel;
class QLineEdit;
class QPushButton;

namespace preview {

struct PageAnswer
{
    bool isYes = false;
    QString text; // of prompt()
};

class PageQuestion : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Alert, Confirm, Prompt };

    // Lies above `page` and keeps its place there.
    explicit PageQuestion(QWidget* page);

    // Returns when the user has answered, or cancel() was called: the script that asks stands still
    // until then, as the web has it, while this process goes on.
    PageAnswer ask(Kind kind, const QString& text, const QString& suggestion);
    void cancel();
    bool isOpen() const { return m_loop != nullptr; }

    // The user wants no more of them, until the page is opened anew.
    bool isMuted() const { return m_isMuted; }
    void beginPage();

signals:
    void openChanged(bool isOpen);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void place();
    void close(bool isYes);

    QLabel* m_title;
    QLabel* m_text;
    QLineEdit* m_field;
    QCheckBox* m_mute;
    QPushButton* m_yes;
    QPushButton* m_no;
    QEventLoop* m_loop = nullptr; // while a question is open
    bool m_isYes = false;
    bool m_isMuted = false;
    int m_asked = 0; // by this page
};

} // namespace preview
