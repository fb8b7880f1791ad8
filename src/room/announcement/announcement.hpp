// An announcement 公告 stands above the comments until another one comes, or an empty one takes it away.
// There are two at most: what the operator of the site says to the room, and what the staff of the class
// says.
#pragma once

#include "room/word/json.hpp"
#include "room/word/refusal.hpp"

#include <array>
#include <string>

namespace lyceum::room {

// Staff. What an operator says from outside the room is none of its commands.
struct AnnounceToClass {
  static constexpr std::string_view word = "announce";
  static constexpr std::array<std::string_view, 1> fields = {"text"};
  std::string text;  // as typed; empty: what was announced goes
};

bool read_fields(const boost::json::object& object, AnnounceToClass& command);

struct Announced {
  static constexpr std::string_view type = "announced";
  static constexpr Audience audience = Audience::everyone;
  std::string text;       // empty: none any more
  bool by_class = false;  // otherwise by the site
};

void append_fields(std::string& out, const Announced& event);
bool read_fields(const boost::json::object& object, Announced& event);

struct Announcements {
  std::string of_site, of_class;

  bool operator==(const Announcements&) const = default;
  void evolve(const Announced& event, Stamp) { (event.by_class ? of_class : of_site) = event.text; }
};

inline constexpr std::size_t announcement_max = 300;  // characters

// Nothing: it is so already. Precondition: somebody is signed in.
std::expected<std::optional<Announced>, Refusal> decide(const Announcements& announcements,
                                                        const Standing& who, const AnnounceToClass& command);

// ,"announcement":"…","class_announcement":"…": those there are, as members of "State".
void append_shown(std::string& out, const Announcements& announcements);

}  // namespace lyceum::room
