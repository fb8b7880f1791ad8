#include "room/door/home.hpp"

#include "base/log/log.hpp"

#include <algorithm>

namespace lyceum::room {

Home::Home(RoomGround ground, LessonFacts& facts, std::function<Epoch()> fresh_epoch)
    : ground_(std::move(ground)), facts_(facts), fresh_epoch_(std::move(fresh_epoch)) {}

Home::~Home() { ground_.timers.cancel(look_); }

void Home::visit(LessonId lesson, Visit visit) {
  const auto [entry, fresh] = rooms_.try_emplace(lesson);
  if (entry->second.room) return visit(entry->second.room.get());
  entry->second.waiting.push_back(std::move(visit));
  if (fresh) spawn(open(lesson));
}

void Home::visit_if_open(LessonId lesson, Visit visit) {
  if (rooms_.contains(lesson)) this->visit(lesson, std::move(visit));
}

void Home::visit_all(const std::function<void(LiveRoom&)>& visit) {
  for (auto& [lesson, entry] : rooms_)
    if (entry.room) visit(*entry.room);
}

Task<void> Home::open(LessonId lesson) {
  auto log = co_await ground_.log.open(lesson, fresh_epoch_());
  if (!log) {
    log_error("room cannot be opened", {{"lesson", lesson.str()}, {"why", log.error().detail}});
    co_return opened(lesson, nullptr);
  }
  const auto facts = co_await facts_.progress(lesson);
  if (!facts) {
    log_error("room's lesson cannot be read", {{"lesson", lesson.str()}, {"why", facts.error().detail}});
    co_return opened(lesson, nullptr);
  }
  const auto stayed = co_await ground_.stays.saved(lesson);
  if (!stayed) {
    log_error("room's stays cannot be read", {{"lesson", lesson.str()}, {"why", stayed.error().detail}});
    co_return opened(lesson, nullptr);
  }
  opened(lesson, std::make_unique<LiveRoom>(ground_, lesson, *log, *facts, *stayed));
}

void Home::opened(LessonId lesson, std::unique_ptr<LiveRoom> room) {
  Entry& entry = rooms_.at(lesson);
  auto waiting = std::exchange(entry.waiting, {});
  LiveRoom* there = room.get();
  if (room)
    entry.room = std::move(room);
  else
    rooms_.erase(lesson);
  for (Visit& visit : waiting) visit(there);
  if (look_ == 0) look_ = ground_.timers.after(kept_idle, [this] { free_idle(); });
}

void Home::free_idle() {
  for (auto at = rooms_.begin(); at != rooms_.end();) {
    Entry& entry = at->second;
    const bool idle = entry.room && entry.room->idle();
    const bool long_idle = std::exchange(entry.was_idle, idle) && idle;
    at = long_idle ? rooms_.erase(at) : std::next(at);
  }
  look_ = rooms_.empty() ? 0 : ground_.timers.after(kept_idle, [this] { free_idle(); });
}

bool Home::settled() const {
  return std::ranges::all_of(
      rooms_, [](const auto& entry) { return entry.second.room && entry.second.room->settled(); });
}

}  // namespace lyceum::room
