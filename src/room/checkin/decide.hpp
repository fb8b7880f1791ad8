// What people ask of the check-ins, and the rules that answer.
#pragma once

#include "room/checkin/checkins.hpp"
#include "room/word/refusal.hpp"

#include <array>

namespace lyceum::room {

// Staff: one at a time.
struct OpenCheckin {
  static constexpr std::string_view word = "checkin_open";
  static constexpr std::array<std::string_view, 2> fields = {"seconds", "question"};
  std::int64_t seconds = 0;   // 15 to 1800
  std::string question = {};  // as typed; empty: none
};

// Staff.
struct CloseCheckin {
  static constexpr std::string_view word = "checkin_close";
  static constexpr std::array<std::string_view, 1> fields = {"n"};
  Offset n = 0;
};

// Once each. An answer is there exactly when there is a question.
struct CheckIn {
  static constexpr std::string_view word = "check_in";
  static constexpr std::array<std::string_view, 2> fields = {"n", "answer"};
  Offset n = 0;
  std::string answer = {};  // as typed
};

// Staff, and they change nothing: who has checked in, from the entry `after` (0, 1, …) on; who of those
// present has not.
struct ListCheckedIn {
  static constexpr std::string_view word = "checkin_list";
  static constexpr std::array<std::string_view, 2> fields = {"n", "after"};
  Offset n = 0;
  std::uint64_t after = 0;
};
struct ListNotCheckedIn {
  static constexpr std::string_view word = "checkin_missing";
  static constexpr std::array<std::string_view, 1> fields = {"n"};
  Offset n = 0;
};

bool read_fields(const boost::json::object& object, OpenCheckin& command);
bool read_fields(const boost::json::object& object, CloseCheckin& command);
bool read_fields(const boost::json::object& object, CheckIn& command);
bool read_fields(const boost::json::object& object, ListCheckedIn& command);
bool read_fields(const boost::json::object& object, ListNotCheckedIn& command);

inline constexpr std::size_t checkins_max = 50;  // in one class

// Precondition of all: somebody is signed in, and the class goes on.
std::expected<CheckinOpened, Refusal> decide(const Checkins& checkins, const Standing& who,
                                             const OpenCheckin& command, Utc now);
// Nothing: it is so already.
std::expected<std::optional<CheckinClosed>, Refusal> decide(const Checkins& checkins, const Standing& who,
                                                            const CloseCheckin& command);
std::expected<std::optional<CheckedIn>, Refusal> decide(const Checkins& checkins, const Standing& who,
                                                        const CheckIn& command, Utc now);

}  // namespace lyceum::room
