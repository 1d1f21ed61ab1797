#include "ui/start_page.h"

#include "ui/start_tile.h"

#include <QBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace ui {

constexpr int kRowWidth = 540; // below it the tiles stand above each other
constexpr int kMostWidth = 760;

StartPage::StartPage(QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_tileRow(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_hint(new QLabel(this))
    , m_example(new QPushButton(tr("Try an example of a document"), this))
    , m_button(new QPushButton(tr("Open a Model…"), this))
    , m_progress(new QProgressBar(this))
{
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.7);
    m_title->setFont(large);
    for (QLabel* label : {m_title, m_hint}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    m_tileRow->setSpacing(10);
    offer(Task::Chat, addTile(tr("Chat"), tr("Ask something, or paste a text and ask about it.")),
          tr("What can you do?"));
    offer(Task::App,
          addTile(tr("Make an app"),
                  tr("Describe a page, a game or a tool, and use it beside the conversation.")),
          tr("Make a maze with purple walls and a gold path."));
    auto* documents =
        addTile(tr("Ask documents"),
                tr("Choose or drop files: they are read once, and every quotation is checked."));
    connect(documents, &QAbstractButton::clicked, this, &StartPage::documentsRequested);
    m_example->setFlat(true);
    m_example->setAutoDefault(false);
    connect(m_example, &QPushButton::clicked, this, [this] {
        emit taskChosen(Task::Document, tr("<document name=\"contract.txt\">\n"
                                           "The parties shall act in good faith. [1.1]\n"
                                           "The fee of Lorvane is 4280 euros. [1.2]\n"
                                           "The notice period of Lorvane is 45 days. [1.3]\n"
                                           "Torvune delivers to Kasdorf. [2.1]\n"
                                           "The contact person of Torvune is Mirel. [2.2]\n"
                                           "</document>\n\n"
                                           "What is the fee of Lorvane?"));
    });

    m_progress->setRange(0, 0); // how long it takes is not known
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(240);
    m_progress->setAccessibleName(tr("The model is being opened"));
    m_button->setMinimumSize(160, 34);
    m_button->setAutoDefault(false);

    auto* column = new QVBoxLayout;
    column->setSpacing(14);
    column->addStretch(2);
    column->addWidget(m_title);
    column->addLayout(m_tileRow);
    column->addWidget(m_example, 0, Qt::AlignHCenter);
    column->addWidget(m_hint);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addWidget(m_progress, 0, Qt::AlignHCenter);
    column->addStretch(3);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(20, 12, 20, 12);
    layout->addLayout(column, 1);
    connect(m_button, &QPushButton::clicked, this, &StartPage::openRequested);
    update();
}

StartTile* StartPage::addTile(const QString& title, const QString& what)
{
    auto* tile = new StartTile(title, what, this);
    m_tileRow->addWidget(tile);
    m_tiles.append(tile);
    return tile;
}

void StartPage::offer(Task task, const StartTile* tile, const QString& example)
{
    connect(tile, &QAbstractButton::clicked, this,
            [this, task, example] { emit taskChosen(task, example); });
}

void StartPage::setModelOpen(bool isOpen)
{
    m_isModelOpen = isOpen;
    update();
}

void StartPage::setOpening(const QString& name)
{
    m_opening = name;
    update();
}

void StartPage::setDocuments(const QString& title)
{
    m_documents = title;
    update();
}

void StartPage::update()
{
    const bool isOpening = !m_opening.isEmpty();
    const bool hasDocuments = !m_documents.isEmpty();
    for (StartTile* tile : m_tiles)
        tile->setVisible(!hasDocuments);
    m_example->setVisible(!hasDocuments);
    m_title->setText(isOpening ? tr("Opening %1").arg(m_opening)
                     : hasDocuments && m_isModelOpen
                         ? tr("What do you want to know from %1?").arg(m_documents)
                     : m_isModelOpen ? tr("What shall we do?")
                                     : tr("Open a model to begin"));
    m_hint->setText(isOpening ? tr("The file is being checked and mapped into memory.")
                    : hasDocuments && m_isModelOpen
                        ? tr("The documents are read once, with the first question or before it. "
                             "Every quotation of an answer is looked up in them.")
                    : m_isModelOpen ? tr("Everything stays on this computer.")
                                    : tr("A GGUF file or a folder with safetensors of the "
                                         "MiniMax-M1 family. You can drop it here."));
    m_button->setVisible(!isOpening && !m_isModelOpen);
    m_progress->setVisible(isOpening);
}

void StartPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_tileRow->setDirection(width() < kRowWidth ? QBoxLayout::TopToBottom
                                                : QBoxLayout::LeftToRight);
    const int spare = std::max(0, width() - kMostWidth) / 2;
    layout()->setContentsMargins(20 + spare, 12, 20 + spare, 12);
}

} // namespace ui
