#include "base/secret/random.hpp"

#include <bit>
#include <cstdlib>

#include <sys/random.h>

namespace lyceum {
namespace {

void fill(void* to, std::size_t count) {
  auto* bytes = static_cast<std::uint8_t*>(to);
  while (count > 0) {
    const ssize_t got = getrandom(bytes, count, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) std::abort();
    bytes += got;
    count -= static_cast<std::size_t>(got);
  }
}

}  // namespace

Bytes random_bytes(std::size_t count) {
  Bytes bytes(count);
  fill(bytes.data(), count);
  return bytes;
}

std::int64_t random_between(std::int64_t low, std::int64_t high) {
  const auto span = static_cast<std::uint64_t>(high - low);
  const std::uint64_t mask = span == 0 ? 0 : ~std::uint64_t{0} >> std::countl_zero(span);
  for (;;) {  // rejection keeps it uniform; two rounds on average at most
    std::uint64_t number = 0;
    fill(&number, sizeof number);
    number &= mask;
    if (number <= span) return low + static_cast<std::int64_t>(number);
  }
}

}  // namespace lyceum
