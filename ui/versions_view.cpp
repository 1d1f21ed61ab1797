#include "ui/versions_view.h"

#include "ui/colours.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {
namespace {

constexpr QSize kPicture(112, 70);
constexpr qsizetype kLongestPrompt = 120;

// The page as large as it fits, on a card of one size for all.
QPixmap card(const QImage& picture, const QPalette& palette, qreal pixelRatio)
{
    QPixmap pixmap(kPicture * pixelRatio);
    pixmap.setDevicePixelRatio(pixelRatio);
    pixmap.fill(raised(palette));
    QPainter painter(&pixmap);
    if (!picture.isNull()) {
        const QImage scaled =
            picture.scaled(pixmap.size(), Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
        painter.drawImage(QRect(QPoint(), kPicture), scaled, QRect(QPoint(), pixmap.size()));
    }
    painter.setPen(outline(palette));
    painter.drawRect(QRect(QPoint(), kPicture).adjusted(0, 0, -1, -1));
    return pixmap;
}

QString textOf(const VersionItem& version)
{
    QString text = version.name;
    if (!version.state.isEmpty())
        text += QStringLiteral(" · ") + version.state;
    const QString prompt = version.prompt.simplified().left(kLongestPrompt);
    return prompt.isEmpty() ? text : text + u'\n' + prompt;
}

} // namespace

VersionsView::VersionsView(QWidget* parent)
    : QWidget(parent)
    , m_list(new QListWidget)
    , m_headline(new QLabel)
    , m_goTo(new QPushButton(tr("Go to this version")))
    , m_diff(new DiffView)
{
    m_list->setIconSize(kPicture);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setWordWrap(true);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setUniformItemSizes(true);
    m_list->setAccessibleName(tr("Versions of the app"));
    m_list->setMinimumHeight(kPicture.height() + 20);
    m_headline->setTextFormat(Qt::PlainText);
    m_headline->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    auto* comparison = new QWidget;
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 4);
    bar->addWidget(m_headline, 1);
    bar->addWidget(m_goTo);
    auto* lower = new QVBoxLayout(comparison);
    lower->setContentsMargins(0, 0, 0, 0);
    lower->setSpacing(0);
    lower->addLayout(bar);
    lower->addWidget(m_diff, 1);

    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_list);
    splitter->addWidget(comparison);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    splitter->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);

    connect(m_list, &QListWidget::currentRowChanged, this, [this] {
        updateButton();
        emit versionChosen(chosen());
    });
    connect(m_list, &QListWidget::itemActivated, this, &VersionsView::request);
    connect(m_goTo, &QPushButton::clicked, this, &VersionsView::request);
    setDiff({}, {});
    updateButton();
}

void VersionsView::setVersions(const QList<VersionItem>& versions)
{
    const qint64 kept = chosen();
    const bool wasEmpty = m_versions.isEmpty();
    m_versions = versions;
    std::reverse(m_versions.begin(), m_versions.end());
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    int row = -1;
    for (const VersionItem& version : m_versions) {
        auto* item = new QListWidgetItem(card(version.picture, palette(), devicePixelRatioF()),
                                         textOf(version), m_list);
        QFont font = m_list->font();
        font.setBold(version.isShown);
        item->setFont(font);
        if (version.hasFailed)
            item->setForeground(errorText(palette()));
        if (version.id == kept || (row < 0 && (kept == 0 || wasEmpty) && version.isShown))
            row = m_list->row(item);
    }
    m_list->setCurrentRow(row);
    updateButton();
    if (chosen() != kept)
        emit versionChosen(chosen());
}

void VersionsView::setDiff(const QString& headline, const QList<DiffSection>& sections)
{
    m_headline->setText(headline);
    m_diff->setDiff(sections, m_versions.isEmpty() ? tr("Each version of the app is kept here.")
                                                   : tr("Nothing differs."));
}

qint64 VersionsView::chosen() const { return m_versions.value(m_list->currentRow()).id; }

void VersionsView::request()
{
    if (chosen() != 0)
        emit versionRequested(chosen());
}

void VersionsView::updateButton()
{
    m_goTo->setEnabled(chosen() != 0 && !m_versions.value(m_list->currentRow()).isShown);
}

} // namespace ui
