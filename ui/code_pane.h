// CodePane: one file in the editor, with highlighting, folding, line numbers and marks for errors. A
// text that only grows is appended, and the end stays in view unless the reader has scrolled away.

#pragma once

#include <QHash>
#include <Qsci/qsciscintilla.h>

namespace ui {

class CodePane : public QsciScintilla
{
    Q_OBJECT

public:
    explicit CodePane(const QString& fileName, QWidget* parent = nullptr);

    QString fileName() const { return m_fileName; }

    // What the program writes; not an edit of the user's, and nothing to undo.
    void showText(const QString& text);
    // As a change that can be undone.
    void replaceAll(const QString& text);
    void setWriting(bool isWriting); // the program writes: the user reads

    void clearMarks();
    void mark(int line, const QString& text); // from 1
    QList<int> markedLines() const;
    void goToLine(int line); // from 1

    bool find(const QString& text, bool isForward, bool isCaseSensitive);
    bool replaceFound(const QString& text, const QString& by, bool isCaseSensitive);
    int replaceEverywhere(const QString& text, const QString& by, bool isCaseSensitive);

signals:
    void edited(); // by the user

protected:
    void changeEvent(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    void setUpMargins();
    void fitNumberMargin();
    void colour();
    bool isEndInView() const;

    QString m_fileName;
    QString m_shown;             // what showText() gave last; null after an edit
    QHash<int, QString> m_marks; // by line from 1
    bool m_isShowing = false;
};

} // namespace ui
