#include "people/account/application.hpp"

#include "base/text/text.hpp"
#include "people/account/refusal.hpp"

#include <array>

namespace lyceum::people {
namespace {
constexpr std::array<std::string_view, 3> kNames{"pending", "approved", "declined"};
constexpr std::size_t kBytesMax = 4096;  // more is not looked at
}  // namespace

std::string_view application_state_name(ApplicationState state) {
  return kNames.at(static_cast<std::size_t>(state));
}

std::optional<ApplicationState> parse_application_state(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (kNames.at(i) == name) return static_cast<ApplicationState>(i);
  return std::nullopt;
}

Result<void> may_apply(const Account& account, const std::optional<Application>& last, bool open) {
  if (account.is_lecturer || account.is_operator) return Failure(refuse(Refusal::teaches_already));
  if (!open) return Failure(refuse(Refusal::applications_closed));
  if (last && last->state == ApplicationState::pending) return Failure(refuse(Refusal::application_pending));
  return {};
}

Result<std::string> checked_application_words(std::string_view typed, std::size_t least) {
  std::string lines(typed.substr(0, kBytesMax + 1));
  std::erase(lines, '\r');  // forms send CR LF
  auto words = lines.size() > kBytesMax ? std::nullopt : composed_text(lines);
  const std::size_t length = words ? text_length(*words) : 0;
  if (!words || length < least || length > 500 || !many_lines(*words) || (least > 0 && !visible(*words)))
    return Failure(refuse(Refusal::application_words));
  return std::move(*words);
}

}  // namespace lyceum::people
