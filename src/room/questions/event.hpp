// What can happen to the questions of a room.
#pragma once

#include "room/questions/question.hpp"

namespace lyceum::room {

struct Asked {
  static constexpr std::string_view type = "asked";
  static constexpr Audience audience = Audience::everyone;
  std::optional<Person> from;  // nothing: asked without a name
  std::string text;
  Offset held = 0;  // it waited for staff under that number; 0: it did not
  std::optional<AccountId> concerns() const { return from ? std::optional(from->id) : std::nullopt; }
};

// Who asked without a name. Only the record knows, so that one vote and one mute a person hold for them, too.
struct AskedBy {
  static constexpr std::string_view type = "asked_by";
  static constexpr Audience audience = Audience::record;
  Offset question = 0;
  AccountId account;
  AccountId concerns() const { return account; }
};

struct Voted {
  static constexpr std::string_view type = "voted";
  static constexpr Audience audience = Audience::record;
  Offset question = 0;
  AccountId account;
  bool up = true;  // false: taken back
  AccountId concerns() const { return account; }
};

// Totals that changed since they were last told; at most one such event a second.
struct VotesCounted {
  static constexpr std::string_view type = "votes";
  static constexpr Audience audience = Audience::everyone;
  struct Total {
    Offset question = 0;
    std::int64_t votes = 0;
  };
  std::vector<Total> totals;
};

struct QuestionMoved {
  static constexpr std::string_view type = "question";
  static constexpr Audience audience = Audience::everyone;
  Offset question = 0;
  QuestionState state = QuestionState::open;
  Offset into = 0;  // merged: the one in which it lives on
  // Out of the archive, or no longer hidden: whoever came meanwhile does not know it. Not read back from the
  // record.
  std::optional<Question> back = std::nullopt;
};

// Answered in writing, by staff.
struct QuestionReplied {
  static constexpr std::string_view type = "question_reply";
  static constexpr Audience audience = Audience::everyone;
  Offset question = 0;
  Person from;
  std::string text;
};

// May questions be asked without a name?
struct NamelessSet {
  static constexpr std::string_view type = "nameless";
  static constexpr Audience audience = Audience::everyone;
  bool allowed = true;
};

void append_fields(std::string& out, const Asked& event);
void append_fields(std::string& out, const AskedBy& event);
void append_fields(std::string& out, const Voted& event);
void append_fields(std::string& out, const VotesCounted& event);
void append_fields(std::string& out, const QuestionMoved& event);
void append_fields(std::string& out, const QuestionReplied& event);
void append_fields(std::string& out, const NamelessSet& event);

// False when a field is missing or of the wrong type.
bool read_fields(const boost::json::object& object, Asked& event);
bool read_fields(const boost::json::object& object, AskedBy& event);
bool read_fields(const boost::json::object& object, Voted& event);
bool read_fields(const boost::json::object& object, VotesCounted& event);
bool read_fields(const boost::json::object& object, QuestionMoved& event);
bool read_fields(const boost::json::object& object, QuestionReplied& event);
bool read_fields(const boost::json::object& object, NamelessSet& event);

}  // namespace lyceum::room
