#include "tests/support/shown_chat.h"

#include <QTest>
#include <QWebEnginePage>

#include <optional>

namespace tests {

QStandardItem* message(ui::Author author, const QString& text, qint64 id)
{
    auto* item = new QStandardItem;
    item->setData(int(author), ui::AuthorRole);
    item->setData(text, ui::TextRole);
    item->setData(id, ui::IdRole);
    item->setData(int(ui::MessageState::Answered), ui::StateRole);
    return item;
}

ShownChat::ShownChat()
{
    view.resize(700, 500);
    view.show();
}

QVariant ShownChat::ask(const QString& script, int patience)
{
    if (!view.page())
        return {};
    // Shared, because the answer may come after the patience is over.
    const auto answer = std::make_shared<std::optional<QVariant>>();
    view.page()->runJavaScript(script, [answer](const QVariant& value) { *answer = value; });
    if (!QTest::qWaitFor([&] { return answer->has_value(); }, patience))
        qWarning("the page does not answer");
    return answer->value_or(QVariant());
}

int ShownChat::count(const char* selector)
{
    return ask(QStringLiteral("document.querySelectorAll('%1').length")
                   .arg(QString::fromLatin1(selector)))
        .toInt();
}

QString ShownChat::text(const char* selector)
{
    return ask(QStringLiteral("document.querySelector('%1')?.innerText ?? ''")
                   .arg(QString::fromLatin1(selector)))
        .toString();
}

QString ShownChat::body()
{
    return ask(QStringLiteral("document.body?.innerText ?? ''"), 2000).toString();
}

bool ShownChat::has(const char* selector)
{
    return QTest::qWaitFor([&] { return count(selector) > 0; }, kPatience);
}

bool ShownChat::shows(const QString& words)
{
    return QTest::qWaitFor([&] { return body().contains(words); }, kPatience);
}

void ShownChat::click(const char* selector)
{
    ask(QStringLiteral("document.querySelector('%1').click()").arg(QString::fromLatin1(selector)));
}

void ShownChat::clear()
{
    model.clear();
    view.setThinkingShown(true);
    view.setModel(&model);
}

bool ShownChat::answer(const QString& text)
{
    view.setModel(&model);
    model.appendRow(message(ui::Author::Assistant, text, 7));
    return has("article.answered .body");
}

ShownChat& SharedChat::fresh()
{
    if (!m_shown)
        m_shown = std::make_unique<ShownChat>();
    m_shown->clear();
    const auto isEmpty = [&] { return !m_shown->view.page() || m_shown->count("article") == 0; };
    if (!QTest::qWaitFor(isEmpty, kPatience))
        qWarning("the page still shows the test before");
    return *m_shown;
}

} // namespace tests
