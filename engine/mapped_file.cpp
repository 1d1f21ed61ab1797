#include "engine/mapped_file.h"

#include "engine/text.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace engine {
namespace {

Error notReadable(const std::filesystem::path& path, std::string_view why)
{
    return {ErrorCode::FileNotReadable, concat(path.string(), " cannot be read: ", why)};
}

} // namespace

Result<MappedFile> MappedFile::open(const std::filesystem::path& path)
{
    // Without O_NONBLOCK, opening a named pipe would wait for its writer.
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return notReadable(path, std::strerror(errno));

    struct stat status = {};
    const bool isKnown = ::fstat(descriptor, &status) == 0;
    const int statError = errno;
    if (!isKnown || !S_ISREG(status.st_mode) || status.st_size <= 0) {
        ::close(descriptor);
        if (!isKnown)
            return notReadable(path, std::strerror(statError));
        if (S_ISDIR(status.st_mode))
            return notReadable(path, "it is a folder");
        if (!S_ISREG(status.st_mode))
            return notReadable(path, "it is not a regular file");
        return Error{ErrorCode::FileDamaged, concat(path.string(), " is empty (0 bytes)")};
    }

    const auto bytes = static_cast<std::size_t>(status.st_size);
    void* data = ::mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE, descriptor, 0);
    const int mapError = errno;
    ::close(descriptor); // the mapping keeps the file open
    if (data == MAP_FAILED)
        return notReadable(path, std::strerror(mapError));
    return MappedFile({path.filename().string(), {static_cast<const std::byte*>(data), bytes}});
}

MappedFile::MappedFile(FileBytes contents) : m_contents(std::move(contents)) {}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : m_contents(std::exchange(other.m_contents, {}))
{}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept
{
    std::swap(m_contents, other.m_contents);
    return *this;
}

MappedFile::~MappedFile()
{
    if (!m_contents.bytes.empty())
        ::munmap(const_cast<std::byte*>(m_contents.bytes.data()), m_contents.bytes.size());
}

} // namespace engine
