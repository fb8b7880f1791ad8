#include "media/transcode/worker/pipe.hpp"

#include "base/bytes/reader.hpp"

#include <array>
#include <cerrno>
#include <span>

#include <unistd.h>

namespace lyceum::media {
namespace {

constexpr int pipe_end = 0;

// False: the other end has closed.
bool read_all(std::span<std::uint8_t> into) {
  while (!into.empty()) {
    const ssize_t got = ::read(pipe_end, into.data(), into.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    into = into.subspan(static_cast<std::size_t>(got));
  }
  return true;
}

}  // namespace

bool write_all(ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(pipe_end, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(put));
  }
  return true;
}

std::optional<Bytes> next_message(std::size_t most) {
  std::array<std::uint8_t, 4> head{};
  if (!read_all(head)) return std::nullopt;
  const std::uint32_t length = ByteReader(head).u32().value_or(0);
  if (length > most) return Bytes();
  Bytes message(length);
  if (!read_all(message)) return std::nullopt;
  return message;
}

}  // namespace lyceum::media
