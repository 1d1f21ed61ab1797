// PreviewFrame: the permanent, marked frame around a generated app, whose window belongs to another
// process, with what can be done to the app. Knows nothing of how it runs: it is told and it asks.

#pragma once

#include <QFrame>

class QAction;
class QHBoxLayout;
class QLabel;
class QMenu;
class QPushButton;
class QScrollArea;
class QToolButton;

namespace ui {

class PreviewFrame : public QFrame
{
    Q_OBJECT

public:
    enum class Status { Empty, Starting, Asking, Running, NotResponding, Ended };

    explicit PreviewFrame(QWidget* parent = nullptr);
    ~PreviewFrame() override;

    // The window of the app's process; 0: it has one of its own, which cannot be embedded here.
    void embed(quintptr window);
    void release(); // before that process ends, or when it has

    // The reason is one sentence for Asking, NotResponding and Ended.
    void setStatus(Status status, const QString& reason = {});
    void setTitle(const QString& title);
    void setMeasures(double framesPerSecond, qint64 memoryBytes);
    void setKeepsData(bool keeps);
    void setFullScreen(bool on);                  // what the owner made of it; the mark stays
    int pageWidth() const { return m_pageWidth; } // 0: as wide as there is room

signals:
    void reloadRequested();
    void stopRequested();
    void runRequested(); // in spite of what Asking said
    void resetDataRequested();
    void keepDataRequested(bool keep);
    void fullScreenRequested(bool on);
    void shownChanged(bool isShown);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* setupHeader();
    QWidget* setupQuestion();
    QMenu* setupMenu();
    void setupKeys();
    QToolButton* addButton(const QString& themeIcon, int standardIcon, const QString& name);
    void setPageWidth(int width);
    void arrange();
    void colour();

    Status m_status = Status::Empty;
    int m_pageWidth = 0;
    QString m_reason;

    QFrame* m_header = nullptr;
    QHBoxLayout* m_buttons = nullptr;
    QLabel* m_mark = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_measures = nullptr;
    QToolButton* m_reload = nullptr;
    QToolButton* m_stop = nullptr;
    QToolButton* m_fullScreen = nullptr;
    QAction* m_leaveFullScreen = nullptr;
    QAction* m_keepData = nullptr;
    QAction* m_forgetData = nullptr;
    QFrame* m_question = nullptr;
    QLabel* m_questionText = nullptr;
    QPushButton* m_proceed = nullptr; // wait, or run anyway
    QPushButton* m_end = nullptr;
    QScrollArea* m_area = nullptr;
    QWidget* m_stage = nullptr;
    QLabel* m_notice = nullptr; // where no window is
    QWidget* m_container = nullptr;
};

} // namespace ui
