// A question as it is kept, shown and sent.
#pragma once

#include "room/word/json.hpp"

#include <vector>

namespace lyceum::room {

// open → answering (everybody sees it large) → answered → archived. hidden is for staff's eyes; merged ones
// live on in another question.
enum class QuestionState : std::uint8_t { open, answering, answered, archived, hidden, merged };

// Not to be seen by who comes now.
constexpr bool is_away(QuestionState state) {
  return state == QuestionState::archived || state == QuestionState::hidden || state == QuestionState::merged;
}

std::string_view question_state_name(QuestionState state);
std::optional<QuestionState> question_state_from(std::string_view name);

struct Question {
  struct Reply {
    Utc t;
    Person from;
    std::string text;
    bool operator==(const Reply&) const = default;
  };

  Offset n = 0;  // offset of its event; names the question
  Utc t;
  std::optional<Person> from;  // nothing: asked without a name
  std::string text;            // clean_text, 1 to 500 characters
  QuestionState state = QuestionState::open;
  std::int64_t votes = 1;  // as everybody was told; the asker's is one of them
  Utc answering_at{};      // when it was last taken up: where a replay jumps to; 1970 = never
  std::vector<Reply> replies;

  bool operator==(const Question&) const = default;
};

// {"n":5,"t":…,"from":{…},"text":"…","state":"open","votes":3,"answering_at":…,"replies":[{"t":…,"from":{…},"text":"…"}]}
void append_json(std::string& out, const Question& question);

}  // namespace lyceum::room
