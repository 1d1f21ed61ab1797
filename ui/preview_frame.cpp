#include "ui/preview_frame.h"

#include "ui/colours.h"
#include "ui/elided_label.h"

#include <QActionGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStyle>
#include <QToolButton>
#include <QWindow>

namespace ui {
namespace {

constexpr int kBorder = 3;
constexpr QRgb kMarkLight = 0xff9a5b00; // on it white text has a contrast of 5.3 : 1
constexpr QRgb kMarkDark = 0xffe0a13c;  // on it black text has a contrast of 9.4 : 1

QColor markColour(const QPalette& palette)
{
    return QColor::fromRgb(isDark(palette) ? kMarkDark : kMarkLight);
}

} // namespace

PreviewFrame::PreviewFrame(QWidget* parent) : QFrame(parent)
{
    setAccessibleName(tr("Generated app"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kBorder, 0, kBorder, kBorder);
    layout->setSpacing(0);
    layout->addWidget(setupHeader());
    layout->addWidget(setupQuestion());

    m_stage = new QWidget;
    m_stage->setAutoFillBackground(true);
    m_notice = new QLabel(m_stage);
    m_notice->setAlignment(Qt::AlignCenter);
    m_notice->setWordWrap(true);
    m_notice->setTextFormat(Qt::PlainText);
    m_notice->setMargin(16);
    auto* stage = new QHBoxLayout(m_stage);
    stage->setContentsMargins(0, 0, 0, 0);
    stage->setSpacing(0);
    stage->addWidget(m_notice, 1);
    m_area = new QScrollArea(this);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setWidget(m_stage);
    layout->addWidget(m_area, 1);

    setMinimumSize(240, 200);
    colour();
    arrange();
}

PreviewFrame::~PreviewFrame() = default;

QToolButton* PreviewFrame::addButton(const QString& themeIcon, int standardIcon,
                                     const QString& name)
{
    auto* button = new QToolButton(m_header);
    button->setAutoRaise(true);
    button->setIcon(
        QIcon::fromTheme(themeIcon, style()->standardIcon(QStyle::StandardPixmap(standardIcon))));
    button->setToolTip(name);
    button->setAccessibleName(name);
    m_buttons->addWidget(button);
    return button;
}

QWidget* PreviewFrame::setupHeader()
{
    m_header = new QFrame(this);
    m_header->setAutoFillBackground(true);
    m_mark = new QLabel(tr("Generated app, not part of Levin"), m_header);
    QFont bold = m_mark->font();
    bold.setWeight(QFont::DemiBold);
    m_mark->setFont(bold);
    m_title = new ElidedLabel(m_header);
    m_measures = new QLabel(m_header);
    m_measures->setAccessibleName(tr("Frames per second and memory of the app"));
    for (QLabel* label : {m_mark, m_title, m_measures})
        label->setTextFormat(Qt::PlainText);
    // The mark is what the frame is for; the rest gives way to it.
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_mark->setMinimumWidth(40);

    m_buttons = new QHBoxLayout(m_header);
    m_buttons->setContentsMargins(8, 3, 3, 3);
    m_buttons->setSpacing(2);
    m_buttons->addWidget(m_mark);
    m_buttons->addSpacing(8);
    m_buttons->addWidget(m_title, 1);
    m_buttons->addSpacing(8);
    m_buttons->addWidget(m_measures);
    m_reload = addButton(QStringLiteral("view-refresh"), QStyle::SP_BrowserReload, tr("Reload"));
    connect(m_reload, &QToolButton::clicked, this, &PreviewFrame::reloadRequested);
    m_stop = addButton(QStringLiteral("process-stop"), QStyle::SP_BrowserStop, tr("Stop the app"));
    connect(m_stop, &QToolButton::clicked, this, &PreviewFrame::stopRequested);
    m_fullScreen = addButton(QStringLiteral("view-fullscreen"), QStyle::SP_TitleBarMaxButton,
                             tr("Full screen"));
    m_fullScreen->setCheckable(true);
    connect(m_fullScreen, &QToolButton::clicked, this, &PreviewFrame::fullScreenRequested);
    setupKeys();
    QToolButton* more =
        addButton(QStringLiteral("open-menu-symbolic"), QStyle::SP_ToolBarHorizontalExtensionButton,
                  tr("Size and data of the app"));
    more->setPopupMode(QToolButton::InstantPopup);
    more->setMenu(setupMenu());
    return m_header;
}

// For the window and, passed on by it, for the app while that has the focus.
void PreviewFrame::setupKeys()
{
    const auto add = [this](const QKeySequence& keys, QToolButton* button) {
        auto* action = new QAction(button->accessibleName(), this);
        action->setShortcut(keys);
        connect(action, &QAction::triggered, button, &QToolButton::click);
        addAction(action);
        return action;
    };
    add(QKeySequence(Qt::CTRL | Qt::Key_R), m_reload);
    add(QKeySequence(Qt::Key_F11), m_fullScreen);
    m_reload->setToolTip(tr("Reload (Ctrl+R)"));
    m_fullScreen->setToolTip(tr("Full screen (F11)"));
    m_leaveFullScreen = add(QKeySequence(Qt::Key_Escape), m_fullScreen);
    m_leaveFullScreen->setEnabled(false); // Esc stops the answer otherwise
}

QMenu* PreviewFrame::setupMenu()
{
    auto* menu = new QMenu(this);
    auto* widths = new QActionGroup(menu);
    const auto addWidth = [this, menu, widths](const QString& name, int width) {
        QAction* action = widths->addAction(name);
        action->setCheckable(true);
        action->setChecked(width == m_pageWidth);
        connect(action, &QAction::triggered, this, [this, width] { setPageWidth(width); });
        menu->addAction(action);
    };
    addWidth(tr("As wide as the panel"), 0);
    addWidth(tr("Phone, 390 pixels wide"), 390);
    addWidth(tr("Tablet, 820 pixels wide"), 820);
    addWidth(tr("Desktop, 1280 pixels wide"), 1280);
    menu->addSeparator();
    m_keepData = menu->addAction(tr("Keep what the app stores (restarts it empty)"));
    m_keepData->setCheckable(true);
    connect(m_keepData, &QAction::triggered, this, &PreviewFrame::keepDataRequested);
    m_forgetData = menu->addAction(tr("Forget what the app stored"));
    connect(m_forgetData, &QAction::triggered, this, &PreviewFrame::resetDataRequested);
    return menu;
}

QWidget* PreviewFrame::setupQuestion()
{
    m_question = new QFrame(this);
    m_question->setAutoFillBackground(true);
    m_question->setBackgroundRole(QPalette::Base);
    m_questionText = new QLabel(m_question);
    m_questionText->setTextFormat(Qt::PlainText);
    m_questionText->setWordWrap(true);
    m_proceed = new QPushButton(tr("Wait"), m_question);
    m_end = new QPushButton(tr("Stop"), m_question);
    m_end->setAccessibleName(tr("Stop the app"));
    auto* layout = new QHBoxLayout(m_question);
    layout->setContentsMargins(10, 6, 8, 6);
    layout->addWidget(m_questionText, 1);
    layout->addWidget(m_proceed);
    layout->addWidget(m_end);
    connect(m_proceed, &QPushButton::clicked, this, [this] {
        if (m_status == Status::Asking)
            emit runRequested();
        m_question->hide();
    });
    connect(m_end, &QPushButton::clicked, this, &PreviewFrame::stopRequested);
    return m_question;
}

void PreviewFrame::embed(quintptr window)
{
    release();
    QWindow* foreign = window != 0 ? QWindow::fromWinId(WId(window)) : nullptr;
    if (foreign != nullptr) {
        m_container = QWidget::createWindowContainer(foreign, m_stage);
        m_container->setAccessibleName(tr("The generated app"));
        m_container->setFocusPolicy(Qt::StrongFocus);
        m_stage->layout()->addWidget(m_container);
    }
    arrange();
}

void PreviewFrame::release()
{
    // The window goes with its process; the container must not outlive it.
    delete m_container;
    m_container = nullptr;
    arrange();
}

void PreviewFrame::setStatus(Status status, const QString& reason)
{
    m_status = status;
    m_reason = reason;
    const bool asks = status == Status::Asking || status == Status::NotResponding;
    m_questionText->setText(reason);
    m_proceed->setText(status == Status::Asking ? tr("Run Anyway") : tr("Wait"));
    m_question->setVisible(asks);
    arrange();
}

void PreviewFrame::setTitle(const QString& title) { m_title->setText(title.simplified()); }

void PreviewFrame::setMeasures(double framesPerSecond, qint64 memoryBytes)
{
    const QLocale locale;
    m_measures->setText(memoryBytes <= 0 ? QString()
                                         : tr("%1 fps, %2")
                                               .arg(locale.toString(framesPerSecond, 'f', 0),
                                                    locale.formattedDataSize(memoryBytes, 0)));
}

void PreviewFrame::setKeepsData(bool keeps) { m_keepData->setChecked(keeps); }

void PreviewFrame::setFullScreen(bool on)
{
    m_fullScreen->setChecked(on);
    m_leaveFullScreen->setEnabled(on);
}

void PreviewFrame::setPageWidth(int width)
{
    m_pageWidth = width;
    arrange();
}

void PreviewFrame::arrange()
{
    const bool isAlive = m_status != Status::Empty && m_status != Status::Ended;
    m_stop->setEnabled(isAlive);
    m_reload->setEnabled(m_status != Status::Empty);
    m_forgetData->setEnabled(m_status != Status::Empty);
    const bool showsWindow = m_container != nullptr && isAlive && m_status != Status::Asking;
    if (m_container != nullptr) {
        m_container->setVisible(showsWindow);
        m_container->setMinimumWidth(m_pageWidth);
        m_container->setMaximumWidth(m_pageWidth > 0 ? m_pageWidth : QWIDGETSIZE_MAX);
    }
    m_notice->setVisible(!showsWindow);
    switch (m_status) {
    case Status::Empty:
        m_notice->setText(tr("The app will run here."));
        break;
    case Status::Starting:
        m_notice->setText(tr("The app is being started."));
        break;
    case Status::Ended:
        m_notice->setText(m_reason.isEmpty() ? tr("The app was stopped.") : m_reason);
        break;
    default:
        m_notice->setText(tr("The app runs in a window of its own: "
                             "this desktop does not let one program show another's window."));
        break;
    }
    if (!isAlive)
        setMeasures(0, 0);
}

void PreviewFrame::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_header != nullptr)
        colour();
}

void PreviewFrame::colour()
{
    const QColor mark = markColour(palette());
    QPalette framed = m_header->palette();
    framed.setColor(QPalette::Window, mark);
    const QColor text = isDark(palette()) ? Qt::black : Qt::white;
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::ButtonText, QPalette::Text})
        framed.setColor(role, text);
    m_header->setPalette(framed);
}

void PreviewFrame::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), markColour(palette())); // seen as the border
}

void PreviewFrame::showEvent(QShowEvent* event)
{
    QFrame::showEvent(event);
    emit shownChanged(true);
}

void PreviewFrame::hideEvent(QHideEvent* event)
{
    QFrame::hideEvent(event);
    emit shownChanged(false);
}

} // namespace ui
