#include "lesson/lesson/lesson.hpp"

#include "lesson/lesson/refusal.hpp"

namespace lyceum::lesson {

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

Result<State> after(State state, Move move) {
  if (state == State::ended) return Failure(refuse(Refusal::lesson_over));
  if (move == Move::start)
    return state == State::scheduled ? Result<State>(State::live) : Failure(refuse(Refusal::already_live));
  return state == State::live ? Result<State>(State::ended) : Failure(refuse(Refusal::not_live));
}

}  // namespace lyceum::lesson
