#include "base/secret/hex.hpp"

namespace lyceum {
namespace {
constexpr std::string_view digits_of = "0123456789abcdef";
}

std::string hex(ByteView bytes) {
  std::string digits;
  digits.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    digits += digits_of[byte >> 4];
    digits += digits_of[byte & 15];
  }
  return digits;
}

std::optional<Digest> digest_from_hex(std::string_view digits) {
  Digest digest{};
  if (digits.size() != digest.size() * 2) return std::nullopt;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const auto digit = digits_of.find(digits[i]);
    if (digit == std::string_view::npos) return std::nullopt;
    digest[i / 2] = static_cast<std::uint8_t>(digest[i / 2] << 4 | digit);
  }
  return digest;
}

}  // namespace lyceum
