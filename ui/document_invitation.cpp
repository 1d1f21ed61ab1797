#include "ui/document_invitation.h"

#include "ui/colours.h"

#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

DocumentInvitation::DocumentInvitation(QWidget* parent) : QWidget(parent)
{
    auto* headline = new QLabel(tr("Drop files or folders here"), this);
    QFont large = headline->font();
    large.setPointSizeF(large.pointSizeF() * 1.4);
    large.setWeight(QFont::DemiBold);
    headline->setFont(large);
    auto* detail = new QLabel(
        tr("A contract, a book, the sources of a program: PDF, Word, OpenDocument, EPUB, web "
           "pages, Markdown, tables, code and any other text.\n\nYou see what reading will cost "
           "before it begins. It is read once, on this computer; then you ask as often as you "
           "like."),
        this);
    auto* choose = new QPushButton(tr("Choose Files…"), this);
    choose->setAutoDefault(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(36, 36, 36, 36);
    layout->setSpacing(12);
    layout->addStretch(1);
    for (QLabel* label : {headline, detail}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignCenter);
        label->setMaximumWidth(460);
    }
    auto* centred = new QHBoxLayout;
    auto* column = new QVBoxLayout;
    column->setSpacing(12);
    column->addWidget(headline);
    column->addWidget(detail);
    column->addWidget(choose, 0, Qt::AlignHCenter);
    centred->addStretch(1);
    centred->addLayout(column, 100);
    centred->addStretch(1);
    layout->addLayout(centred);
    layout->addStretch(1);
    connect(choose, &QPushButton::clicked, this, &DocumentInvitation::addRequested);
}

void DocumentInvitation::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(outline(palette()), 1.5, Qt::DashLine));
    painter.drawRoundedRect(QRectF(rect()).adjusted(10, 10, -10, -10), 8, 8);
}

} // namespace ui
