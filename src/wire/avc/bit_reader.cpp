#include "wire/avc/bit_reader.hpp"

#include <algorithm>

namespace lyceum::avc {

std::uint32_t BitReader::bits(unsigned count) {
  if (count > left()) {
    failed_ = true;
    position_ = bytes_.size() * 8;
    return 0;
  }
  std::uint64_t value = 0;
  for (unsigned i = 0; i < count; ++i, ++position_)
    value = value << 1 | ((bytes_[position_ / 8] >> (7 - position_ % 8)) & 1U);
  return static_cast<std::uint32_t>(value);
}

std::uint32_t BitReader::ue() {
  unsigned zeros = 0;
  while (!failed_ && !flag()) ++zeros;
  if (failed_ || zeros > 31) {
    failed_ = true;
    return 0;
  }
  return ((1U << zeros) - 1) + bits(zeros);
}

std::int32_t BitReader::se() {
  const std::uint32_t code = ue();
  const auto half = static_cast<std::int32_t>(code / 2);
  return code % 2 == 1 ? half + 1 : -half;
}

void BitReader::skip(std::size_t count) {
  if (count > left()) failed_ = true;
  position_ += std::min(count, left());
}

Bytes unescape(ByteView nal) {
  Bytes out;
  out.reserve(nal.size());
  int zeros = 0;
  for (const std::uint8_t byte : nal) {
    if (zeros >= 2 && byte == 3) {
      zeros = 0;
      continue;
    }
    zeros = byte == 0 ? zeros + 1 : 0;
    out.push_back(byte);
  }
  return out;
}

}  // namespace lyceum::avc
