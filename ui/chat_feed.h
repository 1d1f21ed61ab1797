// ChatFeed: turns the changes of a list model (roles: ui/transcript_role.h) into the operations that
// bring the transcript's page up to date. The page is told of every row, but gets the text of those
// only that it asks for; of a text that grows at its end it gets the growth.

#pragma once

#include "ui/transcript_role.h"

#include <QAbstractItemModel>
#include <QJsonArray>
#include <QJsonObject>
#include <QPointer>

#include <vector>

namespace ui {

class ChatFeed : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void setModel(QAbstractItemModel* model); // borrowed
    QAbstractItemModel* model() const { return m_model; }
    void setThinkingShown(bool isShown);

    void begin();                      // the page is new and knows nothing
    void want(const QList<int>& rows); // the page shows these soon
    QJsonArray take();                 // what happened since the last take()

    // The row that has this id, or -1. A model without ids is numbered by its rows.
    int rowOf(qint64 id) const;
    qint64 idOf(int row) const;
    QString textOf(qint64 id) const;
    QString everything() const;                      // as text, for the clipboard
    QList<int> rowsWith(const QString& query) const; // in text or thinking; case does not matter

signals:
    void changed(); // take() has something

private:
    // What the page has of a row.
    enum class Known : char { Size, Text, OldText };

    QVariant value(int row, TranscriptRole role) const;
    MessageState state(int row) const;
    QJsonObject entry(int row) const;
    QJsonArray entries(int first, int last) const;
    QJsonObject contents(int row) const;
    QString thinkingCost(int row) const;
    void push(const QJsonObject& operation);
    void flush();
    void tell(int row);
    void insert(int first, int last);
    void remove(int first, int last);

    // The last text that the page has been told in full and that may have grown since.
    struct Growing
    {
        int row = -1;
        QString text;
        QString thinking;
        QVariantList others; // the values of the other roles
    };
    QVariantList others(int row) const;

    QPointer<QAbstractItemModel> m_model;
    std::vector<Known> m_known; // by row
    QList<int> m_changed;       // rows of which the page has an old text
    QJsonArray m_operations;
    Growing m_growing;
    bool m_isThinkingShown = true;
};

} // namespace ui
