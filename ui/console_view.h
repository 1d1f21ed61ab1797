// ConsoleView: a page's messages with filters, and a line in which expressions are evaluated in it.
// Everything is painted as plain text.

#pragma once

#include "ui/console_model.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;
class QPlainTextEdit;
class QToolButton;

namespace ui {

class ConsoleFilter;
class HistoryField;

class ConsoleView : public QWidget
{
    Q_OBJECT

public:
    explicit ConsoleView(QWidget* parent = nullptr);

    void add(const ConsoleEntry& entry) { m_model.add(entry); }
    void clear();
    void showResult(const QString& text, bool isError); // of what was asked last
    void setEvaluationEnabled(bool isEnabled);
    qint64 errorCount() const { return m_model.count(ConsoleLevel::Error); }

signals:
    void lineRequested(const QString& file, int line);
    void evaluateRequested(const QString& expression);
    void errorCountChanged(qint64 count);

private:
    void setUpBar();
    void setUpList();
    void setUpInput();
    void updateCounts();
    void showDetail(const QModelIndex& index);
    void follow(const QModelIndex& index);

    ConsoleModel m_model;
    ConsoleFilter* m_filter;
    QToolButton* m_levels[3]; // by ConsoleLevel
    QLineEdit* m_words;
    QLabel* m_dropped;
    QListView* m_list;
    QPlainTextEdit* m_detail;
    HistoryField* m_input;
    bool m_isAtEnd = true;
};

} // namespace ui
