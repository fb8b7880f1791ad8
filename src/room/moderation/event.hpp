// What can happen when staff keeps the room clean: rules, words, what waits for a look, reports, and who on
// the staff did what.
#pragma once

#include "room/chat/comment.hpp"
#include "room/screen/word_filter.hpp"

namespace lyceum::room {

// What learners may do here, for everybody to see. Staff and guests are not bound.
struct RoomRules {
  bool silent = false;  // nobody writes
  bool review = false;  // what is written is shown after staff has looked
  bool links = false;   // links may be written
  bool operator==(const RoomRules&) const = default;
};

struct RulesSet {
  static constexpr std::string_view type = "rules";
  static constexpr Audience audience = Audience::everyone;
  RoomRules rules;
};

// The lesson's own words; the site's are not in the record.
struct WordsSet {
  static constexpr std::string_view type = "words";
  static constexpr Audience audience = Audience::staff;
  WordLists words;
};

enum class HeldFor : std::uint8_t { review, words };

// Written, and waiting for staff's look.
struct Held {
  static constexpr std::string_view type = "held";
  static constexpr Audience audience = Audience::staff;
  bool question = false;       // else a comment
  std::optional<Person> from;  // nothing: a question without a name
  std::string text;
  std::optional<ReplyTo> reply;
  std::optional<Utc> about;  // see Comment
  HeldFor why = HeldFor::review;
  bool operator==(const Held&) const = default;
};

// Whose it is, and whether it waits. Comes before Held and after Settled. For the author's "You".
struct Waits {
  static constexpr std::string_view type = "waits";
  static constexpr Audience audience = Audience::record;
  Offset held = 0;
  AccountId account;
  bool waits = true;
  AccountId concerns() const { return account; }
};

// Staff has looked. When it is shown, the comment or question follows.
struct Settled {
  static constexpr std::string_view type = "settled";
  static constexpr Audience audience = Audience::staff;
  Offset held = 0;
  bool shown = false;
};

// A learner thinks that staff should see to this comment or question.
struct Reported {
  static constexpr std::string_view type = "reported";
  static constexpr Audience audience = Audience::staff;
  Person by;
  ReplyTo comment;  // what it says, shortened
};

// Staff has seen to it.
struct ReportClosed {
  static constexpr std::string_view type = "report_closed";
  static constexpr Audience audience = Audience::staff;
  Offset comment = 0;
};

// The staff's log: what one of them did to what others see. Comes before the deed.
struct StaffDid {
  static constexpr std::string_view type = "staff_did";
  static constexpr Audience audience = Audience::staff;
  Person by;
  std::string did;                   // the word of the command
  Offset n = 0;                      // to what; 0: to nothing that has a number
  std::optional<AccountId> account;  // to whom
};

void append_fields(std::string& out, const RulesSet& event);
void append_fields(std::string& out, const WordsSet& event);
void append_fields(std::string& out, const Held& event);
void append_fields(std::string& out, const Waits& event);
void append_fields(std::string& out, const Settled& event);
void append_fields(std::string& out, const Reported& event);
void append_fields(std::string& out, const ReportClosed& event);
void append_fields(std::string& out, const StaffDid& event);

// False when a field is missing or of the wrong type.
bool read_fields(const boost::json::object& object, RulesSet& event);
bool read_fields(const boost::json::object& object, WordsSet& event);
bool read_fields(const boost::json::object& object, Held& event);
bool read_fields(const boost::json::object& object, Waits& event);
bool read_fields(const boost::json::object& object, Settled& event);
bool read_fields(const boost::json::object& object, Reported& event);
bool read_fields(const boost::json::object& object, ReportClosed& event);
bool read_fields(const boost::json::object& object, StaffDid& event);

// {"mask":["…"],"review":[],"block":[]}, without the braces. False: a list is missing or holds something
// else.
void append_fields(std::string& out, const WordLists& words);
bool read_fields(const boost::json::object& object, WordLists& words);

}  // namespace lyceum::room
