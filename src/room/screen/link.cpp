#include "room/screen/link.hpp"

#include "base/text/text.hpp"

#include <algorithm>
#include <array>

namespace lyceum::room {
namespace {

// The endings that are written without https:// in chats. Others are found by their scheme or "www.".
constexpr auto endings = std::to_array<std::string_view>(
    {"ai",   "app", "biz", "cc",     "club", "cn",   "co",   "com",  "dev",  "edu",   "fun",
     "gg",   "gov", "icu", "info",   "ink",  "io",   "link", "live", "ltd",  "ly",    "me",
     "mobi", "net", "one", "online", "org",  "pro",  "ru",   "shop", "site", "store", "tech",
     "top",  "tv",  "uk",  "us",     "vip",  "wang", "win",  "work", "xin",  "xyz"});

bool is_ascii_name(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }

}  // namespace

bool has_link(std::string_view text) {
  const auto folded = folded_text(text);
  if (!folded) return false;
  if (folded->find("://") != std::string::npos || folded->find("www.") != std::string::npos) return true;
  for (std::size_t dot = folded->find('.'); dot != std::string::npos; dot = folded->find('.', dot + 1)) {
    const std::size_t begin = dot + 1;
    std::size_t end = begin;
    while (end < folded->size() && is_ascii_name((*folded)[end])) ++end;
    const bool has_name = dot > 0 && is_ascii_name((*folded)[dot - 1]);
    const bool goes_on = end < folded->size() && (*folded)[end] == '.' && end + 1 < folded->size() &&
                         is_ascii_name((*folded)[end + 1]);
    const auto label = std::string_view(*folded).substr(begin, end - begin);
    if (has_name && !goes_on && std::ranges::binary_search(endings, label)) return true;
  }
  return false;
}

}  // namespace lyceum::room
