#include "ui/chat_settings_form.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpressionValidator>
#include <QScopedValueRollback>
#include <QSpinBox>

namespace ui {
namespace {

constexpr int kNoLimit = -1; // of thinking; the spin box shows words for its least value
constexpr int kMostTokens = 1'000'000;

} // namespace

ChatSettingsForm::ChatSettingsForm(QWidget* parent)
    : QWidget(parent)
    , m_preset(new QComboBox(this))
    , m_systemPrompt(new QPlainTextEdit(this))
    , m_seed(new QLineEdit(this))
{
    auto* form = new QFormLayout(this);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_preset->setAccessibleName(tr("Preset"));
    form->addRow(tr("Preset"), m_preset);
    m_systemPrompt->setAccessibleName(tr("System prompt"));
    m_systemPrompt->setTabChangesFocus(true);
    m_systemPrompt->setMinimumHeight(4 * fontMetrics().lineSpacing());
    form->addRow(tr("System prompt"), m_systemPrompt);

    m_temperature = addFraction(form, tr("Temperature"), 0.0, 2.0,
                                tr("0 always takes the likeliest token; more is more varied."));
    m_topP = addFraction(form, tr("Top-p"), 0.0, 1.0,
                         tr("Keeps the likeliest tokens that together reach this probability."));
    m_topK =
        addNumber(form, tr("Top-k"), 0, 10'000, tr("Keeps this many of the likeliest tokens."));
    m_topK->setSpecialValueText(tr("all"));
    m_minP = addFraction(form, tr("Min-p"), 0.0, 1.0,
                         tr("Keeps tokens of at least this share of the likeliest one's "
                            "probability."));
    m_penalty = addFraction(form, tr("Repetition penalty"), 1.0, 2.0,
                            tr("Above 1, tokens that were just written become less likely."));
    m_penaltyTokens = addNumber(form, tr("Penalty looks back"), 0, 100'000,
                                tr("Tokens that the repetition penalty looks at."));
    m_seed->setAccessibleName(tr("Seed"));
    m_seed->setPlaceholderText(tr("another one for each answer"));
    m_seed->setToolTip(tr("The same seed and settings give the same answer."));
    m_seed->setValidator(
        new QRegularExpressionValidator(QRegularExpression(QStringLiteral("\\d{0,20}")), m_seed));
    form->addRow(tr("Seed"), m_seed);
    m_maxNewTokens = addNumber(form, tr("Longest answer"), 1, kMostTokens,
                               tr("Tokens of one answer, thinking included."));
    m_maxThinkingTokens = addNumber(form, tr("Thinking budget"), kNoLimit, kMostTokens,
                                    tr("Tokens of thinking, after which the model has to answer."));
    m_maxThinkingTokens->setSpecialValueText(tr("no limit"));

    connect(m_preset, &QComboBox::activated, this, &ChatSettingsForm::choosePreset);
    connect(m_systemPrompt, &QPlainTextEdit::textChanged, this, &ChatSettingsForm::edited);
    connect(m_seed, &QLineEdit::textEdited, this, &ChatSettingsForm::edited);
    setSettings({});
}

QSpinBox* ChatSettingsForm::addNumber(QFormLayout* form, const QString& name, int least, int most,
                                      const QString& tip)
{
    auto* box = new QSpinBox(this);
    box->setRange(least, most);
    box->setGroupSeparatorShown(true);
    box->setAccessibleName(name);
    box->setToolTip(tip);
    form->addRow(name, box);
    connect(box, &QSpinBox::valueChanged, this, &ChatSettingsForm::edited);
    return box;
}

QDoubleSpinBox* ChatSettingsForm::addFraction(QFormLayout* form, const QString& name, double least,
                                              double most, const QString& tip)
{
    auto* box = new QDoubleSpinBox(this);
    box->setRange(least, most);
    box->setDecimals(2);
    box->setSingleStep(0.05);
    box->setAccessibleName(name);
    box->setToolTip(tip);
    form->addRow(name, box);
    connect(box, &QDoubleSpinBox::valueChanged, this, &ChatSettingsForm::edited);
    return box;
}

void ChatSettingsForm::setPresets(const QList<ChatPreset>& presets)
{
    m_presets = presets;
    m_preset->clear();
    for (const ChatPreset& preset : presets)
        m_preset->addItem(preset.name);
    m_preset->addItem(tr("Own"));
    showPreset();
}

void ChatSettingsForm::setSettings(const ChatSettings& settings)
{
    const QScopedValueRollback showing(m_isShowing, true);
    m_chosen = settings.preset;
    if (m_systemPrompt->toPlainText() != settings.systemPrompt) // keeps the cursor
        m_systemPrompt->setPlainText(settings.systemPrompt);
    m_temperature->setValue(settings.temperature);
    m_topP->setValue(settings.topP);
    m_topK->setValue(settings.topK);
    m_minP->setValue(settings.minP);
    m_penalty->setValue(settings.repetitionPenalty);
    m_penaltyTokens->setValue(settings.penaltyTokens);
    m_seed->setText(settings.seed ? QString::number(*settings.seed) : QString());
    m_maxNewTokens->setValue(settings.maxNewTokens);
    m_maxThinkingTokens->setValue(settings.maxThinkingTokens.value_or(kNoLimit));
    showPreset();
}

ChatSettings ChatSettingsForm::settings() const
{
    ChatSettings settings;
    settings.systemPrompt = m_systemPrompt->toPlainText();
    settings.temperature = m_temperature->value();
    settings.topP = m_topP->value();
    settings.topK = m_topK->value();
    settings.minP = m_minP->value();
    settings.repetitionPenalty = m_penalty->value();
    settings.penaltyTokens = m_penaltyTokens->value();
    bool isNumber = false; // twenty digits may be too many
    if (const quint64 seed = m_seed->text().toULongLong(&isNumber); isNumber)
        settings.seed = seed;
    settings.maxNewTokens = m_maxNewTokens->value();
    if (m_maxThinkingTokens->value() != kNoLimit)
        settings.maxThinkingTokens = m_maxThinkingTokens->value();
    // It is a preset's as long as it says the same. Two presets may; the chosen one goes before.
    const auto says = [&](const ChatPreset& preset) {
        settings.preset = preset.key;
        return settings == preset.settings;
    };
    for (const ChatPreset& preset : m_presets)
        if (preset.key == m_chosen && says(preset))
            return settings;
    for (const ChatPreset& preset : m_presets)
        if (says(preset))
            return settings;
    settings.preset.clear();
    return settings;
}

void ChatSettingsForm::showPreset()
{
    const QString key = settings().preset;
    int shown = int(m_presets.size()); // "Own"
    for (int i = 0; i < m_presets.size(); ++i)
        if (m_presets[i].key == key)
            shown = i;
    m_preset->setCurrentIndex(shown);
}

void ChatSettingsForm::choosePreset(int index)
{
    if (index < 0 || index >= m_presets.size())
        return;
    setSettings(m_presets[index].settings);
    emit changed(settings());
}

void ChatSettingsForm::edited()
{
    if (m_isShowing)
        return;
    showPreset();
    emit changed(settings());
}

} // namespace ui
