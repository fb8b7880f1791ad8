#include "net/http/message.hpp"

#include "net/http/target.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace lyceum::net {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool same_name(std::string_view a, std::string_view b) { return std::ranges::equal(a, b, {}, lower, lower); }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Takes the part before the first `mark` from the front of `text`, and the mark.
std::string_view take_until(std::string_view& text, char mark) {
  const std::size_t end = std::min(text.find(mark), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

}  // namespace

std::optional<std::string_view> Headers::get(std::string_view name) const {
  for (const auto& [field, value] : fields_)
    if (same_name(field, name)) return value;
  return std::nullopt;
}

std::size_t Headers::count(std::string_view name) const {
  return static_cast<std::size_t>(
      std::ranges::count_if(fields_, [&](const Field& field) { return same_name(field.first, name); }));
}

bool Headers::has_token(std::string_view name, std::string_view token) const {
  for (const auto& [field, value] : fields_) {
    if (!same_name(field, name)) continue;
    for (std::string_view rest = value; !rest.empty();)
      if (same_name(trimmed(take_until(rest, ',')), token)) return true;
  }
  return false;
}

void Headers::set(std::string name, std::string value) {
  std::erase_if(fields_, [&](const Field& field) { return same_name(field.first, name); });
  add(std::move(name), std::move(value));
}

const std::string& Request::param(std::string_view name) const {
  for (const auto& [key, value] : params)
    if (key == name) return value;
  std::abort();
}

// As HTML forms write it: "+" is a space. What is badly encoded is as if it were not there.
std::optional<std::string> Request::query(std::string_view name) const {
  for (std::string_view rest = query_string; !rest.empty();) {
    std::string pair(take_until(rest, '&'));
    std::ranges::replace(pair, '+', ' ');
    std::string_view value = pair;
    const auto key = percent_decode(take_until(value, '='));
    if (key == name) return percent_decode(value);
  }
  return std::nullopt;
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
  for (const auto& [field, value] : headers) {
    if (!same_name(field, "cookie")) continue;
    for (std::string_view rest = value; !rest.empty();) {
      std::string_view pair = take_until(rest, ';');
      if (trimmed(take_until(pair, '=')) == name) return trimmed(pair);
    }
  }
  return std::nullopt;
}

void Request::on_gone(Job job) {
  if (gone_) return job();
  on_gone_ = std::move(job);
}

void Request::tell_gone() {
  gone_ = true;
  if (on_gone_) std::exchange(on_gone_, nullptr)();
}

std::uint64_t Response::body_size() const {
  std::uint64_t size = source ? source->size() : 0;
  for (const SharedBytes& part : body) size += part.size();
  return size;
}

Response text_response(int status, std::string_view content_type, std::string_view text) {
  Response response{.status = status};
  response.headers.add("Content-Type", std::string(content_type));
  if (!text.empty()) response.body.emplace_back(text);
  return response;
}

Response json_response(int status, std::string_view json) {
  return text_response(status, "application/json", json);
}

Response empty_response() { return {.status = 204}; }

Response redirect(int status, std::string location) {
  Response response{.status = status};
  response.headers.add("Location", std::move(location));
  return response;
}

// Not strftime: its names of days and months follow the locale.
std::string http_date(std::int64_t unix_seconds) {
  static constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t time = unix_seconds;
  std::tm utc{};
  gmtime_r(&time, &utc);
  std::array<char, 64> text;
  const int size = std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                                 days.at(static_cast<std::size_t>(utc.tm_wday)), utc.tm_mday,
                                 months.at(static_cast<std::size_t>(utc.tm_mon)), utc.tm_year + 1900,
                                 utc.tm_hour, utc.tm_min, utc.tm_sec);
  return {text.data(), static_cast<std::size_t>(size)};
}

}  // namespace lyceum::net
