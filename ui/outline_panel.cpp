#include "ui/outline_panel.h"

#include "ui/outline_model.h"

#include <QLabel>
#include <QLineEdit>
#include <QTimer>
#include <QTreeView>
#include <QVBoxLayout>

namespace ui {
namespace {

constexpr int kFilterMs = 150;           // after the last key
constexpr qsizetype kMostExpanded = 500; // matches; of more the documents are shown

} // namespace

OutlinePanel::OutlinePanel(QWidget* parent)
    : QWidget(parent)
    , m_model(new OutlineModel(this))
    , m_filter(new QLineEdit(this))
    , m_filtering(new QTimer(this))
    , m_tree(new QTreeView(this))
    , m_nothing(new QLabel(tr("Nothing has this in its name."), this))
{
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter the outline"));
    m_filter->setClearButtonEnabled(true);
    m_tree->setModel(m_model);
    m_tree->setAccessibleName(tr("Outline"));
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setTextElideMode(Qt::ElideMiddle);
    m_tree->setIndentation(14);
    m_nothing->setWordWrap(true);
    m_nothing->setMargin(8);
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    m_nothing->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_filter);
    layout->addWidget(m_nothing);
    layout->addWidget(m_tree, 1);
    m_filtering->setSingleShot(true);
    m_filtering->setInterval(kFilterMs);
    connect(m_filter, &QLineEdit::textChanged, m_filtering, qOverload<>(&QTimer::start));
    connect(m_filtering, &QTimer::timeout, this, &OutlinePanel::filter);
    connect(m_tree, &QTreeView::clicked, this, &OutlinePanel::choose);
    connect(m_tree, &QTreeView::activated, this, &OutlinePanel::choose);
}

void OutlinePanel::setDocuments(const QList<ViewedDocument>& documents)
{
    m_model->setDocuments(documents);
    m_document = -1;
    filter();
}

void OutlinePanel::filter()
{
    m_model->setFilter(m_filter->text().trimmed());
    const bool isFiltered = !m_filter->text().trimmed().isEmpty();
    m_nothing->setVisible(isFiltered && m_model->rowCount() == 0);
    const bool isAlone = m_model->rowCount() == 1;
    if (isAlone || (isFiltered && m_model->matchCount() <= kMostExpanded))
        for (int row = 0; row < m_model->rowCount(); ++row)
            m_tree->expand(m_model->index(row, 0));
}

void OutlinePanel::setPlace(int document, qsizetype position)
{
    const QModelIndex at = m_model->indexAt(document, position);
    // Once: what the reader closes stays closed while the document does not change.
    if (at.isValid() && document != m_document) {
        m_document = document;
        m_tree->expand(at.parent().isValid() ? m_model->indexAt(document, -1) : at);
    }
    if (!at.isValid() || at == m_tree->currentIndex())
        return;
    m_tree->setCurrentIndex(at);
    m_tree->scrollTo(at);
}

void OutlinePanel::choose(const QModelIndex& index)
{
    emit placeChosen(index.data(OutlineModel::DocumentRole).toInt(),
                     index.data(OutlineModel::BeginRole).value<qsizetype>());
}

} // namespace ui
