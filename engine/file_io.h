// Files that are whole or not there, with the XXH3 checksum of what went through.

#pragma once

#include "engine/result.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

struct XXH3_state_s;

namespace engine {

struct CloseFile
{
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using FileHandle = std::unique_ptr<std::FILE, CloseFile>;

struct FreeHash
{
    void operator()(XXH3_state_s* state) const;
};
using HashState = std::unique_ptr<XXH3_state_s, FreeHash>;

// Writes to a temporary file beside `path`; commit() makes it durable and renames it. Without a
// commit, and on any error, the temporary file is removed and what was at `path` stays.
class AtomicFileWriter
{
public:
    explicit AtomicFileWriter(std::filesystem::path path);
    AtomicFileWriter(const AtomicFileWriter&) = delete;
    AtomicFileWriter& operator=(const AtomicFileWriter&) = delete;
    ~AtomicFileWriter();

    // The first error is kept and told by commit(); later calls then do nothing.
    void write(const void* data, std::size_t bytes);
    std::uint64_t checksum() const; // of everything written so far
    Status commit();

private:
    void fail(int errorNumber);

    std::filesystem::path m_path;
    std::filesystem::path m_temporary;
    FileHandle m_file;
    HashState m_hash;
    std::string m_error;
};

class ChecksummedReader
{
public:
    static Result<ChecksummedReader> open(const std::filesystem::path& path);

    std::int64_t bytes() const { return m_bytes; } // of the whole file
    bool read(void* data, std::size_t bytes);      // false when the file ends before
    std::uint64_t checksum() const;                // of everything read so far

private:
    FileHandle m_file;
    HashState m_hash;
    std::int64_t m_bytes = 0;
};

} // namespace engine
