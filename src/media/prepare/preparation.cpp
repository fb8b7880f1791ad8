#include "media/prepare/preparation.hpp"

#include "media/in/file/problem.hpp"
#include "media/transcode/picture/key_frame_picker.hpp"
#include "media/transcode/supervisor/picture_codec.hpp"

#include <algorithm>
#include <utility>

namespace lyceum::media {
namespace {

// Where a file's first moment stands among the times of its frames (media/codec/file_reader.hpp).
constexpr MediaMicros lead{10'000'000};
// How long the server rests after a batch, as a multiple of what the batch took of it.
constexpr int rest_beside_class = 9, rest_alone = 1;
constexpr std::chrono::milliseconds rest_most{2000};
constexpr int nearly = 995, thousand = 1000;

bool can_be_drawn(const Frame& frame) {
  return picture_codec(*frame.config) && frame.payload.size() <= worker::key_frame_max &&
         frame.config->decoder_config.size() <= worker::config_max;
}

}  // namespace

Preparation::Preparation(PrepareTools tools, PrepareOrder order, Done done)
    : tools_(std::move(tools)), order_(order), done_(std::move(done)) {
  state_->newest = order_.first_stretch - 1;
  state_->newest_strip = order_.first_strip - 1;
  state_->begun = true;
  recorder_ = std::make_unique<Recorder>(tools_.files, order_.lesson, state_, tools_.clock);
  recorder_->begin();
  recorder_->ready();
  HlsSink& sink = *this;
  packager_ = std::make_unique<HlsPackager>(HlsPackagerOptions{}, sink, uploaded_from);
}

Result<std::unique_ptr<Preparation>> Preparation::start(PrepareTools tools, PrepareOrder order, Done done) {
  std::unique_ptr<Preparation> preparation(new Preparation(std::move(tools), order, std::move(done)));
  PrepareTools& own = preparation->tools_;
  LYCEUM_TRY(preparation->ingest_,
             FileIngest::start(own.timers, own.start_worker, order.file, *preparation, own.clock));
  return preparation;
}

Preparation::~Preparation() {
  *alive_ = false;
  tools_.timers.cancel(timer_);
}

void Preparation::facts(const worker::Facts& facts) {
  duration_ = MediaMicros(facts.duration_us);
  if (facts.picture && tools_.drawer != nullptr) picker_.emplace(duration_);
  ingest_->next();
}

void Preparation::frame(const FramePtr& frame) {
  const Mono begun = tools_.clock.mono();
  packager_->frame(frame, moment_of(frame->pts));
  draw(frame);
  busy_ += tools_.clock.mono() - begun;
}

Utc Preparation::moment_of(MediaMicros pts) { return uploaded_from + std::max(pts - lead, MediaMicros(0)); }

void Preparation::publish(HlsUpdatePtr update) { recorder_->publish(std::move(update)); }

// One picture at a time; key frames that come meanwhile do without.
void Preparation::draw(const FramePtr& frame) {
  if (!picker_ || drawing_ || !can_be_drawn(*frame)) return;
  auto wishes = picker_->wishes(*frame);
  if (!wishes) return;
  drawing_ = true;
  worker::Draw order = order_for(*frame);
  order.wishes = std::move(*wishes);
  tools_.drawer->draw(std::move(order), [this, alive = alive_, taken = moment_of(frame->pts)](
                                            const Result<Supervisor::Pictures>& made) {
    if (*alive) drawn(taken, made);
  });
}

void Preparation::drawn(Utc taken, const Result<Supervisor::Pictures>& made) {
  drawing_ = false;
  if (!made) return;
  if (recorder_) recorder_->tile(taken, made->at(0).jpeg);
  if (made->size() > 1) poster_ = made->at(1).jpeg;
}

// A batch is over. Live classes come first: the server rests as long as this has kept it busy, or longer.
void Preparation::paused(MediaMicros position) {
  if (duration_ > MediaMicros(0))
    progress_ = std::min<int>(nearly, static_cast<int>(position * thousand / duration_));
  const int rest = tools_.class_runs() ? rest_beside_class : rest_alone;
  const auto busy = std::exchange(busy_, std::chrono::nanoseconds(0));
  arm(std::min<std::chrono::nanoseconds>(busy * rest, rest_most), &Preparation::go_on);
}

void Preparation::go_on() {
  if (state_->fault) return finish(Failure(*state_->fault));
  if (drawing_ || state_->pending > appends_max) return arm(look_every, &Preparation::go_on);
  ingest_->next();
}

// The ingest is in the middle of a call: what ends it comes from the loop.
void Preparation::ended(Result<void> outcome) {
  if (outcome)
    packager_->end();
  else
    state_->fault = outcome.error();
  arm(std::chrono::nanoseconds(0), &Preparation::wait_for_disk);
}

// What was appended last is there, and the last small picture.
void Preparation::wait_for_disk() {
  if (state_->fault) return finish(Failure(*state_->fault));
  if (!drawing_) recorder_.reset();
  if (drawing_ || state_->pending > 0) return arm(look_every, &Preparation::wait_for_disk);
  const MediaMicros duration = state_->recording.duration();
  if (duration <= MediaMicros(0)) return finish(Failure(file_problem(worker::Useless::empty)));
  progress_ = thousand;
  finish(PreparedFile{duration, poster_});
}

void Preparation::finish(Result<PreparedFile> outcome) {
  const Done tell = std::move(done_);
  tell(std::move(outcome));
}

void Preparation::arm(std::chrono::nanoseconds after, void (Preparation::*then)()) {
  tools_.timers.cancel(timer_);
  timer_ = tools_.timers.after(after, [this, then] {
    timer_ = 0;
    (this->*then)();
  });
}

}  // namespace lyceum::media
