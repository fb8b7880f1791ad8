// Appends big-endian fields to a growing buffer, and patches sizes afterwards.
#pragma once

#include "base/bytes/bytes.hpp"

#include <bit>

namespace lyceum {

class ByteWriter {
 public:
  ByteWriter() = default;
  explicit ByteWriter(std::size_t reserve) { bytes_.reserve(reserve); }

  std::size_t size() const { return bytes_.size(); }
  ByteView view() const { return bytes_; }
  Bytes take() { return std::move(bytes_); }

  void u8(std::uint64_t value) { write(value, 1); }
  void u16(std::uint64_t value) { write(value, 2); }
  void u24(std::uint64_t value) { write(value, 3); }
  void u32(std::uint64_t value) { write(value, 4); }
  void u64(std::uint64_t value) { write(value, 8); }
  void u32le(std::uint32_t value) { write(__builtin_bswap32(value), 4); }
  void f64(double value) { write(std::bit_cast<std::uint64_t>(value), 8); }
  void append(ByteView bytes) { bytes_.insert(bytes_.end(), bytes.begin(), bytes.end()); }
  void append(std::string_view text) { append(as_bytes(text)); }
  void zeros(std::size_t count) { bytes_.insert(bytes_.end(), count, 0); }

  // Overwrites four bytes written before. Precondition: position + 4 <= size().
  void patch_u32(std::size_t position, std::uint32_t value) {
    for (int i = 0; i < 4; ++i)
      bytes_[position + static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(value >> (24 - 8 * i));
  }

 private:
  void write(std::uint64_t value, int count) {
    for (int i = count - 1; i >= 0; --i) bytes_.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
  }

  Bytes bytes_;
};

}  // namespace lyceum
