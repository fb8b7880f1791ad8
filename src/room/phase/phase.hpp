// Where the lesson stands, and whether its encoder sends: told by the system, shown to everyone.
#pragma once

#include "room/word/json.hpp"

namespace lyceum::room {

enum class Phase : std::uint8_t { scheduled, live, ended };

std::string_view phase_name(Phase phase);
std::optional<Phase> phase_from(std::string_view name);

struct LessonMoved {
  static constexpr std::string_view type = "lesson";
  static constexpr Audience audience = Audience::everyone;
  Phase state = Phase::scheduled;
};

struct StreamTurned {
  static constexpr std::string_view type = "stream";
  static constexpr Audience audience = Audience::everyone;
  bool on = false;
};

void append_fields(std::string& out, const LessonMoved& event);
void append_fields(std::string& out, const StreamTurned& event);
bool read_fields(const boost::json::object& object, LessonMoved& event);
bool read_fields(const boost::json::object& object, StreamTurned& event);

struct Progress {
  Phase phase = Phase::scheduled;
  bool stream = false;

  bool operator==(const Progress&) const = default;
  void evolve(const LessonMoved& event, Stamp) { phase = event.state; }
  void evolve(const StreamTurned& event, Stamp) { stream = event.on; }
};

}  // namespace lyceum::room
