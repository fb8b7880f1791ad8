#include "base/log/ring.hpp"

#include "base/log/keep.hpp"

#include <algorithm>
#include <deque>
#include <mutex>

namespace lyceum {
namespace {

struct Ring {
  std::mutex mutex;
  std::deque<LogLine> lines;
  std::uint64_t newest = 0;
};

Ring& ring() {
  static Ring instance;
  return instance;
}

// Not in the middle of a character (RFC 3629): continuation bytes are 10xxxxxx.
std::string cut(std::string text) {
  if (text.size() <= kLogLineMax) return text;
  std::size_t end = kLogLineMax;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) --end;
  text.resize(end);
  return text + "…";
}

}  // namespace

void keep_log_line(LogLevel level, std::string text) {
  const auto at = std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
  Ring& kept = ring();
  const std::lock_guard lock(kept.mutex);
  kept.lines.push_back({++kept.newest, at, level, cut(std::move(text))});
  if (kept.lines.size() > kLogLinesKept) kept.lines.pop_front();
}

LogLines newest_log_lines(std::uint64_t n, LogLevel level, std::size_t most) {
  Ring& kept = ring();
  const std::lock_guard lock(kept.mutex);
  LogLines found{.lines = {}, .newest = kept.newest};
  for (auto line = kept.lines.rbegin(); line != kept.lines.rend() && line->n > n; ++line) {
    if (found.lines.size() == most) break;
    if (line->level >= level) found.lines.push_back(*line);
  }
  std::ranges::reverse(found.lines);
  return found;
}

}  // namespace lyceum
