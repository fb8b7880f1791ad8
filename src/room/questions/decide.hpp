// What people ask of the questions, and the rules that answer. Who is muted or may not speak, and that the
// class goes on, was seen to before.
#pragma once

#include "room/questions/questions.hpp"
#include "room/word/refusal.hpp"

#include <array>

namespace lyceum::room {

struct AskQuestion {
  static constexpr std::string_view word = "ask";
  static constexpr std::array<std::string_view, 2> fields = {"text", "nameless"};
  std::string text;  // as typed
  bool nameless = false;
};

struct VoteQuestion {
  static constexpr std::string_view word = "vote";
  static constexpr std::array<std::string_view, 2> fields = {"n", "up"};
  Offset n = 0;
  bool up = true;  // false takes the vote back
};

struct MoveQuestion {
  static constexpr std::string_view word = "question";
  static constexpr std::array<std::string_view, 2> fields = {"n", "to"};
  Offset n = 0;
  QuestionState to = QuestionState::open;  // any but merged
};

// Votes of both count for `into`, each person once.
struct MergeQuestion {
  static constexpr std::string_view word = "merge";
  static constexpr std::array<std::string_view, 2> fields = {"n", "into"};
  Offset n = 0;
  Offset into = 0;
};

struct ReplyQuestion {
  static constexpr std::string_view word = "answer";
  static constexpr std::array<std::string_view, 2> fields = {"n", "text"};
  Offset n = 0;
  std::string text;  // as typed
};

struct SetNameless {
  static constexpr std::string_view word = "nameless";
  static constexpr std::array<std::string_view, 1> fields = {"allowed"};
  bool allowed = true;
};

bool read_fields(const boost::json::object& object, AskQuestion& command);
bool read_fields(const boost::json::object& object, VoteQuestion& command);
bool read_fields(const boost::json::object& object, MoveQuestion& command);
bool read_fields(const boost::json::object& object, MergeQuestion& command);
bool read_fields(const boost::json::object& object, ReplyQuestion& command);
bool read_fields(const boost::json::object& object, SetNameless& command);

inline constexpr std::size_t open_questions_max = 5;  // of one learner
inline constexpr std::size_t questions_max = 2000;    // in one class
inline constexpr std::size_t question_replies_max = 5;

struct NewQuestion {
  std::optional<AskedBy> by;  // of one without a name; comes first, so that the question is the last event
  Asked asked;
};

// Precondition of all: somebody is signed in. `next`: the offset that the next event will have.
std::expected<NewQuestion, Refusal> decide(const Questions& questions, const Standing& who,
                                           const AskQuestion& command, Offset next);
// Nothing: it is so already.
std::expected<std::optional<Voted>, Refusal> decide(const Questions& questions, const Standing& who,
                                                    const VoteQuestion& command);
// Two when another one was being answered.
std::expected<std::vector<QuestionMoved>, Refusal> decide(const Questions& questions, const Standing& who,
                                                          const MoveQuestion& command);
std::expected<QuestionMoved, Refusal> decide(const Questions& questions, const Standing& who,
                                             const MergeQuestion& command);
std::expected<QuestionReplied, Refusal> decide(const Questions& questions, const Standing& who,
                                               const ReplyQuestion& command);
std::expected<std::optional<NamelessSet>, Refusal> decide(const Questions& questions, const Standing& who,
                                                          const SetNameless& command);

}  // namespace lyceum::room
