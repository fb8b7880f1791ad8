#include "wire/ws/utf8.hpp"

namespace lyceum::ws {
namespace {

// The table of RFC 3629 §4: what may follow a first byte. 0: it is no first byte.
struct Form {
  std::size_t size;
  std::uint8_t second_min;
  std::uint8_t second_max;
};

Form form_of(std::uint8_t first) {
  if (first < 0x80) return {1, 0, 0};
  if (first >= 0xC2 && first <= 0xDF) return {2, 0x80, 0xBF};
  if (first == 0xE0) return {3, 0xA0, 0xBF};
  if (first == 0xED) return {3, 0x80, 0x9F};
  if (first >= 0xE1 && first <= 0xEF) return {3, 0x80, 0xBF};
  if (first == 0xF0) return {4, 0x90, 0xBF};
  if (first >= 0xF1 && first <= 0xF3) return {4, 0x80, 0xBF};
  if (first == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

bool is_tail(std::uint8_t byte) { return (byte & 0xC0) == 0x80; }

}  // namespace

bool is_utf8(ByteView bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    const Form form = form_of(bytes[i]);
    if (form.size == 0 || form.size > bytes.size() - i) return false;
    if (form.size > 1 && (bytes[i + 1] < form.second_min || bytes[i + 1] > form.second_max)) return false;
    for (std::size_t k = 2; k < form.size; ++k)
      if (!is_tail(bytes[i + k])) return false;
    i += form.size;
  }
  return true;
}

std::string_view utf8_prefix(std::string_view text, std::size_t max) {
  if (text.size() <= max) return text;
  while (max > 0 && is_tail(static_cast<std::uint8_t>(text[max]))) --max;
  return text.substr(0, max);
}

}  // namespace lyceum::ws
