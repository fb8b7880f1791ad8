#include "people/account/rules.hpp"

#include "base/text/text.hpp"
#include "people/account/common_passwords.hpp"
#include "people/account/refusal.hpp"

namespace lyceum::people {
namespace {

constexpr std::size_t kTypedMax = 1024;  // bytes: more is not looked at

bool length_between(std::string_view text, std::size_t low, std::size_t high) {
  const auto length = text_length(text);
  return low <= length && length <= high;
}

}  // namespace

Result<std::string> checked_login(std::string_view typed) {
  auto login = typed.size() > kTypedMax ? std::nullopt : folded_text(typed);
  if (login) login = composed_text(*login);  // outer spaces go
  if (!login || !length_between(*login, 3, 64) || !letters_digits_or(*login, "._-@+"))
    return Failure(refuse(Refusal::login_invalid));
  return std::move(*login);
}

Result<std::string> checked_name(std::string_view typed) {
  auto name = typed.size() > kTypedMax ? std::nullopt : composed_text(typed);
  if (!name || !length_between(*name, 1, 40) || !one_line(*name) || !visible(*name))
    return Failure(refuse(Refusal::name_invalid));
  return std::move(*name);
}

Result<std::string> checked_password(std::string_view typed, std::string_view login) {
  if (typed.size() > kTypedMax) return Failure(refuse(Refusal::password_long));
  std::string password = normal_password(typed);
  const auto length = text_length(password);
  if (length < 8) return Failure(refuse(Refusal::password_short));
  if (length > 128) return Failure(refuse(Refusal::password_long));
  const std::string folded = search_form(password);
  if (folded == login || is_common_password(folded)) return Failure(refuse(Refusal::password_common));
  return password;
}

Result<std::string> checked_reason(std::string_view typed) {
  auto reason = typed.size() > kTypedMax ? std::nullopt : composed_text(typed);
  if (!reason || !length_between(*reason, 1, 200) || !one_line(*reason) || !visible(*reason))
    return Failure(refuse(Refusal::reason_invalid));
  return std::move(*reason);
}

std::string normal_password(std::string_view typed) {
  return compatible_text(typed).value_or(std::string(typed));  // what is not UTF-8 is compared byte by byte
}

std::string search_form(std::string_view text) { return folded_text(text).value_or(std::string()); }

}  // namespace lyceum::people
