// Writes safetensors files into memory: sound ones, and by raw entries any damaged one.

#pragma once

#include "tests/support/bytes.h"

namespace checks {

class SafetensorsBuilder
{
public:
    SafetensorsBuilder& tensor(const std::string& name, const std::string& dtype,
                               const std::vector<std::int64_t>& shape, const Bytes& data);

    // Writers pad the header to eight bytes with spaces; without that, addresses may be odd.
    Bytes build(bool isPadded = true) const;

private:
    std::string m_entries;
    Bytes m_data;
};

// A file with this header, whatever it says, and so many zeros of data.
Bytes safetensorsWith(const std::string& header, std::size_t dataBytes = 0);

} // namespace checks
