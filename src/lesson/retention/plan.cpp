#include "lesson/retention/plan.hpp"

#include <algorithm>

namespace lyceum::lesson {
namespace {

constexpr std::uint64_t gb = 1'000'000'000;
constexpr std::uint64_t headroom_most = 10 * gb;
constexpr std::chrono::days look_back{28};
constexpr int days_most = 3650;

struct Due {
  StoredReplay replay;
  Utc until{};
};

// Those whose time is limited, by the end of it.
std::vector<Due> limited(std::vector<StoredReplay> replays, const RetentionRule& rule) {
  std::vector<Due> all;
  for (StoredReplay& replay : replays) {
    if (replay.growing || replay.abandoned) continue;
    if (const auto until = kept_until(replay.since, replay.own_days, rule))
      all.push_back({std::move(replay), *until});
  }
  std::ranges::stable_sort(all, {}, &Due::until);
  return all;
}

}  // namespace

// A few classes of three hours, but no great part of a small limit.
std::uint64_t headroom(const RetentionRule& rule) {
  if (rule.limit_gb == 0) return headroom_most;
  return std::min(headroom_most, static_cast<std::uint64_t>(rule.limit_gb) * gb / 10);
}

std::optional<std::uint64_t> room_left(const RetentionRule& rule, const Room& room) {
  if (rule.limit_gb == 0) return room.disk_free;
  const std::uint64_t limit = static_cast<std::uint64_t>(rule.limit_gb) * gb;
  const std::uint64_t left = limit > room.used ? limit - room.used : 0;
  return room.disk_free ? std::min(left, *room.disk_free) : left;
}

RetentionPlan plan(std::vector<StoredReplay> replays, const RetentionRule& rule, Room room, Utc now) {
  RetentionPlan made{.now = {}, .next = {}, .room = room_left(rule, room)};
  const std::uint64_t wanted = headroom(rule);
  const auto go = [&](const StoredReplay& replay) {
    made.now.push_back(replay.lesson);
    room.used -= std::min(room.used, replay.bytes);
    if (room.disk_free) *room.disk_free += replay.bytes;
    made.room = room_left(rule, room);
  };
  for (const StoredReplay& replay : replays)
    if (replay.abandoned) go(replay);
  for (Due& due : limited(std::move(replays), rule)) {
    const bool over = due.until <= now;
    const bool goes = over && (!rule.when_needed || (made.room && *made.room < wanted));
    if (!goes) {
      made.next.push_back(std::move(due.replay));
      continue;
    }
    go(due.replay);
  }
  return made;
}

std::optional<int> full_in_days(const std::vector<StoredReplay>& replays, std::optional<std::uint64_t> room,
                                Utc now) {
  std::uint64_t recorded = 0;
  for (const StoredReplay& replay : replays)
    if (replay.since > now - look_back) recorded += replay.bytes;
  if (!room || recorded == 0) return std::nullopt;
  const double days = static_cast<double>(*room) / static_cast<double>(recorded) * look_back.count();
  return days < days_most ? static_cast<int>(days) : days_most;
}

}  // namespace lyceum::lesson
