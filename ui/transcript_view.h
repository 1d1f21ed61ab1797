// TranscriptView: shows the messages of a list model (roles: ui/transcript_role.h) as one text that
// can be selected and copied across messages. A message that grows at its end costs its growth only.

#pragma once

#include "ui/transcript_role.h"

#include <QAbstractItemModel>
#include <QList>
#include <QPointer>
#include <QString>
#include <QTextBrowser>

namespace ui {

class TranscriptView : public QTextBrowser
{
    Q_OBJECT

public:
    explicit TranscriptView(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model); // borrowed
    void setThinkingShown(bool isShown);
    void showRow(int row);

signals:
    void retryRequested();
    void quoteActivated(qint64 id, int index); // of the message's QuotesRole

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    QVariant loadResource(int type, const QUrl& name) override;

private:
    // What of the last row is in the document already.
    struct Shown
    {
        QString thinking;
        QString text;
        QString note;
        bool hasQuotes = false;
        QTextFrame* listing = nullptr; // between two lines of ```
    };

    QVariant value(int row, TranscriptRole role) const;
    void showFrom(int row);
    void updateRow(int row);
    void appendRow(int row);
    void appendHeading(const QString& heading);
    void appendUserText(const QString& text);
    void appendAssistant(int row);
    void appendText(const QString& text);
    void endLine(QTextCursor& cursor);
    void beginListing(QTextCursor& cursor, const QString& language);
    void endListing(QTextCursor& cursor);
    void appendQuotes(int row);
    void followLink(const QUrl& link);
    void appendNote(const QString& note, bool hasFailed);
    void centreColumn();
    // Runs the change and stays at the end if the end was in view.
    template <class Change>
    void keepingTheEndInView(Change change);

    QPointer<QAbstractItemModel> m_model;
    QList<int> m_rowStarts; // positions in the document
    Shown m_last;
    bool m_isThinkingShown = true;
};

} // namespace ui
