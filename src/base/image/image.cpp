#include "base/image/image.hpp"

#include <algorithm>
#include <array>

namespace lyceum {
namespace {

bool has_at(ByteView bytes, std::size_t at, ByteView wanted) {
  return bytes.size() >= at + wanted.size() && std::ranges::equal(bytes.subspan(at, wanted.size()), wanted);
}

}  // namespace

std::optional<std::string_view> sniff_image(ByteView bytes) {
  static constexpr std::array<std::uint8_t, 8> png{0x89, 'P',  'N',  'G',
                                                   '\r', '\n', 0x1A, '\n'};  // PNG section 5.2
  static constexpr std::array<std::uint8_t, 3> jpeg{0xFF, 0xD8, 0xFF};       // SOI, then a marker
  if (has_at(bytes, 0, png)) return "image/png";
  if (has_at(bytes, 0, jpeg)) return "image/jpeg";
  if (has_at(bytes, 0, as_bytes("RIFF")) && has_at(bytes, 8, as_bytes("WEBP"))) return "image/webp";
  return std::nullopt;
}

}  // namespace lyceum
