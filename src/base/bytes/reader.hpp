// The only way bytes from outside are read: every access is checked, big-endian unless the name says le.
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/result/result.hpp"

namespace lyceum {

// A cursor over borrowed bytes. Each read moves forward or fails and leaves the cursor where it was.
class ByteReader {
 public:
  explicit ByteReader(ByteView bytes) : bytes_(bytes) {}

  std::size_t remaining() const { return bytes_.size() - position_; }
  std::size_t position() const { return position_; }
  bool at_end() const { return remaining() == 0; }

  Result<std::uint8_t> u8() { return read<std::uint8_t, 1>(); }
  Result<std::uint16_t> u16() { return read<std::uint16_t, 2>(); }
  Result<std::uint32_t> u24() { return read<std::uint32_t, 3>(); }
  Result<std::uint32_t> u32() { return read<std::uint32_t, 4>(); }
  Result<std::uint64_t> u64() { return read<std::uint64_t, 8>(); }
  Result<std::int32_t> i24();
  Result<std::uint32_t> u32le();
  Result<double> f64();

  // The next `length` bytes, borrowed from the input.
  Result<ByteView> view(std::size_t length) {
    if (length > remaining()) return short_read(length);
    position_ += length;
    return bytes_.subspan(position_ - length, length);
  }
  Result<void> skip(std::size_t length) {
    if (length > remaining()) return short_read(length);
    position_ += length;
    return {};
  }
  // Everything that is left.
  ByteView rest() {
    auto all = bytes_.subspan(position_);
    position_ = bytes_.size();
    return all;
  }

 private:
  template <class T, std::size_t Size>
  Result<T> read() {
    if (remaining() < Size) return short_read(Size);
    T value = 0;
    for (std::size_t i = 0; i < Size; ++i)
      value = static_cast<T>((static_cast<std::uint64_t>(value) << 8) | bytes_[position_ + i]);
    position_ += Size;
    return value;
  }
  Failure short_read(std::size_t wanted) const;

  ByteView bytes_;
  std::size_t position_ = 0;
};

}  // namespace lyceum
