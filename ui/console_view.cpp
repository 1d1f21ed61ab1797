#include "ui/console_view.h"

#include "ui/console_delegate.h"
#include "ui/history_field.h"

#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

class ConsoleFilter : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setLevelShown(ConsoleLevel level, bool isShown)
    {
        m_isHidden[int(level)] = !isShown;
        invalidateFilter();
    }
    void setWords(const QString& words)
    {
        m_words = words;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex&) const override
    {
        const QModelIndex index = sourceModel()->index(row, 0);
        return !m_isHidden[index.data(ConsoleModel::LevelRole).toInt()]
               && (m_words.isEmpty()
                   || index.data(Qt::DisplayRole)
                          .toString()
                          .contains(m_words, Qt::CaseInsensitive));
    }

private:
    bool m_isHidden[5] = {};
    QString m_words;
};

ConsoleView::ConsoleView(QWidget* parent)
    : QWidget(parent)
    , m_filter(new ConsoleFilter(this))
    , m_words(new QLineEdit(this))
    , m_dropped(new QLabel(this))
    , m_list(new QListView(this))
    , m_detail(new QPlainTextEdit(this))
    , m_input(new HistoryField(this))
{
    m_filter->setSourceModel(&m_model);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    setUpBar();
    setUpList();
    setUpInput();
    connect(&m_model, &ConsoleModel::countsChanged, this, &ConsoleView::updateCounts);
    updateCounts();
}

void ConsoleView::setUpBar()
{
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(6, 4, 6, 4);
    bar->setSpacing(4);
    for (const ConsoleLevel level :
         {ConsoleLevel::Error, ConsoleLevel::Warning, ConsoleLevel::Info}) {
        auto* button = new QToolButton(this);
        button->setCheckable(true);
        button->setChecked(true);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        connect(button, &QToolButton::toggled, this,
                [this, level](bool isOn) { m_filter->setLevelShown(level, isOn); });
        m_levels[int(level)] = button;
        bar->addWidget(button);
    }
    m_words->setPlaceholderText(tr("Filter"));
    m_words->setAccessibleName(tr("Show messages with these words"));
    m_words->setClearButtonEnabled(true);
    connect(m_words, &QLineEdit::textChanged, this,
            [this](const QString& words) { m_filter->setWords(words); });
    bar->addWidget(m_words, 1);
    auto* clear = new QToolButton(this);
    clear->setText(tr("Clear"));
    clear->setAutoRaise(true);
    clear->setFocusPolicy(Qt::StrongFocus);
    connect(clear, &QToolButton::clicked, this, &ConsoleView::clear);
    bar->addWidget(clear);
    static_cast<QVBoxLayout*>(layout())->addLayout(bar);
}

void ConsoleView::setUpList()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(this->font().pointSizeF());
    m_list->setModel(m_filter);
    m_list->setItemDelegate(new ConsoleDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFont(font);
    m_list->setAccessibleName(tr("Messages of the page"));
    connect(m_list, &QListView::clicked, this, &ConsoleView::follow);
    connect(m_list, &QListView::activated, this, &ConsoleView::follow);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ConsoleView::showDetail);
    // The newest stays in view, unless the reader has scrolled away from it.
    QScrollBar* scroll = m_list->verticalScrollBar();
    connect(m_filter, &QAbstractItemModel::rowsAboutToBeInserted, this,
            [this, scroll] { m_isAtEnd = scroll->value() >= scroll->maximum(); });
    connect(scroll, &QScrollBar::rangeChanged, this, [this, scroll](int, int maximum) {
        if (m_isAtEnd)
            scroll->setValue(maximum);
    });

    m_detail->setReadOnly(true);
    m_detail->setFont(font);
    m_detail->setFrameShape(QFrame::NoFrame);
    m_detail->setAccessibleName(tr("The whole message"));
    m_detail->setFixedHeight(5 * fontMetrics().height());
    m_detail->hide();
    m_dropped->setTextFormat(Qt::PlainText);
    m_dropped->setContentsMargins(6, 2, 6, 2);
    m_dropped->hide();
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->addWidget(m_dropped);
    column->addWidget(m_list, 1);
    column->addWidget(m_detail);
}

void ConsoleView::setUpInput()
{
    m_input->setFont(m_list->font());
    m_input->setPlaceholderText(tr("Evaluate in the page"));
    m_input->setAccessibleName(tr("Expression to evaluate in the page"));
    connect(m_input, &HistoryField::entered, this, [this](const QString& expression) {
        m_model.add({ConsoleLevel::Input, expression, {}, 0, 1});
        m_isAtEnd = true;
        emit evaluateRequested(expression);
    });
    auto* row = new QHBoxLayout;
    row->setContentsMargins(6, 4, 6, 6);
    row->addWidget(m_input);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
}

void ConsoleView::clear()
{
    m_model.clear();
    m_detail->hide();
}

void ConsoleView::showResult(const QString& text, bool isError)
{
    m_model.add({isError ? ConsoleLevel::Error : ConsoleLevel::Result, text, {}, 0, 1});
}

void ConsoleView::setEvaluationEnabled(bool isEnabled) { m_input->setEnabled(isEnabled); }

void ConsoleView::updateCounts()
{
    const QLocale locale;
    const auto say = [&](ConsoleLevel level, const QString& text) {
        m_levels[int(level)]->setText(text.arg(locale.toString(m_model.count(level))));
    };
    say(ConsoleLevel::Error, tr("Errors %1"));
    say(ConsoleLevel::Warning, tr("Warnings %1"));
    say(ConsoleLevel::Info, tr("Messages %1"));
    m_dropped->setVisible(m_model.droppedCount() > 0);
    m_dropped->setText(
        tr("%1 earlier messages are left out").arg(locale.toString(m_model.droppedCount())));
    emit errorCountChanged(errorCount());
}

void ConsoleView::showDetail(const QModelIndex& index)
{
    const QString text = index.data(Qt::DisplayRole).toString();
    const bool isLong = text.contains(u'\n')
                        || m_list->fontMetrics().horizontalAdvance(text) > m_list->width() * 2 / 3;
    m_detail->setPlainText(text);
    m_detail->setVisible(index.isValid() && isLong);
}

void ConsoleView::follow(const QModelIndex& index)
{
    if (const int line = index.data(ConsoleModel::LineRole).toInt(); line > 0)
        emit lineRequested(index.data(ConsoleModel::FileRole).toString(), line);
}

} // namespace ui
