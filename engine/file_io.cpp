#include "engine/file_io.h"

#include "engine/text.h"

#include <cerrno>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

namespace engine {
namespace {

HashState newHash()
{
    HashState hash(XXH3_createState());
    if (hash)
        XXH3_64bits_reset(hash.get());
    return hash;
}

std::string describe(int errorNumber)
{
    return std::error_code(errorNumber, std::generic_category()).message();
}

} // namespace

void FreeHash::operator()(XXH3_state_s* state) const { XXH3_freeState(state); }

AtomicFileWriter::AtomicFileWriter(std::filesystem::path path)
    : m_path(std::move(path))
    , m_temporary(concat(m_path.string(), ".", getpid(), ".part"))
    , m_file(std::fopen(m_temporary.c_str(), "wbe"))
    , m_hash(newHash())
{
    if (!m_file || !m_hash)
        fail(m_file ? ENOMEM : errno);
}

AtomicFileWriter::~AtomicFileWriter()
{
    if (m_file) {
        m_file.reset();
        unlink(m_temporary.c_str());
    }
}

void AtomicFileWriter::fail(int errorNumber)
{
    if (m_error.empty())
        m_error = concat(m_path.string(), " could not be written: ", describe(errorNumber));
}

void AtomicFileWriter::write(const void* data, std::size_t bytes)
{
    if (!m_error.empty() || bytes == 0)
        return;
    XXH3_64bits_update(m_hash.get(), data, bytes);
    if (std::fwrite(data, 1, bytes, m_file.get()) != bytes)
        fail(errno);
}

std::uint64_t AtomicFileWriter::checksum() const
{
    return m_hash ? XXH3_64bits_digest(m_hash.get()) : 0;
}

Status AtomicFileWriter::commit()
{
    if (m_error.empty() && (std::fflush(m_file.get()) != 0 || fsync(fileno(m_file.get())) != 0))
        fail(errno);
    if (m_error.empty() && std::rename(m_temporary.c_str(), m_path.c_str()) != 0)
        fail(errno);
    if (!m_error.empty())
        return Error{ErrorCode::FileNotWritable, m_error};
    m_file.reset();

    // The new name itself must survive a power cut. Some file systems refuse to sync a folder;
    // the file is then as durable as they allow.
    const std::filesystem::path folder = m_path.has_parent_path() ? m_path.parent_path() : ".";
    const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        fsync(descriptor);
        close(descriptor);
    }
    return Done{};
}

Result<ChecksummedReader> ChecksummedReader::open(const std::filesystem::path& path)
{
    ChecksummedReader reader;
    reader.m_file.reset(std::fopen(path.c_str(), "rbe"));
    if (!reader.m_file)
        return Error{ErrorCode::FileNotReadable,
                     concat(path.string(), " could not be opened: ", describe(errno))};
    struct stat status = {};
    if (fstat(fileno(reader.m_file.get()), &status) != 0 || !S_ISREG(status.st_mode))
        return Error{ErrorCode::FileNotReadable, concat(path.string(), " is not a regular file")};
    reader.m_bytes = status.st_size;
    reader.m_hash = newHash();
    if (!reader.m_hash)
        return Error{ErrorCode::OutOfMemory, "there is no memory for a checksum"};
    return reader;
}

bool ChecksummedReader::read(void* data, std::size_t bytes)
{
    if (bytes > 0 && std::fread(data, 1, bytes, m_file.get()) != bytes)
        return false;
    XXH3_64bits_update(m_hash.get(), data, bytes);
    return true;
}

std::uint64_t ChecksummedReader::checksum() const { return XXH3_64bits_digest(m_hash.get()); }

} // namespace engine
