#include "app/documents/archive.h"

#include "app/documents/extracted.h"
#include "engine/text.h"

#include <array>
#include <memory>

#include <archive.h>
#include <archive_entry.h>

namespace documents {
namespace {

struct ArchiveCloser
{
    void operator()(archive* one) const { archive_read_free(one); }
};

engine::Error notUnpacked(const QString& name, const std::string& reason)
{
    return {engine::ErrorCode::FileDamaged,
            engine::concat(name.toStdString(), " cannot be unpacked: ", reason)};
}

} // namespace

engine::Result<Parts> partsOf(const QString& name, const QByteArray& bytes,
                              const std::function<bool(const QString&)>& isWanted)
{
    const std::unique_ptr<archive, ArchiveCloser> reader(archive_read_new());
    archive_read_support_format_zip(reader.get());
    if (archive_read_open_memory(reader.get(), bytes.constData(), std::size_t(bytes.size()))
        != ARCHIVE_OK)
        return notUnpacked(name, archive_error_string(reader.get()));
    Parts parts;
    qint64 total = 0;
    archive_entry* entry = nullptr;
    while (true) {
        const int status = archive_read_next_header(reader.get(), &entry);
        if (status == ARCHIVE_EOF)
            return parts;
        if (status != ARCHIVE_OK)
            return notUnpacked(name, archive_error_string(reader.get()));
        const char* const path = archive_entry_pathname_utf8(entry);
        const QString part = QString::fromUtf8(path ? path : "");
        if (!isWanted(part))
            continue;
        QByteArray content;
        std::array<char, std::size_t{64} * 1024> buffer;
        la_ssize_t read = 0;
        while ((read = archive_read_data(reader.get(), buffer.data(), buffer.size())) > 0) {
            content.append(buffer.data(), qsizetype(read));
            total += read;
            if (total > kMostUnpackedBytes)
                return notUnpacked(name, engine::concat("it unpacks to more than ",
                                                        kMostUnpackedBytes >> 20, " MiB"));
        }
        if (read < 0)
            return notUnpacked(name, archive_error_string(reader.get()));
        parts.insert(part, content);
    }
}

} // namespace documents
