// Reads bit fields, most significant bit first, as the syntax tables of video and audio standards write them.
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/result/result.hpp"

namespace lyceum::avc {

// A cursor over borrowed bytes. Reading past the end gives zeros and makes failed() true for good, so that a
// syntax table is read line by line and checked once.
class BitReader {
 public:
  explicit BitReader(ByteView bytes) : bytes_(bytes) {}

  std::uint32_t bits(unsigned count);  // 0–32
  bool flag() { return bits(1) != 0; }
  std::uint32_t ue();  // Exp-Golomb, at most 2^32 - 2
  std::int32_t se();
  void skip(std::size_t count);

  std::size_t left() const { return bytes_.size() * 8 - position_; }
  bool failed() const { return failed_; }

 private:
  ByteView bytes_;
  std::size_t position_ = 0;
  bool failed_ = false;
};

// The payload of a NAL unit without its emulation prevention bytes (00 00 03). H.264 §7.4.1, H.265 §7.4.2.
Bytes unescape(ByteView nal);

}  // namespace lyceum::avc
