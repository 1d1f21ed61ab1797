// OfferBar: one sentence on what is asked of the user, such as by the app in the preview, with one thing
// to do about it. Nothing happens unless the user says so.

#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace ui {

class OfferBar : public QFrame
{
    Q_OBJECT

public:
    explicit OfferBar(QWidget* parent = nullptr);

    void offer(const QString& sentence, const QString& action);
    QString sentence() const; // empty: nothing is offered

signals:
    void accepted();

private:
    QString m_text;
    QLabel* m_sentence;
    QPushButton* m_accept;
};

} // namespace ui
