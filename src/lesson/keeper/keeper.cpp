#include "lesson/keeper/keeper.hpp"

#include "base/log/log.hpp"

#include <algorithm>
#include <unordered_map>

namespace lyceum::lesson {
namespace {

std::optional<std::uint64_t> limit_of(const RetentionRule& rule, std::uint64_t used) {
  if (rule.limit_gb == 0) return std::nullopt;
  return room_left(rule, {.disk_free = std::nullopt, .used = used});
}

}  // namespace

Task<Result<Storage>> ReplayKeeper::look() {
  Storage storage;
  LYCEUM_CO_TRY(storage.rule, co_await repository_.rule());
  LYCEUM_CO_TRY(storage.replays, co_await repository_.replays());
  LYCEUM_CO_TRY(const auto sizes, co_await shelf_.sizes());
  std::unordered_map<LessonId, std::uint64_t> by_lesson;
  for (const auto& size : sizes) {
    by_lesson[size.lesson] = size.bytes;
    storage.room.used += size.bytes;
  }
  for (StoredReplay& replay : storage.replays) replay.bytes = by_lesson[replay.lesson];
  storage.room.disk_free = shelf_.disk_free();
  storage.plan = plan(storage.replays, storage.rule, storage.room, clock_.utc());
  co_return storage;
}

Task<Result<void>> ReplayKeeper::keep() {
  LYCEUM_CO_TRY(Storage storage, co_await look());
  std::unordered_map<LessonId, std::uint64_t> by_lesson;
  for (const StoredReplay& replay : storage.replays) by_lesson[replay.lesson] = replay.bytes;
  for (const LessonId lesson : storage.plan.now)
    if (co_await expire(lesson)) storage.room.used -= std::min(storage.room.used, by_lesson[lesson]);
  shelf_.allow(limit_of(storage.rule, storage.room.used));
  co_return Result<void>();
}

Task<bool> ReplayKeeper::expire(LessonId lesson) {
  auto gone = co_await repository_.expire(lesson);
  if (gone) gone = co_await shelf_.remove(lesson);
  if (gone)
    log_info("replay deleted: its time is over", {{"lesson", lesson.str()}});
  else
    log_warning("replay not deleted", {{"lesson", lesson.str()}, {"why", gone.error().detail}});
  co_return gone.has_value();
}

}  // namespace lyceum::lesson
