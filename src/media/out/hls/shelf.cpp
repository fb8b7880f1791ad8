#include "media/out/hls/shelf.hpp"

#include <algorithm>
#include <utility>

namespace lyceum::media {
namespace {

// A part that was hinted at, or a rendition that was to come, and did not.
HlsRefusal in_vain(const HlsQuery& query) {
  return query.name.kind == HlsName::Kind::part ? HlsRefusal::not_there : HlsRefusal::nothing_new;
}

}  // namespace

HlsShelf::~HlsShelf() {
  while (!lanes_.empty()) drop(lanes_.begin()->first);
}

void HlsShelf::open(LessonId lesson) {
  auto fresh = std::make_unique<Lane>();
  if (const auto old = lanes_.find(lesson); old != lanes_.end()) {
    std::swap(fresh->waiters, old->second->waiters);  // they wait on: for the new stream
    drop(lesson);
  }
  Lane& lane = *(lanes_[lesson] = std::move(fresh));
  if (!lane.waiters.empty()) start_clock(lesson, lane);
}

void HlsShelf::apply(LessonId lesson, const HlsUpdate& update) {
  const auto found = lanes_.find(lesson);
  if (found == lanes_.end()) return;
  Lane& lane = *found->second;
  (update.small ? lane.small : lane.renditions[static_cast<std::size_t>(update.track)]).apply(update);
  if (update.multivariant) lane.multivariant = update.multivariant;
  lane.ended = lane.ended || update.ended;
  wake(lane);
}

void HlsShelf::close(LessonId lesson) {
  const auto found = lanes_.find(lesson);
  if (found == lanes_.end()) return;
  Lane& lane = *found->second;
  lane.ended = true;
  wake(lane);
  if (!lane.forget) lane.forget = timers_.after(kept_after_end, [this, lesson] { drop(lesson); });
}

// Those who still wait are refused.
void HlsShelf::drop(LessonId lesson) {
  const auto node = lanes_.extract(lesson);
  if (!node) return;
  Lane& lane = *node.mapped();
  timers_.cancel(lane.clock);
  timers_.cancel(lane.forget);
  for (Waiter& waiter : lane.waiters) waiter.resume(HlsAnswer::refused(HlsRefusal::not_there));
}

std::optional<HlsAnswer> HlsShelf::look(LessonId lesson, const HlsQuery& query) const {
  const auto found = lanes_.find(lesson);
  if (found == lanes_.end()) return HlsAnswer::refused(HlsRefusal::not_there);
  auto answer = look(*found->second, query);
  if (!answer && found->second->ended) return HlsAnswer::refused(HlsRefusal::not_there);
  return answer;
}

std::optional<HlsAnswer> HlsShelf::look(const Lane& lane, const HlsQuery& query) {
  const RenditionShelf& rendition = lane.of(query.name);
  switch (query.name.kind) {
    case HlsName::Kind::multivariant: {
      if (!lane.multivariant) return std::nullopt;
      HlsAnswer answer;
      answer.text = lane.multivariant;
      return answer;
    }
    case HlsName::Kind::playlist:
      return rendition.playlist(query.directives);
    case HlsName::Kind::part:
      return rendition.part(query.name);
    case HlsName::Kind::segment:
      return rendition.segment(query.name);
    case HlsName::Kind::init:
      return rendition.init(query.name);
  }
  return std::nullopt;
}

std::uint64_t HlsShelf::wait(LessonId lesson, const HlsQuery& query, Resume<HlsAnswer> resume) {
  auto answer = look(lesson, query);
  Lane* lane = answer ? nullptr : lanes_.at(lesson).get();  // look() answers where there is none
  if (lane != nullptr && lane->waiters.size() >= waiting_max)
    answer = HlsAnswer::refused(HlsRefusal::too_many);
  if (answer) {
    resume(std::move(*answer));
    return 0;
  }
  const std::int64_t patience = 3 * lane->of(query.name).target_duration_s();
  lane->waiters.push_back({++waited_, query, patience, std::move(resume)});
  start_clock(lesson, *lane);
  return waited_;
}

void HlsShelf::abandon(LessonId lesson, std::uint64_t number) {
  const auto found = lanes_.find(lesson);
  if (found == lanes_.end()) return;
  auto& waiters = found->second->waiters;
  const auto waiter = std::ranges::find(waiters, number, &Waiter::number);
  if (waiter == waiters.end()) return;
  Resume<HlsAnswer> resume = std::move(waiter->resume);
  waiters.erase(waiter);
  resume(HlsAnswer::refused(HlsRefusal::not_there));
}

// The list is rebuilt before anyone is told, for who is told may ask again at once.
void HlsShelf::wake(Lane& lane) {
  std::vector<std::pair<Resume<HlsAnswer>, HlsAnswer>> ready;
  std::erase_if(lane.waiters, [&](Waiter& waiter) {
    auto answer = look(lane, waiter.query);
    if (!answer && lane.ended) answer = HlsAnswer::refused(HlsRefusal::not_there);
    if (!answer) return false;
    ready.emplace_back(std::move(waiter.resume), std::move(*answer));
    return true;
  });
  for (auto& [resume, answer] : ready) resume(std::move(answer));
}

void HlsShelf::start_clock(LessonId lesson, Lane& lane) {
  if (lane.clock) return;
  lane.clock = timers_.after(std::chrono::seconds(1), [this, lesson] { tick(lesson); });
}

void HlsShelf::tick(LessonId lesson) {
  const auto found = lanes_.find(lesson);
  if (found == lanes_.end()) return;
  Lane& lane = *found->second;
  lane.clock = 0;
  std::vector<std::pair<Resume<HlsAnswer>, HlsRefusal>> tired;
  std::erase_if(lane.waiters, [&](Waiter& waiter) {
    if (--waiter.seconds_left > 0) return false;
    tired.emplace_back(std::move(waiter.resume), in_vain(waiter.query));
    return true;
  });
  if (!lane.waiters.empty()) start_clock(lesson, lane);
  for (auto& [resume, why] : tired) resume(HlsAnswer::refused(why));
}

std::size_t HlsShelf::waiting(LessonId lesson) const {
  const auto found = lanes_.find(lesson);
  return found == lanes_.end() ? 0 : found->second->waiters.size();
}

}  // namespace lyceum::media
