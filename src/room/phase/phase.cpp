#include "room/phase/phase.hpp"

#include <array>

namespace lyceum::room {
namespace {
constexpr std::array<std::string_view, 3> names = {"scheduled", "live", "ended"};
}

std::string_view phase_name(Phase phase) { return names[static_cast<std::size_t>(phase)]; }

std::optional<Phase> phase_from(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return static_cast<Phase>(i);
  return std::nullopt;
}

void append_fields(std::string& out, const LessonMoved& event) {
  out += R"("state":")";
  out += phase_name(event.state);
  out += '"';
  if (event.why.empty()) return;
  out += R"(,"why":)";
  append_json(out, event.why);
}

void append_fields(std::string& out, const StreamTurned& event) {
  out += event.on ? R"("on":true)" : R"("on":false)";
  if (event.back_by == Utc()) return;
  out += R"(,"back_by":)";
  append_json(out, utc_millis(event.back_by));
}

void ClassSpan::evolve(const LessonMoved& event, Stamp at) {
  if (event.state == Phase::live && !begun) begun = at.t;
  if (event.state == Phase::ended) over = at.t;
}

bool read_fields(const boost::json::object& object, LessonMoved& event) {
  const auto phase = phase_from(text_field(object, "state").value_or(""));
  event.state = phase.value_or(Phase::scheduled);
  event.why = text_field(object, "why").value_or("");
  return phase.has_value();
}

bool read_fields(const boost::json::object& object, StreamTurned& event) {
  const auto on = truth_field(object, "on");
  event.on = on.value_or(false);
  event.back_by = Utc(milliseconds(whole_field(object, "back_by").value_or(0)));
  return on.has_value();
}

}  // namespace lyceum::room
