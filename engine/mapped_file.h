// MappedFile: a file mapped into memory for reading; move-only. The pages are the file's own, so a
// model larger than the memory can be opened; a file that another program shortens meanwhile raises
// SIGBUS, as with every mapping.

#pragma once

#include "engine/file_bytes.h"
#include "engine/result.h"

#include <filesystem>

namespace engine {

class MappedFile
{
public:
    // Fails for what is not there, not readable, not a regular file, or empty.
    static Result<MappedFile> open(const std::filesystem::path& path);

    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&& other) noexcept;
    ~MappedFile();

    // Named by the last part of the path.
    const FileBytes& contents() const { return m_contents; }

private:
    explicit MappedFile(FileBytes contents);

    FileBytes m_contents;
};

} // namespace engine
