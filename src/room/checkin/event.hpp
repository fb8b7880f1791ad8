// What can happen to the check-ins of a class. A check-in is named by the offset of its opened event.
#pragma once

#include "room/word/json.hpp"

namespace lyceum::room {

struct CheckinOpened {
  static constexpr std::string_view type = "checkin_opened";
  static constexpr Audience audience = Audience::everyone;
  Utc until;             // whole milliseconds; whoever comes then or later is late
  std::string question;  // clean_text, at most 100 characters; empty: one tap is enough
};

// Only the record and staff that asks know who was there, and what they answered.
struct CheckedIn {
  static constexpr std::string_view type = "checked_in";
  static constexpr Audience audience = Audience::record;
  Offset checkin = 0;
  Person from;
  std::string answer;  // goes with the account
  AccountId concerns() const { return from.id; }
};

// How many have checked in; at most one such event a second.
struct CheckinCounted {
  static constexpr std::string_view type = "checkin_count";
  static constexpr Audience audience = Audience::everyone;
  Offset checkin = 0;
  std::int64_t people = 0;
};

struct CheckinClosed {
  static constexpr std::string_view type = "checkin_closed";
  static constexpr Audience audience = Audience::everyone;
  Offset checkin = 0;
  std::int64_t people = 0;  // in the end
};

void append_fields(std::string& out, const CheckinOpened& event);
void append_fields(std::string& out, const CheckedIn& event);
void append_fields(std::string& out, const CheckinCounted& event);
void append_fields(std::string& out, const CheckinClosed& event);

// False when a field is missing or of the wrong type.
bool read_fields(const boost::json::object& object, CheckinOpened& event);
bool read_fields(const boost::json::object& object, CheckedIn& event);
bool read_fields(const boost::json::object& object, CheckinCounted& event);
bool read_fields(const boost::json::object& object, CheckinClosed& event);

}  // namespace lyceum::room
