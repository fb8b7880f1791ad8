#include "wire/worker/splitter.hpp"

#include "base/bytes/reader.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace lyceum::worker {
namespace {

constexpr std::size_t length_size = 4;

// Of the message that these bytes begin with, its length field included; 0: too few to tell.
Result<std::size_t> size_of_first(ByteView bytes, std::size_t most) {
  if (bytes.size() < length_size) return 0;
  LYCEUM_TRY(const std::uint32_t length, ByteReader(bytes).u32());
  if (length == 0 || length > most)
    return Failure(malformed("worker_message", "a length of " + std::to_string(length)));
  return length_size + length;
}

}  // namespace

Result<void> Splitter::feed(ByteView bytes, const std::function<bool(ByteView)>& take) {
  while (!bytes.empty()) {
    // A message is gathered only as far as it goes, so that what is held stays below the limit.
    LYCEUM_TRY(std::size_t size, size_of_first(held_, most_));
    const std::size_t wanted = (size == 0 ? length_size : size) - held_.size();
    const std::size_t count = std::min(wanted, bytes.size());
    held_.insert(held_.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(count));
    bytes = bytes.subspan(count);
    LYCEUM_TRY(size, size_of_first(held_, most_));
    if (size == 0 || held_.size() < size) continue;
    const Bytes whole = std::exchange(held_, {});
    if (!take(ByteView(whole).subspan(length_size))) return {};
  }
  return {};
}

}  // namespace lyceum::worker
