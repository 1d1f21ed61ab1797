#include "ui/start_page.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

StartPage::StartPage(QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_hint(new QLabel(this))
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
    m_progress->setRange(0, 0); // how long it takes is not known
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(240);
    m_progress->setAccessibleName(tr("The model is being opened"));
    m_button->setMinimumSize(160, 36);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(32, 32, 32, 32);
    layout->setSpacing(14);
    layout->addStretch(2);
    layout->addWidget(m_title);
    layout->addWidget(m_hint);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addWidget(m_progress, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_button, &QPushButton::clicked, this, &StartPage::openRequested);
    setOpening({});
}

void StartPage::setOpening(const QString& name)
{
    const bool isOpening = !name.isEmpty();
    m_title->setText(isOpening ? tr("Opening %1").arg(name) : tr("Open a model to begin"));
    m_hint->setText(isOpening ? tr("The file is being checked and mapped into memory.")
                              : tr("A GGUF file or a folder with safetensors of the MiniMax-M1 "
                                   "family. You can drop it here."));
    m_button->setVisible(!isOpening);
    m_progress->setVisible(isOpening);
}

} // namespace ui
