// The log's way into its ring; for log.cpp only.
#pragma once

#include "base/log/log.hpp"

#include <string>

namespace lyceum {

void keep_log_line(LogLevel level, std::string text);

}  // namespace lyceum
