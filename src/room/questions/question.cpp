#include "room/questions/question.hpp"

#include <algorithm>
#include <array>

namespace lyceum::room {
namespace {

constexpr std::array<std::string_view, 6> names = {"open",     "answering", "answered",
                                                   "archived", "hidden",    "merged"};

}  // namespace

std::string_view question_state_name(QuestionState state) { return names[static_cast<std::size_t>(state)]; }

std::optional<QuestionState> question_state_from(std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<QuestionState>(found - names.begin());
}

void append_json(std::string& out, const Question& question) {
  out += R"({"n":)";
  append_json(out, question.n);
  out += R"(,"t":)";
  append_json(out, utc_millis(question.t));
  if (question.from) {
    out += R"(,"from":)";
    append_json(out, *question.from);
  }
  out += R"(,"text":)";
  append_json(out, question.text);
  out += R"(,"state":")";
  out += question_state_name(question.state);
  out += R"(","votes":)";
  append_json(out, question.votes);
  if (question.answering_at != Utc()) {
    out += R"(,"answering_at":)";
    append_json(out, utc_millis(question.answering_at));
  }
  out += R"(,"replies":[)";
  for (const Question::Reply& reply : question.replies) {
    if (out.back() != '[') out += ',';
    out += R"({"t":)";
    append_json(out, utc_millis(reply.t));
    out += R"(,"from":)";
    append_json(out, reply.from);
    out += R"(,"text":)";
    append_json(out, reply.text);
    out += '}';
  }
  out += "]}";
}

}  // namespace lyceum::room
