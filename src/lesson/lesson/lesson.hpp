// One live lesson 直播课, as everybody knows it.
#pragma once

#include "base/names/access_kind.hpp"
#include "base/names/id.hpp"
#include "base/result/result.hpp"
#include "base/time/clock.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace lyceum::lesson {

enum class State { scheduled, live, ended };
std::string_view state_name(State state);
std::optional<State> parse_state(std::string_view name);

struct Lesson {
  LessonId id;  // nine digits, random: the number of the room that people type
  AccountId lecturer;
  std::string lecturer_name;
  std::string title;
  std::string description;
  State state = State::scheduled;
  AccessKind access = AccessKind::free;
  std::optional<Utc> starts_at, started_at, ended_at;
  Utc created_at;
  std::int64_t cover_version = 0;  // 0: no cover; moves on with each new one
  // What the stream keys of the lesson are derived from (lesson/key). Starts at 1.
  std::int64_t key_version = 1;
  std::optional<Utc> previous_key_until;  // the key of version - 1 is good until then
  std::chrono::milliseconds gop{0};       // the encoder's last known key-frame interval; 0: unknown
};

enum class Move { start, stop };
// scheduled → live → ended, and nothing else. Refusals: already_live, lesson_over, not_live.
Result<State> after(State state, Move move);

}  // namespace lyceum::lesson
