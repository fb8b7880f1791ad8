#include "api/json/time.hpp"

#include <charconv>

#include <fmt/format.h>

namespace lyceum::api {
namespace {

// Reads fixed-width numbers and literal characters one after the other; the first mismatch spoils the rest.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  int number(std::size_t digits, int low, int high) {
    int value = 0;
    if (text_.size() < digits) return fail();
    for (std::size_t i = 0; i < digits; ++i) {
      if (text_[i] < '0' || text_[i] > '9') return fail();
      value = value * 10 + (text_[i] - '0');
    }
    text_.remove_prefix(digits);
    if (value < low || value > high) return fail();
    return value;
  }
  char one_of(std::string_view choices) {
    if (text_.empty() || choices.find(text_[0]) == choices.npos) return static_cast<char>(fail());
    const char c = text_[0];
    text_.remove_prefix(1);
    return c;
  }
  // ".25" → 250,000 µs; none → 0.
  microseconds fraction() {
    if (text_.empty() || text_[0] != '.') return microseconds(0);
    std::int64_t value = 0, unit = 100'000;
    std::size_t i = 1;
    for (; i < text_.size() && text_[i] >= '0' && text_[i] <= '9'; ++i, unit /= 10)
      value += unit * (text_[i] - '0');
    if (i == 1) fail();
    text_.remove_prefix(i);
    return microseconds(value);
  }
  bool done() const { return ok_ && text_.empty(); }

 private:
  int fail() {
    ok_ = false;
    return 0;
  }
  std::string_view text_;
  bool ok_ = true;
};

}  // namespace

std::string format_time(Utc time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(std::chrono::floor<milliseconds>(time - day));
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                     clock.subseconds().count());
}

std::optional<Utc> parse_time(std::string_view text) {
  Scanner in(text);
  const int year = in.number(4, 1970, 9999);
  in.one_of("-");
  const int month = in.number(2, 1, 12);
  in.one_of("-");
  const int day = in.number(2, 1, 31);
  in.one_of("Tt ");
  const int hour = in.number(2, 0, 23);
  in.one_of(":");
  const int minute = in.number(2, 0, 59);
  in.one_of(":");
  const int second = in.number(2, 0, 60);
  const auto fraction = in.fraction();
  const char zone = in.one_of("Zz+-");
  int offset = 0;
  if (zone == '+' || zone == '-') {
    offset = in.number(2, 0, 23) * 60;
    in.one_of(":");
    offset += in.number(2, 0, 59);
    if (zone == '-') offset = -offset;
  }
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!in.done() || !date.ok()) return std::nullopt;
  return Utc(std::chrono::sys_days(date)) + std::chrono::hours(hour) + std::chrono::minutes(minute - offset) +
         std::chrono::seconds(second) + fraction;
}

}  // namespace lyceum::api
