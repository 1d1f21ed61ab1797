#include "ui/mode_notice.h"

#include "ui/colours.h"
#include "ui/quantities.h"
#include "ui/scope_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace ui {

ModeNotice::ModeNotice(QWidget* parent)
    : QFrame(parent)
    , m_sentence(new QLabel(this))
    , m_fewer(addButton(tr("Fewer Files"), tr("Shows the largest files first, to leave some out")))
    , m_sections(addButton(nameOf(AskMode::BySections), explanationOf(AskMode::BySections)))
    , m_search(addButton(nameOf(AskMode::BySearch), explanationOf(AskMode::BySearch)))
    , m_whole(addButton(nameOf(AskMode::WholeText), explanationOf(AskMode::WholeText)))
{
    setFrameShape(QFrame::StyledPanel);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    auto* buttons = new QHBoxLayout;
    for (QPushButton* button : {m_fewer, m_sections, m_search, m_whole})
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 8, 10, 8);
    layout->setSpacing(6);
    layout->addWidget(m_sentence);
    layout->addLayout(buttons);
    connect(m_fewer, &QPushButton::clicked, this, &ModeNotice::fewerFilesRequested);
    connect(m_sections, &QPushButton::clicked, this,
            [this] { emit modeChosen(AskMode::BySections); });
    connect(m_search, &QPushButton::clicked, this, [this] { emit modeChosen(AskMode::BySearch); });
    connect(m_whole, &QPushButton::clicked, this, [this] { emit modeChosen(AskMode::WholeText); });
    colour();
    hide();
}

QPushButton* ModeNotice::addButton(const QString& text, const QString& tip)
{
    auto* button = new QPushButton(text, this);
    button->setToolTip(tip);
    button->setAutoDefault(false);
    return button;
}

QString ModeNotice::whyItDoesNotFit(const DocumentPlan& plan)
{
    if (plan.mostTokens <= 0 || plan.fits())
        return {};
    QStringList sentences;
    if (!plan.isWithinContext())
        sentences += tr("These documents have %1 tokens, and the model reads at most %2: %3 too "
                        "many.")
                         .arg(countText(plan.tokens), countText(plan.mostTokens),
                              countText(plan.tokens - plan.mostTokens));
    if (!plan.isWithinMemory())
        sentences += tr("Reading them needs %1 of memory, and %2 are available.")
                         .arg(sizeText(plan.memoryBytes), sizeText(plan.availableMemory));
    return sentences.join(u' ');
}

void ModeNotice::show(const DocumentPlan& plan, AskMode mode)
{
    const QString obstacle = whyItDoesNotFit(plan);
    const bool isWhole = mode == AskMode::WholeText;
    QString sentence = obstacle;
    if (!isWhole)
        sentence = tr("%1: %2.").arg(nameOf(mode), explanationOf(mode));
    m_sentence->setText(sentence);
    m_fewer->setVisible(!obstacle.isEmpty() && isWhole);
    m_sections->setVisible(mode != AskMode::BySections);
    m_search->setVisible(mode != AskMode::BySearch);
    m_whole->setVisible(!isWhole && obstacle.isEmpty());
    setVisible(!sentence.isEmpty());
    colour();
}

QString ModeNotice::sentence() const { return isHidden() ? QString() : m_sentence->text(); }

void ModeNotice::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

void ModeNotice::colour()
{
    const bool isObstacle = !m_fewer->isHidden();
    QPalette colours = palette();
    if (isObstacle)
        colours.setColor(QPalette::WindowText, warningText(palette()));
    m_sentence->setPalette(colours);
}

} // namespace ui
