// TextFinder: finds all places of a word in a long text, in small steps between the events of the
// window, so that neither typing nor scrolling waits for it. Case does not matter.

#pragma once

#include <QObject>
#include <QStringMatcher>

#include <optional>
#include <vector>

class QTimer;

namespace ui {

class TextFinder : public QObject
{
    Q_OBJECT

public:
    explicit TextFinder(QObject* parent = nullptr);

    void setText(const QString& text); // keeps the query
    void setQuery(const QString& query);
    const QString& query() const { return m_query; }

    // Looks for the match at or behind `position` (or in front of it), round the end if need be;
    // found() follows, at once if it is known.
    void find(qsizetype position, bool isForward);

    qsizetype count() const { return qsizetype(m_matches.size()); } // so far
    bool isComplete() const { return m_searched >= m_text.size(); }
    qsizetype indexOf(qsizetype begin) const; // of the match there, from 0; -1: there is none

signals:
    void found(qsizetype begin, qsizetype end);
    void progressed(); // count() or isComplete() are others

private:
    struct Wanted
    {
        qsizetype position;
        bool isForward;
    };

    void restart();
    void searchOn();
    void answer();

    QString m_text;
    QString m_query;
    QStringMatcher m_matcher;
    QTimer* m_timer;
    std::vector<qsizetype> m_matches; // ascending begins
    qsizetype m_searched = 0;         // up to here all are known
    std::optional<Wanted> m_wanted;
};

} // namespace ui
