// TemporaryFolder: a folder below the system's temporary one, removed with everything in it.

#pragma once

#include "tests/support/bytes.h"

#include <filesystem>

namespace checks {

class TemporaryFolder
{
public:
    TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder();

    const std::filesystem::path& path() const { return m_path; }
    void write(const std::string& name, const Bytes& bytes) const;
    void write(const std::string& name, std::string_view text) const;

private:
    std::filesystem::path m_path;
};

} // namespace checks
