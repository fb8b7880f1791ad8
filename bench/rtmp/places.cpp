#include "bench/rtmp/rtmp.hpp"

#include <fstream>

namespace lyceum::bench {
namespace {

constexpr std::string_view number_mark = "{n}";

Result<std::vector<std::string>> read_keys(const std::string& path) {
  std::ifstream file(path);
  if (!file) return Failure(malformed("keys", "cannot be read: " + path));
  std::vector<std::string> keys;
  for (std::string line; std::getline(file, line);)
    if (!line.empty()) keys.push_back(line);
  return keys;
}

}  // namespace

Result<std::vector<Where>> places_for(const RtmpLoad& load) {
  const auto count = static_cast<std::size_t>(load.viewers);
  const std::size_t mark = load.common.url.find(number_mark);
  std::vector<std::string> keys;
  if (!load.keys.empty()) {
    LYCEUM_TRY(keys, read_keys(load.keys));
    if (keys.size() < count)
      return Failure(malformed(
          "keys", std::to_string(keys.size()) + " keys for " + std::to_string(count) + " encoders"));
  } else if (count > 1 && mark == std::string::npos) {
    return Failure(malformed("keys", "several encoders need a {n} in the URL, or --keys FILE"));
  }
  std::vector<Where> places;
  for (std::size_t i = 0; i < count; ++i) {
    std::string url = load.common.url;
    if (mark != std::string::npos) url.replace(mark, number_mark.size(), std::to_string(i + 1));
    LYCEUM_TRY(auto place, where_to_publish(url, keys.empty() ? std::string() : keys[i]));
    places.push_back(std::move(place));
  }
  return places;
}

}  // namespace lyceum::bench
