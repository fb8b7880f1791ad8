// Times in HTTP: RFC 3339, always written in UTC with milliseconds ("2026-11-22T14:00:00.000Z").
#pragma once

#include "base/time/clock.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace lyceum::api {

std::string format_time(Utc time);
// Any offset, with or without fractions; nullopt: not a time of RFC 3339 §5.6 between 1970 and 9999.
std::optional<Utc> parse_time(std::string_view text);

}  // namespace lyceum::api
