// DiffView: what one version has that the other has not, as coloured lines of text that can be
// selected and copied.

#pragma once

#include <QList>
#include <QPlainTextEdit>
#include <QString>

namespace ui {

struct DiffRow
{
    enum class Kind { Same, Removed, Added };

    Kind kind = Kind::Same;
    int oldNumber = 0; // from 1; 0: not in the old text
    int newNumber = 0;
    QString text;
};

struct DiffSection
{
    QString file;
    QList<QList<DiffRow>> hunks;
};

class DiffView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit DiffView(QWidget* parent = nullptr);

    void setDiff(const QList<DiffSection>& sections, const QString& ifEmpty);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showDiff();

    QList<DiffSection> m_sections;
    QString m_ifEmpty;
};

} // namespace ui
