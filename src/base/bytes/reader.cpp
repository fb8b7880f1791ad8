#include "base/bytes/reader.hpp"

#include <bit>

namespace lyceum {

Failure ByteReader::short_read(std::size_t wanted) const {
  return Failure(malformed("short_read", std::to_string(wanted) + " bytes wanted at " +
                                             std::to_string(position_) + ", " + std::to_string(remaining()) +
                                             " left"));
}

Result<std::int32_t> ByteReader::i24() {
  LYCEUM_TRY(const std::uint32_t raw, u24());
  return static_cast<std::int32_t>(raw << 8) >> 8;  // sign extension is arithmetic since C++20
}

Result<std::uint32_t> ByteReader::u32le() {
  LYCEUM_TRY(const std::uint32_t raw, u32());
  return __builtin_bswap32(raw);
}

Result<double> ByteReader::f64() {
  LYCEUM_TRY(const std::uint64_t raw, u64());
  return std::bit_cast<double>(raw);
}

}  // namespace lyceum
