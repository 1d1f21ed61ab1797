#include "app/app_export.h"

#include "app/save_file.h"
#include "ui/offer_bar.h"

#include <QFileDialog>
#include <QLocale>
#include <QRegularExpression>
#include <QWidget>

namespace app {
namespace {

QString fileNameFrom(const QString& title)
{
    static const QRegularExpression unfit(QStringLiteral("[^\\w -]+"),
                                          QRegularExpression::UseUnicodePropertiesOption);
    constexpr qsizetype kLongest = 60;
    const QString name = QString(title).remove(unfit).simplified().left(kLongest);
    return (name.isEmpty() ? QStringLiteral("app") : name) + QStringLiteral(".html");
}

} // namespace

AppExport::AppExport(QWidget& window, ui::OfferBar& bar, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_bar(bar)
{
    connect(&bar, &ui::OfferBar::accepted, this, &AppExport::onAccepted);
}

void AppExport::savePage(const AppSource& source)
{
    const SinglePage page = singlePage(source);
    save(fileNameFrom(titleOf(source)), page.text.toUtf8());
    tellWhatIsLeft(page);
}

void AppExport::tellWhatIsLeft(const SinglePage& page)
{
    if (!page.left.isEmpty())
        emit failed(tr("The one page is not the whole app"),
                    tr("Scripts may ask for these files, which could not be put into it: %1.")
                        .arg(page.left.join(QStringLiteral(", "))));
}

void AppExport::save(const QString& name, const QByteArray& bytes)
{
    auto* dialog = new QFileDialog(&m_window, tr("Save"), name);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->selectFile(name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this, bytes](const QString& path) {
        saveFile(path, bytes, this, [this](const QString& reason) {
            if (!reason.isEmpty())
                emit failed(tr("The file could not be saved"), reason);
        });
    });
    dialog->open();
}

// A name of its own each time, or the browser would show what it has.
void AppExport::openInBrowser(const AppSource& source)
{
    if (!m_folder)
        m_folder = std::make_unique<QTemporaryDir>();
    const QString path =
        m_folder->filePath(QStringLiteral("%1-").arg(++m_opened) + fileNameFrom(titleOf(source)));
    const SinglePage page = singlePage(source);
    tellWhatIsLeft(page);
    saveFile(path, page.text.toUtf8(), this, [this, path](const QString& reason) {
        if (reason.isEmpty())
            emit browserWanted(QUrl::fromLocalFile(path));
        else
            emit failed(tr("The page could not be opened in the browser"), reason);
    });
}

void AppExport::offerLink(const QUrl& url)
{
    constexpr qsizetype kLongest = 200;
    m_link = url;
    QString address = url.toString(); // whose host comes first
    if (address.size() > kLongest)
        address = address.left(kLongest) + u'…';
    m_bar.offer(tr("The app wants to open %1").arg(address), tr("Open in the Browser"));
}

void AppExport::offerFile(const QString& name, const QByteArray& bytes)
{
    m_link.clear();
    m_fileName = name;
    m_file = bytes;
    m_bar.offer(
        tr("The app offers the file %1 (%2)").arg(name, QLocale().formattedDataSize(bytes.size())),
        tr("Save…"));
}

void AppExport::onAccepted()
{
    if (m_link.isValid())
        emit browserWanted(std::exchange(m_link, {}));
    else
        save(m_fileName, std::exchange(m_file, {}));
}

} // namespace app
