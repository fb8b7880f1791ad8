// What staff asks for itself, and the rules that answer. That somebody is signed in was seen to before.
#pragma once

#include "room/staff/staff.hpp"
#include "room/word/refusal.hpp"

#include <array>

namespace lyceum::room {

struct StaffSay {
  static constexpr std::string_view word = "staff_say";
  static constexpr std::array<std::string_view, 1> fields = {"text"};
  std::string text;  // as typed
};

struct KeepReplies {
  static constexpr std::string_view word = "ready_replies";
  static constexpr std::array<std::string_view, 1> fields = {"texts"};
  std::vector<std::string> texts;  // as typed; empty ones are left out
};

bool read_fields(const boost::json::object& object, StaffSay& command);
bool read_fields(const boost::json::object& object, KeepReplies& command);

inline constexpr std::size_t staff_text_max = 500;  // characters
inline constexpr std::size_t replies_max = 20;
inline constexpr std::size_t reply_text_max = 200;  // characters

std::expected<StaffSaid, Refusal> decide(const Standing& who, const StaffSay& command);
// Nothing: they are so already.
std::expected<std::optional<RepliesKept>, Refusal> decide(const StaffTalk& talk, const Standing& who,
                                                          const KeepReplies& command);

}  // namespace lyceum::room
