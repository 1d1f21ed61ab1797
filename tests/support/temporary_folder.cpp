#include "tests/support/temporary_folder.h"

#include "kernels/check.h"

#include <cstdlib>
#include <fstream>
#include <system_error>

namespace checks {

namespace fs = std::filesystem;

TemporaryFolder::TemporaryFolder()
{
    std::string pattern = (fs::temp_directory_path() / "levin-check-XXXXXX").string();
    CHECK(mkdtemp(pattern.data()) != nullptr);
    m_path = pattern;
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code ignored; // what is left lies in the temporary folder of the system
    fs::remove_all(m_path, ignored);
}

void TemporaryFolder::write(const std::string& name, const Bytes& bytes) const
{
    write(name, std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

void TemporaryFolder::write(const std::string& name, std::string_view text) const
{
    std::ofstream file(m_path / name, std::ios::binary);
    file.write(text.data(), std::streamsize(text.size()));
    file.close();
    CHECK(file.good());
}

} // namespace checks
