// What people ask of the comments, and the rules that answer: an event, nothing (it is so already), or a
// refusal.
//
// Every command struct of the room has: its `word` ("do" on the wire), the `fields` it may have beside id and
// do, and a read_fields for them.
#pragma once

#include "room/chat/chat.hpp"
#include "room/word/refusal.hpp"

namespace lyceum::room {

template <class Event>
using Outcome = std::expected<std::optional<Event>, Refusal>;

// `old` of a command: the comment it names when that is older than Chat's window, read from the record
// beforehand.
struct SendComment {
  static constexpr std::string_view word = "comment";
  static constexpr std::array<std::string_view, 3> fields = {"text", "reply", "about"};
  std::string text;                         // as typed
  Offset reply = 0;                         // 0 = none
  std::optional<Utc> about = std::nullopt;  // the moment of the class that is watched; only after it
  std::optional<Comment> old = std::nullopt;
};

struct DeleteComment {
  static constexpr std::string_view word = "delete";
  static constexpr std::array<std::string_view, 1> fields = {"n"};
  Offset n = 0;
  std::optional<Comment> old = std::nullopt;
};

struct PinComment {
  static constexpr std::string_view word = "pin";
  static constexpr std::array<std::string_view, 1> fields = {"n"};
  Offset n = 0;  // 0 takes the pin away
  std::optional<Comment> old = std::nullopt;
};

struct MuteAccount {
  static constexpr std::string_view word = "mute";
  static constexpr std::array<std::string_view, 2> fields = {"account", "seconds"};
  AccountId account;
  std::int64_t seconds = 0;                   // a rung of the ladder; 0 lifts the mute
  std::optional<Person> here = std::nullopt;  // the person, when in the room now
};

struct SetSlow {
  static constexpr std::string_view word = "slow";
  static constexpr std::array<std::string_view, 1> fields = {"seconds"};
  std::int64_t seconds = 0;
};

bool read_fields(const boost::json::object& object, SendComment& command);
bool read_fields(const boost::json::object& object, DeleteComment& command);
bool read_fields(const boost::json::object& object, PinComment& command);
bool read_fields(const boost::json::object& object, MuteAccount& command);
bool read_fields(const boost::json::object& object, SetSlow& command);

// The comment n: a recent one, or the older one that was looked up; nullptr when deleted or never there.
const Comment* target(const Chat& chat, Offset n, const std::optional<Comment>& old);

// Why someone may write nothing now, comment or question.
std::optional<Refusal> may_not_speak(const Chat& chat, const Standing& who, Utc now);

Outcome<Commented> decide(const Chat& chat, const Standing& who, const SendComment& command, Utc now);
Outcome<Deleted> decide(const Chat& chat, const Standing& who, const DeleteComment& command);
Outcome<Pinned> decide(const Chat& chat, const Standing& who, const PinComment& command);
Outcome<Muted> decide(const Chat& chat, const Standing& who, const MuteAccount& command, Utc now);
Outcome<SlowSet> decide(const Chat& chat, const Standing& who, const SetSlow& command);

}  // namespace lyceum::room
