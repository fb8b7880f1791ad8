#include "lesson/lesson/rules.hpp"

#include "base/text/text.hpp"
#include "lesson/lesson/refusal.hpp"

namespace lyceum::lesson {
namespace {

constexpr std::size_t kBytesMax = 64u << 10;  // more is not looked at

std::optional<std::string> composed(std::string_view typed) {
  return typed.size() > kBytesMax ? std::nullopt : composed_text(typed);
}

}  // namespace

Result<std::string> checked_title(std::string_view typed) {
  auto title = composed(typed);
  if (!title || text_length(*title) > 100 || !one_line(*title) || !visible(*title))
    return Failure(refuse(Refusal::title_invalid));
  return std::move(*title);
}

Result<std::string> checked_description(std::string_view typed) {
  std::string lines(typed.substr(0, kBytesMax + 1));
  std::erase(lines, '\r');  // forms send CR LF
  auto description = composed(lines);
  if (!description || text_length(*description) > 5000 || !many_lines(*description))
    return Failure(refuse(Refusal::description_long));
  return std::move(*description);
}

Result<std::string> checked_lesson_password(std::string_view typed) {
  auto password = composed(typed);
  if (password) password = compatible_text(*password);
  if (!password || text_length(*password) > 64 || !one_line(*password) || !visible(*password))
    return Failure(refuse(Refusal::password_invalid));
  return std::move(*password);
}

Result<std::string> checked_room_name(std::string_view typed) {
  auto name = composed(typed);
  if (!name || text_length(*name) > 64 || !one_line(*name) || !visible(*name))
    return Failure(refuse(Refusal::room_name_invalid));
  return std::move(*name);
}

Result<std::string> checked_words(std::string_view typed) {
  auto words = composed(typed);
  if (!words || text_length(*words) > 200 || !one_line(*words) || !visible(*words))
    return Failure(refuse(Refusal::words_invalid));
  return std::move(*words);
}

Result<Utc> checked_start(Utc starts_at, Utc now) {
  if (starts_at < now - std::chrono::days(1) || starts_at > now + std::chrono::days(5 * 366))
    return Failure(refuse(Refusal::starts_at_invalid));
  return starts_at;
}

}  // namespace lyceum::lesson
