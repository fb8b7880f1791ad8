// What an account is in one lesson. People without any of these merely watch.
#pragma once

#include <optional>
#include <string_view>

namespace lyceum {

enum class Role { learner, guest, assistant, lecturer };

constexpr std::string_view role_name(Role role) {
  switch (role) {
    case Role::learner:
      return "learner";
    case Role::guest:
      return "guest";
    case Role::assistant:
      return "assistant";
    case Role::lecturer:
      return "lecturer";
  }
  return "";
}

constexpr std::optional<Role> parse_role(std::string_view name) {
  for (const Role role : {Role::learner, Role::guest, Role::assistant, Role::lecturer})
    if (role_name(role) == name) return role;
  return std::nullopt;
}

}  // namespace lyceum
