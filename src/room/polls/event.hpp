// What can happen to the polls of a room. A poll is named by the offset of its opened event, a draft by that
// of its first one.
#pragma once

#include "room/polls/poll.hpp"
#include "room/polls/words.hpp"

namespace lyceum::room {

// A draft was prepared, or changed.
struct PollKept {
  static constexpr std::string_view type = "poll_draft";
  static constexpr Audience audience = Audience::staff;
  Offset draft = 0;  // the one changed; 0: a new one
  Poll content;
};

struct PollDropped {
  static constexpr std::string_view type = "poll_dropped";
  static constexpr Audience audience = Audience::staff;
  Offset draft = 0;
};

// The right answers of a quiz. Comes before it is opened, for staff alone.
struct PollKeyed {
  static constexpr std::string_view type = "poll_key";
  static constexpr Audience audience = Audience::staff;
  Offset poll = 0;
  std::vector<std::int64_t> right;
  bool operator==(const PollKeyed&) const = default;
};

struct PollOpened {
  static constexpr std::string_view type = "poll_opened";
  static constexpr Audience audience = Audience::everyone;
  Poll content;      // never written with right answers
  Offset draft = 0;  // from which it was opened; 0: none
};

struct PollAnswered {
  static constexpr std::string_view type = "poll_answered";
  static constexpr Audience audience = Audience::record;
  Offset poll = 0;
  Person from;  // without a name when the poll is anonymous
  Choices choices = 0;
  std::string word;    // of a text poll, as typed
  std::string folded;  // by which it is counted: another ICU, later, counts the same
  AccountId concerns() const { return from.id; }
};

struct PollTotals {
  std::int64_t people = 0;           // who answered
  std::vector<std::int64_t> counts;  // by option; empty: a text poll, or not for these eyes yet
  std::optional<std::vector<Words::Counted>> words;  // of a text poll; nothing: not for these eyes yet

  bool operator==(const PollTotals&) const = default;
};

// Totals that changed since they were last told; at most one such event a second, and one more when a word
// goes or a cloud is closed.
struct PollCounted {
  static constexpr std::string_view type = "poll_counts";
  static constexpr Audience audience = Audience::everyone;
  Offset poll = 0;
  PollTotals totals;
};

// What everybody will see when it is closed.
struct PollCountedForStaff {
  static constexpr std::string_view type = "poll_staff_counts";
  static constexpr Audience audience = Audience::staff;
  Offset poll = 0;
  PollTotals totals;
};

// Staff took a word out of a cloud.
struct WordTakenOut {
  static constexpr std::string_view type = "poll_word_out";
  static constexpr Audience audience = Audience::record;
  Offset poll = 0;
  std::string folded;
};

struct PollClosed {
  static constexpr std::string_view type = "poll_closed";
  static constexpr Audience audience = Audience::everyone;
  Offset poll = 0;
  PollTotals totals;  // without words: those come before, in an event that can be withheld later
  std::vector<std::int64_t> right;
};

// "people":3,"counts":[1,2],"words":[{"word":"spring","count":2}]: as members, those that are there.
void append_members(std::string& out, const PollTotals& totals);

void append_fields(std::string& out, const PollKept& event);
void append_fields(std::string& out, const PollDropped& event);
void append_fields(std::string& out, const PollKeyed& event);
void append_fields(std::string& out, const PollOpened& event);
void append_fields(std::string& out, const PollAnswered& event);
void append_fields(std::string& out, const PollCounted& event);
void append_fields(std::string& out, const PollCountedForStaff& event);
void append_fields(std::string& out, const WordTakenOut& event);
void append_fields(std::string& out, const PollClosed& event);

// False when a field is missing or of the wrong type.
bool read_fields(const boost::json::object& object, PollKept& event);
bool read_fields(const boost::json::object& object, PollDropped& event);
bool read_fields(const boost::json::object& object, PollKeyed& event);
bool read_fields(const boost::json::object& object, PollOpened& event);
bool read_fields(const boost::json::object& object, PollAnswered& event);
bool read_fields(const boost::json::object& object, PollCounted& event);
bool read_fields(const boost::json::object& object, PollCountedForStaff& event);
bool read_fields(const boost::json::object& object, WordTakenOut& event);
bool read_fields(const boost::json::object& object, PollClosed& event);

}  // namespace lyceum::room
