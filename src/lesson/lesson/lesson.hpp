// One lesson, as everybody knows it: a live one 直播课, or an uploaded video or audio one 视频课 音频课.
#pragma once

#include "base/names/access_kind.hpp"
#include "base/names/id.hpp"
#include "base/result/result.hpp"
#include "base/time/clock.hpp"
#include "lesson/lesson/review.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace lyceum::lesson {

enum class Kind { live, video, audio };
std::string_view kind_name(Kind kind);
std::optional<Kind> parse_kind(std::string_view name);

// Of an uploaded lesson: scheduled until it can be watched, ended from then on: what there is of it is a
// replay with its discussion.
enum class State { scheduled, live, ended };
std::string_view state_name(State state);
std::optional<State> parse_state(std::string_view name);

struct Lesson {
  LessonId id;  // nine digits, random: the number of the room that people type
  AccountId lecturer;
  std::string lecturer_name;
  std::string title;
  std::string description;
  Kind kind = Kind::live;
  State state = State::scheduled;
  AccessKind access = AccessKind::free;
  std::optional<Utc> starts_at, started_at, ended_at;  // an uploaded one is open from started_at on
  Utc created_at;
  std::int64_t cover_version = 0;  // 0: no cover; moves on with each new one
  // What the stream keys of the lesson are derived from (lesson/key). Starts at 1.
  std::int64_t key_version = 1;
  std::optional<Utc> previous_key_until;  // the key of version - 1 is good until then
  std::chrono::milliseconds gop{0};       // the encoder's last known key-frame interval; 0: unknown
  std::optional<Utc> cut_at = {};         // an operator ended the class: nobody sees or hears it any more
  std::string cut_why = {};               // in the operator's words; everybody may read it
  bool published = true;                  // false: waits for a review, and only its staff knows of it
  std::optional<Review> review = {};      // what waits, or was declined
};

enum class Move { start, stop, open };
// A live lesson goes scheduled → live → ended, an uploaded one is opened once, and nothing else. Refusals:
// already_live, lesson_over, not_live; not_a_class (an uploaded one has none).
Result<State> after(Kind kind, State state, Move move);

}  // namespace lyceum::lesson
