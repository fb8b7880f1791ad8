// An announcement 公告: what the operator of the site says to a room. It stands above the comments until
// another one comes, or an empty one takes it away.
#pragma once

#include "room/word/json.hpp"

#include <string>

namespace lyceum::room {

struct Announced {
  static constexpr std::string_view type = "announced";
  static constexpr Audience audience = Audience::everyone;
  std::string text;  // empty: none any more
};

void append_fields(std::string& out, const Announced& event);
bool read_fields(const boost::json::object& object, Announced& event);

struct Announcement {
  std::string text;
  Utc at{};

  bool operator==(const Announcement&) const = default;
  void evolve(const Announced& event, Stamp stamp) {
    text = event.text;
    at = stamp.t;
  }
};

}  // namespace lyceum::room
