// What a lesson asks of those who want to watch it.
#pragma once

#include <optional>
#include <string_view>

namespace lyceum {

enum class AccessKind { free, password, invite };

constexpr std::string_view access_kind_name(AccessKind kind) {
  switch (kind) {
    case AccessKind::free:
      return "free";
    case AccessKind::password:
      return "password";
    case AccessKind::invite:
      return "invite";
  }
  return "";
}

constexpr std::optional<AccessKind> parse_access_kind(std::string_view name) {
  for (const AccessKind kind : {AccessKind::free, AccessKind::password, AccessKind::invite})
    if (access_kind_name(kind) == name) return kind;
  return std::nullopt;
}

}  // namespace lyceum
