// Result<T>: a value, or the reason there is none. Returned by everything that can fail because of
// the world (files, memory, devices, the network); mistakes in this program are CHECKs instead.

#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace engine {

enum class ErrorCode : std::uint8_t {
    FileNotReadable,
    FileNotWritable,
    FileDamaged,
    NotSupported,
    InvalidArgument,
    OutOfMemory,
    Stopped,
};

struct Error
{
    ErrorCode code;
    std::string message; // one English sentence that names the file, tensor or device
};

template <class T>
class [[nodiscard]] Result
{
public:
    Result(T value) : m_state(std::move(value)) {}
    Result(Error error) : m_state(std::move(error)) {}

    explicit operator bool() const { return std::holds_alternative<T>(m_state); }
    T& operator*() { return std::get<T>(m_state); }
    const T& operator*() const { return std::get<T>(m_state); }
    T* operator->() { return &std::get<T>(m_state); }
    const T* operator->() const { return &std::get<T>(m_state); }
    Error& error() { return std::get<Error>(m_state); }
    const Error& error() const { return std::get<Error>(m_state); }

private:
    std::variant<T, Error> m_state;
};

// The result of something that has no value to give: Status ok = Done{};
struct Done
{};
using Status = Result<Done>;

} // namespace engine
