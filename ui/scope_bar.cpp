#include "ui/scope_bar.h"

#include "ui/colours.h"
#include "ui/elided_label.h"
#include "ui/file_picker.h"
#include "ui/quantities.h"

#include <QActionGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QStyle>
#include <QToolButton>

#include <algorithm>

namespace ui {
namespace {

constexpr int kGaps = 34;         // pixels between the parts
constexpr int kNarrowest = 90;    // pixels of the button of what is asked
constexpr int kLeastForFile = 60; // of the name in it

QToolButton* slimButton(QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

QString nameOf(AskMode mode)
{
    switch (mode) {
    case AskMode::WholeText:
        return ScopeBar::tr("Whole text");
    case AskMode::BySearch:
        return ScopeBar::tr("Search");
    case AskMode::BySections:
        return ScopeBar::tr("Section by section");
    }
    Q_UNREACHABLE();
}

QString explanationOf(AskMode mode)
{
    switch (mode) {
    case AskMode::WholeText:
        return ScopeBar::tr("The model has read all of the text when it answers");
    case AskMode::BySearch:
        return ScopeBar::tr("Full-text search picks passages; the model sees only those");
    case AskMode::BySections:
        return ScopeBar::tr("Each part that fits is asked, then the answers are combined");
    }
    Q_UNREACHABLE();
}

ScopeBar::ScopeBar(QWidget* parent)
    : QWidget(parent)
    , m_what(slimButton(this))
    , m_reset(slimButton(this))
    , m_summary(new ElidedLabel(this))
    , m_mode(slimButton(this))
    , m_modes(new QActionGroup(this))
    , m_picker(new FilePicker(this))
{
    m_what->setArrowType(Qt::UpArrow);
    m_what->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_what->setMinimumWidth(kNarrowest);
    m_reset->setIcon(style()->standardIcon(QStyle::SP_TitleBarCloseButton));
    m_reset->setAccessibleName(tr("Ask everything again"));
    m_reset->setToolTip(m_reset->accessibleName());
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // gives way first
    setUpModes();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 6, 0);
    row->setSpacing(4);
    row->addWidget(m_what);
    row->addWidget(m_reset);
    row->addSpacing(6);
    row->addWidget(m_summary, 1);
    row->addWidget(m_mode);

    connect(m_what, &QToolButton::clicked, this,
            [this] { m_picker->openAt(m_what, m_scope.file); });
    connect(m_reset, &QToolButton::clicked, this, [this] { choose({}); });
    connect(m_picker, &FilePicker::everythingChosen, this, [this] { choose({}); });
    connect(m_picker, &FilePicker::fileChosen, this, [this](const QString& file) {
        choose({Scope::Kind::File, file, 0, 0});
    });
    showScope();
    setMode(AskMode::WholeText);
    colour();
}

void ScopeBar::setUpModes()
{
    auto* menu = new QMenu(m_mode);
    menu->setToolTipsVisible(true);
    for (const AskMode mode : {AskMode::WholeText, AskMode::BySearch, AskMode::BySections}) {
        QAction* action = menu->addAction(nameOf(mode));
        action->setCheckable(true);
        action->setToolTip(explanationOf(mode));
        action->setData(int(mode));
        m_modes->addAction(action);
    }
    m_mode->setMenu(menu);
    m_mode->setPopupMode(QToolButton::InstantPopup);
    connect(m_modes, &QActionGroup::triggered, this, [this](const QAction* action) {
        const auto mode = AskMode(action->data().toInt());
        setMode(mode);
        emit modeChosen(mode);
    });
}

void ScopeBar::setFiles(const QStringList& files) { m_picker->setFiles(files); }

void ScopeBar::setScope(const Scope& scope)
{
    m_scope = scope;
    showScope();
}

void ScopeBar::choose(const Scope& scope)
{
    if (scope == m_scope)
        return;
    setScope(scope);
    emit scopeChosen(scope);
}

void ScopeBar::setSummary(const QString& summary) { m_summary->setText(summary); }

void ScopeBar::setMode(AskMode mode)
{
    for (QAction* action : m_modes->actions())
        action->setChecked(action->data().toInt() == int(mode));
    m_mode->setText(nameOf(mode));
    m_mode->setToolTip(explanationOf(mode));
    m_mode->setAccessibleName(tr("How it is answered: %1").arg(nameOf(mode)));
    fitScope();
}

QString ScopeBar::text(const QString& file) const
{
    switch (m_scope.kind) {
    case Scope::Kind::Everything:
        return tr("Ask everything");
    case Scope::Kind::File:
        return tr("Ask %1").arg(file);
    case Scope::Kind::Selection:
        return tr("Ask the selection in %1").arg(file);
    }
    Q_UNREACHABLE();
}

void ScopeBar::showScope()
{
    const QString whole = text(m_scope.file);
    m_what->setAccessibleName(whole);
    m_what->setToolTip(
        m_scope.kind == Scope::Kind::Everything ? tr("Choose what the next question is asked of")
        : m_scope.kind == Scope::Kind::File
            ? whole
            : tr("%1: %2 characters").arg(whole, countText(m_scope.end - m_scope.begin)));
    m_reset->setVisible(m_scope.kind != Scope::Kind::Everything);
    fitScope();
}

// Where there is not enough room, the beginning of the path gives way.
void ScopeBar::fitScope()
{
    const QFontMetrics metrics = m_what->fontMetrics();
    const QString withoutFile = text({});
    m_what->setText(withoutFile);
    const int around = m_what->sizeHint().width() + m_mode->sizeHint().width() + kGaps
                       + (m_reset->isHidden() ? 0 : m_reset->sizeHint().width());
    const int room = std::max(kLeastForFile, contentsRect().width() - around);
    const QString file = metrics.elidedText(m_scope.file, Qt::ElideLeft, room);
    m_what->setText(text(file).replace(u'&', QStringLiteral("&&")));
}

void ScopeBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitScope();
}

void ScopeBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

void ScopeBar::colour()
{
    QPalette dim = palette();
    // Which of them is painted depends on what the bar stands on.
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text})
        dim.setColor(role, dimText(palette()));
    m_summary->setPalette(dim);
}

} // namespace ui
