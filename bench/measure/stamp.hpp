// A comment or a picture that says when it was due: "bench <19 digits of CLOCK_MONOTONIC in ns> xxxx…".
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace lyceum::bench {

inline constexpr std::string_view kStampMark = "bench ";
inline constexpr std::size_t kStampDigits = 19;

inline std::string stamped_text(std::int64_t due_ns, std::size_t size) {
  std::string digits = std::to_string(due_ns);
  digits.insert(0, kStampDigits - digits.size(), '0');
  std::string text = std::string(kStampMark) + digits + ' ';
  text.resize(size, 'x');
  return text;
}

// Calls found(due_ns) for each stamp in a text.
template <class Found>
void find_stamps(std::string_view text, Found found) {
  for (;;) {
    const void* at = ::memmem(text.data(), text.size(), kStampMark.data(), kStampMark.size());
    if (at == nullptr) return;
    text.remove_prefix(static_cast<std::size_t>(static_cast<const char*>(at) - text.data()) +
                       kStampMark.size());
    if (text.size() < kStampDigits) return;
    std::int64_t due = 0;
    for (const char digit : text.substr(0, kStampDigits)) due = due * 10 + (digit - '0');
    found(due);
  }
}

}  // namespace lyceum::bench
