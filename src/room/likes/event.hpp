// Likes: one total for the room, at most one event a second however many people tap.
#pragma once

#include "room/word/json.hpp"

namespace lyceum::room {

struct LikesCounted {
  static constexpr std::string_view type = "likes";
  static constexpr Audience audience = Audience::everyone;
  std::int64_t total = 0;
};

void append_fields(std::string& out, const LikesCounted& event);
bool read_fields(const boost::json::object& object, LikesCounted& event);

// The likes of a room as its events made them.
struct Likes {
  std::int64_t total = 0;

  bool operator==(const Likes&) const = default;
  void evolve(const LikesCounted& event, Stamp) { total = event.total; }
};

}  // namespace lyceum::room
