// The box of ISO/IEC 14496-12 §4.2: size, type, content. Opened by a constructor, closed by its destructor.
#pragma once

#include "base/bytes/writer.hpp"

#include <string_view>

namespace lyceum::fmp4 {

// While it lives, everything written to `out` is the content of one box; the destructor patches its size.
// Boxes nest as scopes do. Precondition: `type` has four characters, and the box stays below 4 GiB.
class BoxScope {
 public:
  BoxScope(ByteWriter& out, std::string_view type) : out_(out), start_(out.size()) {
    out_.u32(0);
    out_.append(type);
  }
  // A full box (§4.2.2): version and flags come first.
  BoxScope(ByteWriter& out, std::string_view type, std::uint8_t version, std::uint32_t flags)
      : BoxScope(out, type) {
    out_.u8(version);
    out_.u24(flags);
  }
  ~BoxScope() { out_.patch_u32(start_, static_cast<std::uint32_t>(out_.size() - start_)); }
  BoxScope(const BoxScope&) = delete;
  BoxScope& operator=(const BoxScope&) = delete;

 private:
  ByteWriter& out_;
  std::size_t start_;
};

}  // namespace lyceum::fmp4
