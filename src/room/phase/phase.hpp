// Where the lesson stands, and whether its encoder sends: told by the system, shown to everyone.
#pragma once

#include "room/word/json.hpp"

#include <algorithm>

namespace lyceum::room {

enum class Phase : std::uint8_t { scheduled, live, ended };

std::string_view phase_name(Phase phase);
std::optional<Phase> phase_from(std::string_view name);

struct LessonMoved {
  static constexpr std::string_view type = "lesson";
  static constexpr Audience audience = Audience::everyone;
  Phase state = Phase::scheduled;
  std::string why = {};  // ended by an operator of the site: in their words
};

struct StreamTurned {
  static constexpr std::string_view type = "stream";
  static constexpr Audience audience = Audience::everyone;
  bool on = false;
  Utc back_by{};  // off during a class: until when the encoder is waited for; else the beginning of time
};

void append_fields(std::string& out, const LessonMoved& event);
void append_fields(std::string& out, const StreamTurned& event);
bool read_fields(const boost::json::object& object, LessonMoved& event);
bool read_fields(const boost::json::object& object, StreamTurned& event);

struct Progress {
  Phase phase = Phase::scheduled;
  bool stream = false;
  Utc back_by{};         // as in StreamTurned
  std::string why = {};  // as in LessonMoved

  bool operator==(const Progress&) const = default;
  // The same news: when the encoder is expected is part of the news that it is gone.
  bool agrees(const Progress& other) const { return phase == other.phase && stream == other.stream; }
  void evolve(const LessonMoved& event, Stamp) {
    phase = event.state;
    why = event.why;
  }
  void evolve(const StreamTurned& event, Stamp) {
    stream = event.on;
    back_by = event.back_by;
  }
};

// When the class ran: what a comment written afterwards may be about.
struct ClassSpan {
  std::optional<Utc> begun;  // none: nobody was in the room then
  std::optional<Utc> over;

  bool operator==(const ClassSpan&) const = default;
  // The moment of the class that is nearest. Precondition: over.
  Utc nearest(Utc moment) const { return std::min(std::max(moment, begun.value_or(moment)), *over); }
  void evolve(const LessonMoved& event, Stamp at);
};

}  // namespace lyceum::room
