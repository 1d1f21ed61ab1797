#include "ui/reading_bar.h"

#include "ui/colours.h"
#include "ui/quantities.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace ui {

using Phase = ReadingState::Phase;

namespace {

constexpr int kBarSteps = 1000;

QString withRemark(const QString& sentence, const QString& remark)
{
    return remark.isEmpty() ? sentence : sentence + u'\n' + remark;
}

// "34 % · 17,700 of 52,104 tokens · 210 tokens/s · about 3 min left"
QString progress(const ReadingState& state)
{
    QStringList parts{
        shareText(double(state.done), double(state.total)),
        ReadingBar::tr("%1 of %2 tokens").arg(countText(state.done), countText(state.total))};
    if (state.phase == Phase::Reading && state.tokensPerSecond > 0.0) {
        parts += ReadingBar::tr("%1 tokens/s").arg(speedText(state.tokensPerSecond));
        const double left = double(state.total - state.done) / state.tokensPerSecond;
        parts += ReadingBar::tr("%1 left").arg(estimateText(left));
    }
    return parts.join(QStringLiteral(" · "));
}

} // namespace

ReadingBar::ReadingBar(QWidget* parent)
    : QWidget(parent)
    , m_sentence(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_button(new QPushButton(this))
{
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(8);
    m_bar->setAccessibleName(tr("Progress"));
    m_button->setAutoDefault(false);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(4);
    texts->addWidget(m_sentence);
    texts->addWidget(m_bar);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    row->addLayout(texts, 1);
    row->addWidget(m_button, 0, Qt::AlignVCenter);
    connect(m_button, &QPushButton::clicked, this, &ReadingBar::press);
    showState();
}

void ReadingBar::setState(const ReadingState& state)
{
    m_state = state;
    showState();
}

void ReadingBar::setObstacle(const QString& obstacle)
{
    m_obstacle = obstacle;
    showState();
}

QString ReadingBar::describe(const ReadingState& state)
{
    switch (state.phase) {
    case Phase::Empty:
        return state.sentence;
    case Phase::Scanning:
        return withRemark(state.total > 0
                              ? tr("Taking the text out of the files: %1 of %2")
                                    .arg(countText(state.done), countText(state.total))
                              : tr("Looking for files: %1 so far").arg(countText(state.done)),
                          state.sentence);
    case Phase::Counting:
        return withRemark(state.total > 0 ? tr("Counting tokens: %1 of %2 files")
                                                .arg(countText(state.done), countText(state.total))
                                          : tr("Counting tokens"),
                          state.sentence);
    case Phase::Planned:
        return withRemark(tr("Not read yet. It is read once; every question then costs only "
                             "itself."),
                          state.sentence);
    case Phase::Reading:
        return withRemark(tr("Reading: %1").arg(progress(state)), state.sentence);
    case Phase::Paused:
        return withRemark(tr("Paused at %1. What is read is kept.").arg(progress(state)),
                          state.sentence);
    case Phase::Read:
        return withRemark(
            state.changedFiles == 0   ? tr("Read: all %1 tokens.").arg(countText(state.total))
            : state.changedFiles == 1 ? tr("Read, but one file has changed on disk since.")
                                      : tr("Read, but %1 files have changed on disk since.")
                                            .arg(countText(state.changedFiles)),
            state.sentence);
    case Phase::Failed:
        return state.sentence;
    }
    Q_UNREACHABLE();
}

void ReadingBar::showState()
{
    const Phase phase = m_state.phase;
    m_sentence->setText(describe(m_state));
    QPalette colours = palette();
    if (phase == Phase::Failed)
        colours.setColor(QPalette::WindowText, errorText(palette()));
    else if (phase == Phase::Read && m_state.changedFiles > 0)
        colours.setColor(QPalette::WindowText, warningText(palette()));
    m_sentence->setPalette(colours);

    const bool isUnderWay = phase == Phase::Scanning || phase == Phase::Counting
                            || phase == Phase::Reading || phase == Phase::Paused;
    m_bar->setVisible(isUnderWay);
    m_bar->setRange(0, m_state.total > 0 ? kBarSteps : 0); // 0: moves to and fro
    if (m_state.total > 0)
        m_bar->setValue(int(double(kBarSteps)
                            * std::clamp(double(m_state.done) / double(m_state.total), 0.0, 1.0)));

    const bool isBeginning = phase == Phase::Planned || phase == Phase::Failed;
    const bool hasChanged = phase == Phase::Read && m_state.changedFiles > 0;
    m_button->setVisible(isBeginning || hasChanged || phase == Phase::Reading
                         || phase == Phase::Paused);
    m_button->setText(phase == Phase::Reading  ? tr("Pause")
                      : phase == Phase::Paused ? tr("Resume")
                      : phase == Phase::Read   ? tr("Read the Changes")
                      : phase == Phase::Failed ? tr("Try Again")
                                               : tr("Read"));
    m_button->setEnabled(m_obstacle.isEmpty() || phase == Phase::Reading);
    m_button->setToolTip(m_button->isEnabled() ? QString() : m_obstacle);
}

void ReadingBar::press()
{
    switch (m_state.phase) {
    case Phase::Reading:
        emit pauseRequested();
        break;
    case Phase::Paused:
        emit resumeRequested();
        break;
    case Phase::Read:
        emit updateRequested();
        break;
    default:
        emit readRequested();
    }
}

void ReadingBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showState();
}

} // namespace ui
