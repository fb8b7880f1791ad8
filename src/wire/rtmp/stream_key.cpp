#include "wire/rtmp/stream_key.hpp"

namespace lyceum::rtmp {
namespace {

std::string_view without_query(std::string_view text) { return text.substr(0, text.find('?')); }

std::string_view key_in_query(std::string_view text) {
  const std::size_t mark = text.find('?');
  if (mark == std::string_view::npos) return {};
  std::string_view query = text.substr(mark + 1);
  while (!query.empty()) {
    const std::size_t end = query.find_first_of("&?");  // some encoders append a second query
    const std::string_view pair = query.substr(0, end);
    if (pair.starts_with("key=")) return pair.substr(4);
    query = end == std::string_view::npos ? std::string_view() : query.substr(end + 1);
  }
  return {};
}

std::string_view trim_slashes(std::string_view path) {
  while (path.starts_with('/')) path.remove_prefix(1);
  while (path.ends_with('/')) path.remove_suffix(1);
  return path;
}

std::string_view last_part(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

}  // namespace

std::string find_stream_key(std::string_view app, std::string_view tc_url, std::string_view stream) {
  for (const std::string_view place : {stream, app, tc_url})
    if (const auto key = key_in_query(place); !key.empty()) return std::string(key);
  for (const std::string_view place : {stream, app})
    if (const auto key = last_part(trim_slashes(without_query(place))); !key.empty()) return std::string(key);
  return {};
}

}  // namespace lyceum::rtmp
