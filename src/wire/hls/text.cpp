#include "wire/hls/text.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace lyceum::hls {

std::string seconds_text(MediaMicros time) {
  const std::int64_t hundred_thousandths = (time.count() + 5) / 10;
  return fmt::format("{}.{:05}", hundred_thousandths / 100'000, hundred_thousandths % 100'000);
}

std::string date_time_text(Utc time) {
  const auto ms = std::chrono::floor<milliseconds>(time);
  const auto second = std::chrono::floor<seconds>(ms);
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(second)),
                     (ms - second).count());
}

}  // namespace lyceum::hls
