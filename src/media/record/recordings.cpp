#include "media/record/recordings.hpp"

#include "base/log/log.hpp"

#include <algorithm>

namespace lyceum::media {

// What the packager holds: as long as it is there, the class has a stream.
class Recordings::Sink final : public HlsSink {
 public:
  Sink(Recordings& house, LessonId lesson, std::shared_ptr<Entry> entry)
      : entry_(std::move(entry)), recorder_(house.files_, lesson, entry_->state, house.clock_) {
    entry_->recorder = &recorder_;
    if (entry_->state->begun) recorder_.begin();
    if (entry_->loaded) recorder_.ready();
  }
  ~Sink() override {
    if (entry_->recorder == &recorder_) entry_->recorder = nullptr;
  }
  void publish(HlsUpdatePtr update) override { recorder_.publish(std::move(update)); }

 private:
  std::shared_ptr<Entry> entry_;
  Recorder recorder_;
};

Recordings::Recordings(net::ReactorPool& reactors, RecordingFiles& files, RecordingWatcher& watcher,
                       const Clock& clock, bool enabled)
    : reactors_(reactors),
      files_(files),
      watcher_(watcher),
      clock_(clock),
      enabled_(enabled),
      shelves_(reactors.size()),
      looks_(reactors.size()) {}

Recordings::~Recordings() = default;

std::unique_ptr<HlsSink> Recordings::open(LessonId lesson, bool begun) {
  if (!enabled_) return nullptr;
  const auto here = entry(lesson);
  here->state->begun = here->state->begun || begun;
  load(lesson, here);
  return std::make_unique<Sink>(*this, lesson, here);
}

void Recordings::begin(LessonId lesson) {
  if (!enabled_) return;
  const auto here = entry(lesson);
  here->state->begun = true;
  here->state->touch();
  if (here->recorder) here->recorder->begin();
}

void Recordings::end(LessonId lesson) {
  const auto here = entry(lesson);
  load(lesson, here);
  here->state->begun = false;
  here->state->touch();
}

void Recordings::tile(LessonId lesson, Utc taken, const SharedBytes& jpeg) {
  const Shelf& shelf = shelves_[reactors_.home(lesson.value).index()];
  const auto found = shelf.find(lesson);
  if (found != shelf.end() && found->second->recorder) found->second->recorder->tile(taken, jpeg);
}

Task<Result<void>> Recordings::remove(LessonId lesson) {
  LYCEUM_CO_CHECK(co_await files_.remove(lesson));
  auto forget = [this, lesson] {
    const auto here = entry(lesson);
    here->state->recording = {};
    here->state->touch();
    return true;
  };
  co_await call_on(reactors_.home(lesson.value), std::move(forget));
  co_return Result<void>();
}

Task<Result<void>> Recordings::replace(LessonId lesson) {
  LYCEUM_CO_CHECK(co_await files_.replace(lesson));
  auto read = [this, lesson] { return read_anew(lesson); };
  co_await call_on(reactors_.home(lesson.value), std::move(read));
  co_return Result<void>();
}

bool Recordings::read_anew(LessonId lesson) {
  const auto here = entry(lesson);
  here->stale = here->loading;
  here->loaded = false;
  load(lesson, here);
  return true;
}

std::shared_ptr<Recordings::Entry> Recordings::entry(LessonId lesson) {
  const std::size_t home = reactors_.home(lesson.value).index();
  auto& place = shelves_[home][lesson];
  const bool fresh = !place;
  if (fresh) {
    place = std::make_shared<Entry>();
    // Who kept something of an earlier look shall not take it for this one.
    place->state->version = (looks_[home] + 1) << 24;
    place->state->told = [this, lesson, state = place->state.get()] {
      watcher_.recorded(lesson, state->recording.duration());
    };
  }
  auto found = place;
  found->looked = ++looks_[home];
  if (fresh) forget_oldest(shelves_[home]);
  return found;
}

void Recordings::forget_oldest(Shelf& shelf) {
  if (shelf.size() <= kept_max) return;
  auto oldest = shelf.end();
  for (auto at = shelf.begin(); at != shelf.end(); ++at) {
    const Entry& each = *at->second;
    if (each.state->growing() || each.recorder || each.loading) continue;
    if (oldest == shelf.end() || each.looked < oldest->second->looked) oldest = at;
  }
  if (oldest != shelf.end()) shelf.erase(oldest);
}

void Recordings::when_loaded(LessonId lesson, Loaded call) {
  const auto here = entry(lesson);
  if (here->loaded) return call({});
  here->waiting.push_back(std::move(call));
  load(lesson, here);
}

void Recordings::load(LessonId lesson, std::shared_ptr<Entry> entry) {
  if (entry->loaded || entry->loading) return;
  entry->loading = true;
  spawn([](Recordings& house, LessonId id, std::shared_ptr<Entry> here) -> Task<void> {
    auto found = co_await reopen_recording(house.files_, id);
    house.loaded(id, *here, std::move(found));
  }(*this, lesson, std::move(entry)));
}

void Recordings::loaded(LessonId lesson, Entry& entry, Result<Recording> found) {
  entry.loading = false;
  if (std::exchange(entry.stale, false)) return load(lesson, this->entry(lesson));
  entry.loaded = found.has_value();
  Result<void> outcome;
  if (found) {
    entry.state->recording = std::move(*found);
    entry.state->touch();
    if (entry.recorder) entry.recorder->ready();
  } else {
    log_error("recording cannot be read", {{"lesson", lesson.str()}, {"why", found.error().detail}});
    entry.state->fault = found.error();
    outcome = Failure(found.error());
  }
  for (Loaded& call : std::exchange(entry.waiting, {})) call(outcome);
}

}  // namespace lyceum::media
