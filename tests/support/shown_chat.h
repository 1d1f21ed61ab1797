// ShownChat: a view of a conversation with a look into its page, for the tests of that page.

#pragma once

#include "ui/chat_view.h"
#include "ui/transcript_role.h"

#include <QStandardItemModel>

#include <memory>

namespace tests {

// Milliseconds; a busy machine starts the web engine slowly.
inline constexpr int kPatience = 20'000;

QStandardItem* message(ui::Author author, const QString& text, qint64 id = 0);

struct ShownChat
{
    ShownChat();

    QVariant ask(const QString& script, int patience = kPatience);
    int count(const char* selector);
    QString text(const char* selector);
    // A question that a crash swallows is asked again soon.
    QString body();
    // A page that is loaded anew does not have the mark any more.
    void markPage() { ask(QStringLiteral("window.isSamePage = true")); }
    bool isSamePage() { return ask(QStringLiteral("window.isSamePage === true")).toBool(); }
    bool has(const char* selector);
    bool shows(const QString& words);
    void click(const char* selector);

    void clear();
    // One assistant's message, complete.
    bool answer(const QString& text);

    QStandardItemModel model;
    ui::ChatView view;
};

// One page for many tests, because starting one takes longer than most of them.
class SharedChat
{
public:
    ShownChat& fresh();
    void close() { m_shown.reset(); }

private:
    std::unique_ptr<ShownChat> m_shown;
};

} // namespace tests
