#include "room/word/person.hpp"

#include <array>

namespace lyceum::room {
namespace {
constexpr std::array<std::string_view, 4> names = {"learner", "guest", "assistant", "lecturer"};
}

std::string_view role_name(Role role) { return names[static_cast<std::size_t>(role)]; }

std::optional<Role> role_from(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return static_cast<Role>(i);
  return std::nullopt;
}

}  // namespace lyceum::room
