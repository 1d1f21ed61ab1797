#include "ui/status_line.h"

#include "ui/colours.h"
#include "ui/elided_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

#include <cmath>

namespace ui {
namespace {

QString number(qint64 value) { return QLocale().toString(value); }
QString rate(double value) { return QLocale().toString(value, 'f', value < 100.0 ? 1 : 0); }

} // namespace

QString StatusLine::describe(const TurnCost& cost)
{
    const QString read =
        cost.readPerSecond > 0.0
            ? tr("read %1 (%2/s)").arg(number(cost.readTokens), rate(cost.readPerSecond))
            : tr("read %1").arg(number(cost.readTokens));
    const QString written =
        cost.newPerSecond > 0.0
            ? tr("wrote %1 (%2/s)").arg(number(cost.newTokens), rate(cost.newPerSecond))
            : tr("wrote %1").arg(number(cost.newTokens));
    return tr("reused %1 of %2 tokens, %3, %4")
        .arg(number(cost.reusedTokens), number(cost.promptTokens), read, written);
}

StatusLine::StatusLine(QWidget* parent)
    : QWidget(parent)
    , m_model(new QLabel(this))
    , m_activity(new ElidedLabel(this))
    , m_unsaved(new QLabel(tr("Not saved"), this))
    , m_memory(new QLabel(this))
    , m_context(new QLabel(this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 2, 8, 4);
    layout->setSpacing(16);
    layout->addWidget(m_model);
    layout->addWidget(m_activity, 1);
    layout->addWidget(m_unsaved);
    layout->addWidget(m_memory);
    layout->addWidget(m_context);
    for (QLabel* label : {m_model, m_activity, m_unsaved, m_memory, m_context})
        label->setTextFormat(Qt::PlainText);
    m_unsaved->hide();
    colour();
    setStatus({});
}

// "Reading: 34 % of 12,000 tokens (210/s), about 38 s left"
QString StatusLine::describeReading(const Status& status)
{
    if (status.total <= 0)
        return tr("Reading");
    QString share = tr("Reading: %1 % of %2 tokens")
                        .arg(number(100 * status.done / status.total), number(status.total));
    if (status.readPerSecond <= 0.0 || status.done <= 0 || status.done >= status.total)
        return share;
    const auto seconds =
        qint64(std::ceil(double(status.total - status.done) / status.readPerSecond));
    const QString left = seconds < 100 ? tr("%1 s").arg(number(seconds))
                                       : tr("%1 min").arg(number((seconds + 30) / 60));
    return tr("%1 (%2/s), about %3 left").arg(share, rate(status.readPerSecond), left);
}

QString StatusLine::describeContext(const Status& status)
{
    using Activity = Status::Activity;
    const QString limit = number(status.contextLimit);
    if (status.contextTokens < 0)
        return tr("Context: up to %1 tokens").arg(limit);
    const bool isInTurn = status.activity == Activity::Reading
                          || status.activity == Activity::Writing
                          || status.activity == Activity::Stopping;
    if (!isInTurn)
        return tr("Context: %1 of %2 tokens").arg(number(status.contextTokens), limit);
    return tr("Context: about %1 of %2 tokens")
        .arg(number(status.contextTokens + status.done + status.newTokens), limit);
}

void StatusLine::setStatus(const Status& status)
{
    using Activity = Status::Activity;
    m_model->setText(status.model);
    m_model->setVisible(!status.model.isEmpty());

    QString activity;
    switch (status.activity) {
    case Activity::NoModel:
        activity = tr("No model is open");
        break;
    case Activity::Opening:
        activity = tr("Opening a model");
        break;
    case Activity::Ready:
        if (status.lastTurn)
            activity = tr("Last turn: %1").arg(describe(*status.lastTurn));
        else
            activity = tr("Ready");
        break;
    case Activity::Reading:
        activity = describeReading(status);
        break;
    case Activity::Writing:
        activity = status.newPerSecond > 0.0
                       ? tr("Writing: %1 tokens (%2/s)")
                             .arg(number(status.newTokens), rate(status.newPerSecond))
                       : tr("Writing");
        break;
    case Activity::Stopping:
        activity = tr("Stopping");
        break;
    }
    m_activity->setText(activity);

    m_memory->setVisible(status.memoryBytes > 0);
    m_memory->setText(
        tr("Memory: %1")
            .arg(QLocale().formattedDataSize(status.memoryBytes, 0, QLocale::DataSizeIecFormat)));
    m_memory->setToolTip(tr("Memory that Levin takes, with the parts of the model file that are "
                            "in memory"));

    m_context->setVisible(status.contextLimit > 0);
    m_context->setText(describeContext(status));
}

void StatusLine::setUnsaved(const QString& reason)
{
    m_unsaved->setVisible(!reason.isEmpty());
    m_unsaved->setToolTip(
        tr("What was written last could not be saved. It is tried again and again.") + u'\n'
        + reason);
}

void StatusLine::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

void StatusLine::colour()
{
    QPalette red = m_unsaved->palette();
    red.setColor(QPalette::WindowText, errorText(palette()));
    m_unsaved->setPalette(red);
}

QString StatusLine::text() const
{
    QStringList parts;
    for (const QLabel* label : {m_model, m_activity, m_unsaved, m_memory, m_context})
        if (!label->isHidden())
            parts += label->text();
    return parts.join(QStringLiteral(" | "));
}

} // namespace ui
