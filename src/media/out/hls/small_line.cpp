#include "media/out/hls/small_line.hpp"

#include <algorithm>
#include <cstdlib>

namespace lyceum::media {
namespace {

constexpr std::uint32_t timescale = 90'000;
constexpr MediaMicros interval_max{200'000};  // a longer pause between two frames is none
constexpr MediaMicros rounding{2'000};
constexpr std::int64_t ticks_of_rounding = 180;  // the same

// Times are rounded to milliseconds, each for itself: what is that near to the end of the frame before begins
// there.
std::int64_t place(std::int64_t wished, std::int64_t end_before) {
  const bool near = std::abs(wished - end_before) <= ticks_of_rounding;
  return near ? end_before : std::max(wished, end_before);
}

std::int64_t ticks(MediaMicros time) { return std::chrono::round<Media90k>(time).count(); }

}  // namespace

void SmallLine::follow(Plan plan) {
  newest_ = plan.until;
  if (!track_ && !coming_) return;
  plans_.push_back(std::move(plan));
  work();
}

void SmallLine::frame(const FramePtr& frame) {
  coming_ = true;
  if (!frames_.empty()) interval_ = std::min(frame->pts - frames_.back()->pts, interval_max);
  frames_.push_back(frame);
  if (frames_.size() > frames_max) frames_.pop_front();
  work();
}

void SmallLine::lost() {
  coming_ = false;
  work();
  frames_.clear();
}

void SmallLine::end() {
  lost();
  plans_.clear();
  if (track_) publish(track_->end());
}

void SmallLine::work() {
  while (!plans_.empty() && carry_out(plans_.front())) plans_.pop_front();
}

// False: frames are waited for.
bool SmallLine::carry_out(const Plan& plan) {
  if (segment_ == Segment::none) {
    if (!plan.part || !plan.part->head) return true;  // it has joined in the middle of a segment
    if (!open(plan)) return false;
    if (segment_ == Segment::none) return true;
  }
  if (segment_ == Segment::own && !cut(plan)) return false;
  if (segment_ == Segment::borrowed)
    publish(plan.part ? track_->borrow(*plan.part, plan.ends_segment) : track_->cut(0, true));
  if (segment_ == Segment::broken)
    publish(plan.part ? track_->leave_out(*plan.part, plan.ends_segment) : track_->cut(0, true));
  if (plan.ends_segment) segment_ = Segment::none;
  return true;
}

// Decides of what the segment will consist.
bool SmallLine::open(const Plan& plan) {
  while (!frames_.empty() && frames_.front()->pts < plan.from) frames_.pop_front();
  if (frames_.empty() && may_wait(plan)) return false;
  const bool own = !frames_.empty() && frames_.front()->key && frames_.front()->pts == plan.from;
  if (own) {
    make_track(plan);
    track_->begin(frames_.front()->config, timescale, plan.part->head->discontinuity, plan.anchor);
    segment_ = Segment::own;
  } else if (track_) {
    segment_ = Segment::borrowed;
  }
  return true;
}

// The first segment has the number of the ordinary one; before it lies the gap that every playlist begins
// with.
void SmallLine::make_track(const Plan& plan) {
  if (track_) return;
  track_.emplace(TrackKind::video, plan.part->msn - 1, target_duration_s_, limits_, true);
}

bool SmallLine::cut(const Plan& plan) {
  if (!plan.part) {
    give_out(plan, 0);
    return true;
  }
  const auto behind =
      std::ranges::find_if(frames_, [&](const FramePtr& each) { return each->pts >= plan.until; });
  const auto count = static_cast<std::size_t>(behind - frames_.begin());
  const bool whole = count > 0 && (behind != frames_.end() || is_whole(count, plan.until));
  if (!whole && behind == frames_.end() && may_wait(plan)) return false;
  // A segment of which nothing is out yet can still be the ordinary one.
  if (whole)
    give_out(plan, count);
  else
    segment_ = plan.part->head ? Segment::borrowed : Segment::broken;
  return true;
}

// No further frame fits in before the end of the part.
bool SmallLine::is_whole(std::size_t count, MediaMicros until) const {
  return interval_ > MediaMicros(0) && until - frames_[count - 1]->pts <= interval_ + rounding;
}

void SmallLine::give_out(const Plan& plan, std::size_t count) {
  std::int64_t last_end = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const FramePtr frame = std::move(frames_.front());
    frames_.pop_front();
    const bool follows = !frames_.empty() && frames_.front()->pts - frame->pts <= interval_max;
    const std::int64_t start = place(ticks(frame->pts), i == 0 ? track_->written_until() : last_end);
    const std::int64_t end = ticks(follows ? frames_.front()->pts : plan.until);
    track_->add({.frame = frame,
                 .start = start,
                 .duration = static_cast<std::uint32_t>(std::max<std::int64_t>(1, end - start)),
                 .composition = 0});
    last_end = std::max(start + 1, end);
  }
  publish(track_->cut(count, plan.ends_segment));
  if (count > 0) publisher_.offer_small(*track_);
}

bool SmallLine::may_wait(const Plan& plan) const { return coming_ && newest_ - plan.until <= patience; }

}  // namespace lyceum::media
