// The newest lines of the log, kept in memory for the operator's page. Bounded: the oldest goes. Thread-safe.
#pragma once

#include "base/log/log.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace lyceum {

struct LogLine {
  std::uint64_t n = 0;  // 1, 2, 3 … since the start of the process
  std::chrono::sys_time<std::chrono::microseconds> at;
  LogLevel level = LogLevel::info;
  std::string text;  // event and fields as in the text format, at most kLogLineMax bytes
};

inline constexpr std::size_t kLogLinesKept = 2000;
inline constexpr std::size_t kLogLineMax = 600;

struct LogLines {
  std::vector<LogLine> lines;  // oldest first
  std::uint64_t newest = 0;    // the number of the newest line of any level; ask after it next
};

// Of that level or a graver one, after line `n`; the newest `most` of them.
LogLines newest_log_lines(std::uint64_t n, LogLevel level, std::size_t most);

}  // namespace lyceum
