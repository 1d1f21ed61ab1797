#include "ui/file_picker.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScreen>
#include <QSortFilterProxyModel>
#include <QStringListModel>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

constexpr int kMostRows = 12;

FilePicker::FilePicker(QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , m_files(new QStringListModel(this))
    , m_shown(new QSortFilterProxyModel(this))
    , m_words(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_nothing(new QLabel(tr("No file has these words in its name"), this))
{
    setFrameShape(QFrame::StyledPanel);
    m_shown->setSourceModel(m_files);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    auto* everything = new QPushButton(tr("Everything"), this);
    everything->setAutoDefault(false);
    m_words->setPlaceholderText(tr("One file: type a part of its name"));
    m_words->setAccessibleName(tr("Show files with these words in their names"));
    m_words->setClearButtonEnabled(true);
    m_list->setModel(m_shown);
    m_list->setAccessibleName(tr("Files"));
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setTextElideMode(Qt::ElideLeft);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFrameShape(QFrame::NoFrame);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->setSpacing(6);
    layout->addWidget(everything);
    layout->addWidget(m_words);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_nothing, 1);

    connect(everything, &QPushButton::clicked, this, [this] {
        hide();
        emit everythingChosen();
    });
    connect(m_words, &QLineEdit::textChanged, this, &FilePicker::narrow);
    connect(m_words, &QLineEdit::returnPressed, this, [this] { choose(m_list->currentIndex()); });
    connect(m_list, &QListView::clicked, this, &FilePicker::choose);
    connect(m_list, &QListView::activated, this, &FilePicker::choose);
    m_words->installEventFilter(this);
}

void FilePicker::setFiles(const QStringList& files) { m_files->setStringList(files); }

void FilePicker::openAt(const QWidget* widget, const QString& current)
{
    m_words->clear();
    const int row = int(m_files->stringList().indexOf(current));
    const QModelIndex index = m_shown->mapFromSource(m_files->index(std::max(0, row)));
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index);
    const int rows = std::clamp(m_files->rowCount(), 3, kMostRows);
    m_list->setFixedHeight(rows * std::max(1, m_list->sizeHintForRow(0)) + 4);
    const QRect screen = widget->screen()->availableGeometry();
    resize(std::min(440, screen.width()), sizeHint().height());
    const QPoint corner = widget->mapToGlobal(QPoint(0, 0));
    const int above = corner.y() - height() - 2;
    const int y = above >= screen.top() ? above : corner.y() + widget->height() + 2;
    move(std::clamp(corner.x(), screen.left(), std::max(screen.left(), screen.right() - width())),
         y);
    show();
    m_words->setFocus(Qt::PopupFocusReason);
}

void FilePicker::narrow(const QString& words)
{
    m_shown->setFilterFixedString(words.trimmed());
    const bool hasRows = m_shown->rowCount() > 0;
    m_list->setVisible(hasRows);
    m_nothing->setVisible(!hasRows);
    if (!m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_shown->index(0, 0));
}

void FilePicker::choose(const QModelIndex& index)
{
    if (!index.isValid())
        return;
    hide();
    emit fileChosen(index.data().toString());
}

// The arrows move in the list while the focus stays in the field.
bool FilePicker::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key != Qt::Key_Up && key != Qt::Key_Down && key != Qt::Key_PageUp
        && key != Qt::Key_PageDown)
        return QFrame::eventFilter(watched, event);
    const int step = key == Qt::Key_Up       ? -1
                     : key == Qt::Key_Down   ? 1
                     : key == Qt::Key_PageUp ? -kMostRows
                                             : kMostRows;
    const int rows = m_shown->rowCount();
    if (rows > 0)
        m_list->setCurrentIndex(
            m_shown->index(std::clamp(m_list->currentIndex().row() + step, 0, rows - 1), 0));
    return true;
}

} // namespace ui
