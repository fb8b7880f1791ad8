// Bytes, views of bytes, and immutable bytes shared by many viewers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

inline ByteView as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view as_text(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// Immutable bytes with shared ownership: built once per stream or room, referenced by every viewer, on any
// thread. A slice keeps the whole buffer alive.
class SharedBytes {
 public:
  SharedBytes() = default;
  explicit SharedBytes(Bytes bytes) : SharedBytes(std::make_shared<const Bytes>(std::move(bytes))) {}
  explicit SharedBytes(std::string_view text)
      : SharedBytes(Bytes(as_bytes(text).begin(), as_bytes(text).end())) {}

  // Bytes that live as long as the process (built-in assets): nothing is copied or counted.
  static SharedBytes of_static(ByteView bytes) {
    SharedBytes shared;
    shared.view_ = bytes;
    return shared;
  }

  ByteView view() const { return view_; }
  const std::uint8_t* data() const { return view_.data(); }
  std::size_t size() const { return view_.size(); }
  bool empty() const { return view_.empty(); }

  // Shares the buffer. Precondition: offset + length <= size().
  SharedBytes slice(std::size_t offset, std::size_t length) const {
    SharedBytes part = *this;
    part.view_ = view_.subspan(offset, length);
    return part;
  }

 private:
  explicit SharedBytes(std::shared_ptr<const Bytes> owner) : owner_(std::move(owner)), view_(*owner_) {}

  std::shared_ptr<const Bytes> owner_;
  ByteView view_;
};

}  // namespace lyceum
