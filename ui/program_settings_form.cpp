#include "ui/program_settings_form.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QUrl>

#include <algorithm>

namespace ui {

ProgramSettingsForm::ProgramSettingsForm(QWidget* parent)
    : QWidget(parent)
    , m_appearance(new QComboBox(this))
    , m_language(new QComboBox(this))
    , m_languageHint(new QLabel(tr("The language changes with the next start."), this))
    , m_sendKey(new QComboBox(this))
    , m_modelFolder(new QLineEdit(this))
    , m_readings(new QSpinBox(this))
    , m_dataFolder(new QLabel(this))
{
    m_appearance->addItem(tr("As on the desktop"), int(Appearance::Desktop));
    m_appearance->addItem(tr("Light"), int(Appearance::Light));
    m_appearance->addItem(tr("Dark"), int(Appearance::Dark));
    m_language->addItem(tr("The system's"), QString());
    // In their own words, so that whoever chose the wrong one finds back.
    m_language->addItem(QStringLiteral("English"), QStringLiteral("en"));
    m_language->addItem(QStringLiteral("简体中文"), QStringLiteral("zh_CN"));
    m_languageHint->hide();
    m_sendKey->addItem(tr("Enter sends, Shift+Enter begins a line"), int(SendKey::Enter));
    m_sendKey->addItem(tr("Ctrl+Enter sends, Enter begins a line"), int(SendKey::ControlEnter));
    m_modelFolder->setReadOnly(true);
    m_dataFolder->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_dataFolder->setOpenExternalLinks(true);
    m_dataFolder->setWordWrap(true);
    auto* choose = new QPushButton(tr("Choose…"), this);
    choose->setAutoDefault(false);
    auto* modelFolder = new QHBoxLayout;
    modelFolder->addWidget(m_modelFolder, 1);
    modelFolder->addWidget(choose);

    auto* form = new QFormLayout(this);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto add = [form](const QString& name, QWidget* field) {
        field->setAccessibleName(name);
        form->addRow(name, field);
    };
    add(tr("Appearance"), m_appearance);
    add(tr("Language"), m_language);
    form->addRow(QString(), m_languageHint);
    add(tr("Sending"), m_sendKey);
    form->addRow(tr("Models"), modelFolder);
    m_modelFolder->setAccessibleName(tr("Folder of the models"));
    choose->setAccessibleName(tr("Choose the folder of the models"));
    m_readings->setRange(0, 100'000);
    m_readings->setSuffix(tr(" GiB"));
    m_readings->setSpecialValueText(tr("20 GiB or a tenth of the free disk, whichever is less"));
    m_readings->setToolTip(tr("What saved readings of documents may take on disk. The one that was "
                              "not used for the longest time gives way; texts are kept."));
    add(tr("Saved readings"), m_readings);
    add(tr("Your data"), m_dataFolder);

    for (QComboBox* box : {m_appearance, m_language, m_sendKey})
        connect(box, &QComboBox::activated, this, &ProgramSettingsForm::edited);
    connect(m_language, &QComboBox::activated, m_languageHint, &QWidget::show);
    connect(choose, &QPushButton::clicked, this, &ProgramSettingsForm::chooseModelFolder);
    connect(m_readings, &QSpinBox::editingFinished, this, &ProgramSettingsForm::edited);
}

void ProgramSettingsForm::setSettings(const ProgramSettings& settings)
{
    m_settings = settings;
    m_appearance->setCurrentIndex(m_appearance->findData(int(settings.appearance)));
    m_language->setCurrentIndex(std::max(0, m_language->findData(settings.language)));
    m_sendKey->setCurrentIndex(m_sendKey->findData(int(settings.sendKey)));
    m_modelFolder->setText(settings.modelFolder);
    m_readings->setValue(settings.readingGibibytes);
}

ProgramSettings ProgramSettingsForm::settings() const
{
    ProgramSettings settings = m_settings; // some are chosen elsewhere
    settings.appearance = Appearance(m_appearance->currentData().toInt());
    settings.language = m_language->currentData().toString();
    settings.sendKey = SendKey(m_sendKey->currentData().toInt());
    settings.modelFolder = m_modelFolder->text();
    settings.readingGibibytes = m_readings->value();
    return settings;
}

void ProgramSettingsForm::setDataFolder(const QString& folder)
{
    m_dataFolder->setText(QStringLiteral("<a href=\"%1\">%2</a>")
                              .arg(QUrl::fromLocalFile(folder).toString(QUrl::FullyEncoded),
                                   QDir::toNativeSeparators(folder).toHtmlEscaped()));
}

void ProgramSettingsForm::chooseModelFolder()
{
    auto* dialog = new QFileDialog(this, tr("Folder of the Models"), m_modelFolder->text());
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) {
        m_modelFolder->setText(folder);
        edited();
    });
    dialog->open();
}

void ProgramSettingsForm::edited() { emit changed(settings()); }

} // namespace ui
