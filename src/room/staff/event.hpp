// What staff says among itself, and the replies that it keeps ready. Nobody else is told of either.
#pragma once

#include "room/word/json.hpp"

#include <vector>

namespace lyceum::room {

struct StaffSaid {
  static constexpr std::string_view type = "staff_said";
  static constexpr Audience audience = Audience::staff;
  Person from;
  std::string text;
};

// All of them, in their order.
struct RepliesKept {
  static constexpr std::string_view type = "ready_replies";
  static constexpr Audience audience = Audience::staff;
  std::vector<std::string> texts;
};

void append_fields(std::string& out, const StaffSaid& event);
void append_fields(std::string& out, const RepliesKept& event);
// False when a field is missing or of the wrong type.
bool read_fields(const boost::json::object& object, StaffSaid& event);
bool read_fields(const boost::json::object& object, RepliesKept& event);

// ["…","…"]
void append_texts(std::string& out, const std::vector<std::string>& texts);
// Nothing: no array of strings.
std::optional<std::vector<std::string>> read_texts(const boost::json::object& object, std::string_view name);

}  // namespace lyceum::room
