// Which replays go, which are next, and for how many days the room lasts. Pure: all is given.
#pragma once

#include "lesson/retention/rule.hpp"

#include <vector>

namespace lyceum::lesson {

// Bytes. None of them is known for certain: classes go on being recorded meanwhile.
struct Room {
  std::optional<std::uint64_t> disk_free;  // beyond the reserve; none: not known
  std::uint64_t used = 0;                  // by all recordings
};

struct RetentionPlan {
  std::vector<LessonId> now;  // to be deleted, in this order
  std::vector<StoredReplay>
      next;  // whose time is limited and who stay for now, the one that goes first first
  std::optional<std::uint64_t> room;  // bytes that may still be recorded once `now` is gone; none: not known
};

// Room that is made for the next classes, when it is made by deleting: that much is left free.
std::uint64_t headroom(const RetentionRule& rule);

// A replay whose class runs never goes; one whose lesson was deleted goes at once.
RetentionPlan plan(std::vector<StoredReplay> replays, const RetentionRule& rule, Room room, Utc now);

// Bytes that may still be recorded under the rule: the lesser of what the disk and the limit leave.
std::optional<std::uint64_t> room_left(const RetentionRule& rule, const Room& room);

// In how many days the room will be taken, if as much is recorded as in the last four weeks; none: nothing
// was, or it is not known. What is deleted meanwhile is not counted on.
std::optional<int> full_in_days(const std::vector<StoredReplay>& replays, std::optional<std::uint64_t> room,
                                Utc now);

}  // namespace lyceum::lesson
