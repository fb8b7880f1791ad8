// What people ask of the polls, and the rules that answer. That somebody is signed in, and that the class is
// not over for learners, was seen to before.
#pragma once

#include "room/polls/polls.hpp"
#include "room/word/refusal.hpp"

#include <array>

namespace lyceum::room {

struct KeepPoll {
  static constexpr std::string_view word = "poll_draft";
  static constexpr std::array<std::string_view, 2> fields = {"draft", "content"};
  Offset draft = 0;  // 0: a new one
  Poll content;      // as typed
};

struct DropPoll {
  static constexpr std::string_view word = "poll_drop";
  static constexpr std::array<std::string_view, 1> fields = {"draft"};
  Offset draft = 0;
};

// A draft, or what was just typed.
struct OpenPoll {
  static constexpr std::string_view word = "poll_open";
  static constexpr std::array<std::string_view, 2> fields = {"draft", "content"};
  Offset draft = 0;
  std::optional<Poll> content = std::nullopt;
};

struct AnswerPoll {
  static constexpr std::string_view word = "poll_answer";
  static constexpr std::array<std::string_view, 3> fields = {"poll", "choices", "word"};
  Offset poll = 0;
  std::vector<std::int64_t> choices = {};
  std::optional<std::string> said = std::nullopt;  // of a text poll, as typed
};

struct TakeOutWord {
  static constexpr std::string_view word = "poll_word_out";
  static constexpr std::array<std::string_view, 2> fields = {"poll", "word"};
  Offset poll = 0;
  std::string said;  // in any spelling that counts as the same
};

struct ClosePoll {
  static constexpr std::string_view word = "poll_close";
  static constexpr std::array<std::string_view, 1> fields = {"poll"};
  Offset poll = 0;
};

bool read_fields(const boost::json::object& object, KeepPoll& command);
bool read_fields(const boost::json::object& object, DropPoll& command);
bool read_fields(const boost::json::object& object, OpenPoll& command);
bool read_fields(const boost::json::object& object, AnswerPoll& command);
bool read_fields(const boost::json::object& object, TakeOutWord& command);
bool read_fields(const boost::json::object& object, ClosePoll& command);

inline constexpr std::size_t poll_drafts_max = 100;
inline constexpr std::size_t polls_max = 200;  // in one class

// By what a word of a cloud is counted. Precondition: UTF-8.
std::string folded_word(const std::string& word);

struct NewPoll {
  std::optional<PollKeyed> key;  // of a quiz; comes first, so that the poll is the last event
  PollOpened opened;
};
struct WordOut {
  WordTakenOut out;
  Polls::Told told;  // without it
};

// `next`: the offset that the next event will have.
std::expected<PollKept, Refusal> decide(const Polls& polls, const Standing& who, const KeepPoll& command);
std::expected<PollDropped, Refusal> decide(const Polls& polls, const Standing& who, const DropPoll& command);
std::expected<NewPoll, Refusal> decide(const Polls& polls, const Standing& who, const OpenPoll& command,
                                       Offset next);
// `now` decides whether it is in time. Nothing: a changeable answer that is the same.
std::expected<std::optional<PollAnswered>, Refusal> decide(const Polls& polls, const Standing& who,
                                                           const AnswerPoll& command, Utc now);
std::expected<WordOut, Refusal> decide(const Polls& polls, const Standing& who, const TakeOutWord& command);
// Nothing: it is closed.
std::expected<Polls::Told, Refusal> decide(const Polls& polls, const Standing& who, const ClosePoll& command);

}  // namespace lyceum::room
