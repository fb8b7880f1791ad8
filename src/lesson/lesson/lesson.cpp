#include "lesson/lesson/lesson.hpp"

#include "lesson/lesson/refusal.hpp"

namespace lyceum::lesson {

std::string_view kind_name(Kind kind) {
  switch (kind) {
    case Kind::live:
      return "live";
    case Kind::video:
      return "video";
    case Kind::audio:
      return "audio";
  }
  return "";
}

std::optional<Kind> parse_kind(std::string_view name) {
  for (const Kind kind : {Kind::live, Kind::video, Kind::audio})
    if (kind_name(kind) == name) return kind;
  return std::nullopt;
}

std::string_view state_name(State state) {
  switch (state) {
    case State::scheduled:
      return "scheduled";
    case State::live:
      return "live";
    case State::ended:
      return "ended";
  }
  return "";
}

std::optional<State> parse_state(std::string_view name) {
  for (const State state : {State::scheduled, State::live, State::ended})
    if (state_name(state) == name) return state;
  return std::nullopt;
}

Result<State> after(Kind kind, State state, Move move) {
  if ((kind == Kind::live) == (move == Move::open)) return Failure(refuse(Refusal::not_a_class));
  if (state == State::ended) return Failure(refuse(Refusal::lesson_over));
  if (move == Move::open) return State::ended;
  if (move == Move::start)
    return state == State::scheduled ? Result<State>(State::live) : Failure(refuse(Refusal::already_live));
  return state == State::live ? Result<State>(State::ended) : Failure(refuse(Refusal::not_live));
}

}  // namespace lyceum::lesson
