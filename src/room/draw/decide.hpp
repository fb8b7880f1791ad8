// What people ask of the draws, and the rules that answer. Randomness is given: nothing here is left to
// chance.
#pragma once

#include "room/draw/draws.hpp"
#include "room/word/refusal.hpp"

#include <array>

namespace lyceum::room {

// Staff: one at a time, until it is done.
struct OpenDraw {
  static constexpr std::string_view word = "draw_open";
  static constexpr std::array<std::string_view, 7> fields = {"prize",  "winners", "seconds", "conditions",
                                                             "phrase", "minutes", "beacon"};
  std::string prize;         // as typed
  std::int64_t winners = 1;  // 1 to 100
  std::int64_t seconds = 0;  // 15 to 1800; 0: until staff closes it
  std::set<Condition> conditions = {};
  std::string phrase = {};   // as typed; there exactly when Condition::commented is
  std::int64_t minutes = 0;  // 1 to 600; there exactly when Condition::watched is
  std::optional<Beacon> beacon = {};
  Digest seed = {};  // random; given by the door, not by the client
};

// Staff.
struct CloseDraw {
  static constexpr std::string_view word = "draw_close";
  static constexpr std::array<std::string_view, 1> fields = {"n"};
  Offset n = 0;
};

// Learners and guests. Who enters again keeps the first ticket.
struct EnterDraw {
  static constexpr std::string_view word = "draw_enter";
  static constexpr std::array<std::string_view, 2> fields = {"n", "nonce"};
  Offset n = 0;
  std::string nonce;        // 16 to 64 lower-case hexadecimal digits
  microseconds watched{0};  // present in the class; given by the door
};

// Staff: the randomness of the round that was named. Only once, for it decides.
struct GiveBeacon {
  static constexpr std::string_view word = "draw_beacon";
  static constexpr std::array<std::string_view, 2> fields = {"n", "value"};
  Offset n = 0;
  Digest value{};
};

// Winners, also after the class.
struct LeaveAddress {
  static constexpr std::string_view word = "draw_address";
  static constexpr std::array<std::string_view, 4> fields = {"n", "name", "phone", "address"};
  Offset n = 0;
  DrawAddressed::Address to;  // as typed
};

bool read_fields(const boost::json::object& object, OpenDraw& command);
bool read_fields(const boost::json::object& object, CloseDraw& command);
bool read_fields(const boost::json::object& object, EnterDraw& command);
bool read_fields(const boost::json::object& object, GiveBeacon& command);
bool read_fields(const boost::json::object& object, LeaveAddress& command);

inline constexpr std::size_t draws_max = 50;  // in one class
inline constexpr std::size_t draw_entries_max = 100'000;
inline constexpr int address_changes_max = 10;  // of one winner

// What the other parts of the room know of a person.
struct Deeds {
  bool checked_in = false;
  bool asked = false;
  bool answered = false;
  microseconds watched{0};
};

// The conditions that this person does not meet.
std::set<Condition> unmet(const Draws& draws, const Draws::Kept& draw, AccountId account, const Deeds& deeds);

// Precondition of all: somebody is signed in. `next`: the offset that the next event will have.
std::expected<std::pair<DrawSeeded, DrawOpened>, Refusal> decide(const Draws& draws, const Standing& who,
                                                                 const OpenDraw& command, Utc now,
                                                                 Offset next);
struct DrawEnd {
  DrawClosed closed;
  std::optional<DrawDone> done;  // unless a beacon is waited for
};
DrawEnd end_of(const Draws& draws, Utc now);  // precondition: one is open
// Nothing: it is so already.
std::expected<std::optional<DrawEnd>, Refusal> decide(const Draws& draws, const Standing& who,
                                                      const CloseDraw& command, Utc now);
std::expected<std::optional<DrawEntered>, Refusal> decide(const Draws& draws, const Standing& who,
                                                          const EnterDraw& command, Utc now,
                                                          const Deeds& deeds);
std::expected<std::optional<DrawDone>, Refusal> decide(const Draws& draws, const Standing& who,
                                                       const GiveBeacon& command, Utc now);
std::expected<std::optional<DrawAddressed>, Refusal> decide(const Draws& draws, const Standing& who,
                                                            const LeaveAddress& command);

// ,"draw":{"n":5,"unmet":["asked"]} while it is open, or
// …{"n":5,"entry":{"nonce":"…","ticket":"…","place":3,"head":"…"}}, "won":[{"n":5,"prize":"…","to":{…}}]:
// what concerns this person, as members of "You".
void append_mine(std::string& out, const Draws& draws, AccountId account, const Deeds& deeds);

}  // namespace lyceum::room
