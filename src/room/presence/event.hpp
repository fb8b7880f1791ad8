// Presence: how many people are here, as one total.
#pragma once

#include "room/word/json.hpp"

namespace lyceum::room {

struct PresenceCounted {
  static constexpr std::string_view type = "presence";
  static constexpr Audience audience = Audience::everyone;
  std::int64_t people = 0;
};

void append_fields(std::string& out, const PresenceCounted& event);
bool read_fields(const boost::json::object& object, PresenceCounted& event);

// What the room was last told.
struct Presence {
  std::int64_t people = 0;

  bool operator==(const Presence&) const = default;
  void evolve(const PresenceCounted& event, Stamp) { people = event.people; }
};

}  // namespace lyceum::room
