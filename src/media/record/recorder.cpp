#include "media/record/recorder.hpp"

#include "base/log/log.hpp"

#include <algorithm>
#include <utility>

namespace lyceum::media {

Recorder::Recorder(NewFiles& files, LessonId lesson, std::shared_ptr<RecordingState> state,
                   const Clock& clock)
    : files_(files), lesson_(lesson), state_(std::move(state)), clock_(clock) {}

Recorder::~Recorder() = default;

void Recorder::ready() {
  ready_ = true;
  if (may_start()) start();
}

void Recorder::begin() {
  wanted_ = true;
  if (may_start()) start();
}

void Recorder::publish(HlsUpdatePtr update) {
  if (update->small) return;
  if (phase_ == Phase::writing) return write(*update);
  hold(std::move(update));
  if (may_start()) start();
}

// Only whole segments are of use: what came before the newest head goes, unless it is only the files that are
// waited for.
void Recorder::hold(HlsUpdatePtr update) {
  if (!update->part) return;
  Lane& here = lane(update->track);
  const bool waits_for_files = wanted_ && !ready_ && here.held_bytes < held_max;
  if (update->part->head && !waits_for_files) {
    here.held.clear();
    here.held_bytes = 0;
  }
  if (here.held.empty() && !update->part->head) return;
  here.held_bytes += update->part->bytes.size();
  here.held.push_back(std::move(update));
}

bool Recorder::may_start() const {
  const bool something = std::ranges::any_of(lanes_, [](const Lane& each) { return !each.held.empty(); });
  return wanted_ && ready_ && something && phase_ == Phase::holding && clock_.mono() >= retry_at_;
}

// Both renditions begin at the same segment.
void Recorder::start() {
  first_msn_ = 0;
  for (const Lane& each : lanes_)
    if (!each.held.empty()) first_msn_ = std::max(first_msn_, each.held.front()->part->msn);
  phase_ = Phase::writing;
  stretches_.clear();
  for (Lane& each : lanes_) {
    const auto held = std::exchange(each.held, {});
    each.held_bytes = 0;
    for (const HlsUpdatePtr& update : held) write(*update);
  }
  if (const auto tile = std::exchange(held_tile_, std::nullopt)) write_tile(tile->first, tile->second);
}

void Recorder::write(const HlsUpdate& update) {
  Lane& here = lane(update.track);
  if (update.part && update.part->msn >= first_msn_)
    if (Tape* tape = tape_for(update.track, *update.part)) tape->add(*update.part);
  const bool complete = update.ended || !update.part || update.next_msn > update.part->msn;
  if (complete && here.tape) here.tape->end_segment();
}

// Null until a segment begins.
Tape* Recorder::tape_for(TrackKind track, const HlsPart& part) {
  Lane& here = lane(track);
  if (!part.head || (here.tape && here.discontinuity == part.head->discontinuity)) return here.tape.get();
  const RecordingName name{stretch_of(part.head->discontinuity), track};
  here.tape.reset();
  here.discontinuity = part.head->discontinuity;
  here.tape = std::make_unique<Tape>(files_, lesson_, name, part.head->init, state_,
                                     [this](const Error& error) { failed(error); });
  return here.tape.get();
}

// The first rendition that gets there makes the stretch, the other joins it.
std::int64_t Recorder::stretch_of(std::int64_t discontinuity) {
  const auto [found, fresh] = stretches_.try_emplace(discontinuity, 0);
  if (fresh) found->second = state_->next_number();
  return found->second;
}

// The first one is often here before the first part is.
void Recorder::tile(Utc taken, const SharedBytes& jpeg) {
  if (phase_ == Phase::writing) return write_tile(taken, jpeg);
  if (wanted_) held_tile_ = {taken, jpeg};
}

void Recorder::write_tile(Utc taken, const SharedBytes& jpeg) {
  if (clock_.mono() < tiles_retry_at_) return;
  if (!tiles_) tiles_ = std::make_unique<TileTape>(files_, lesson_, state_);
  if (tiles_->add(taken, jpeg)) return;
  tiles_.reset();
  tiles_retry_at_ = clock_.mono() + tiles_retry_after;
}

void Recorder::failed(const Error& error) {
  log_error("recording stopped",
            {{"lesson", lesson_.str()}, {"code", std::string(error.code)}, {"why", error.detail}});
  phase_ = Phase::holding;
  retry_at_ = clock_.mono() + retry_after;
  state_->fault = error;
  state_->touch();
  for (Lane& each : lanes_) each.tape.reset();
}

}  // namespace lyceum::media
