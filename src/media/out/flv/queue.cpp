#include "media/out/flv/queue.hpp"

#include <algorithm>

namespace lyceum::media {

void FlvQueue::join(std::span<const FlvBatchPtr> since_key) {
  for (const FlvBatchPtr& batch : since_key) {
    if (!wants_start_)
      add(batch, batch->from, 0);
    else if (batch->start)
      enter(batch);
  }
  if (!empty()) allow_all();
}

// What waits now may be as long as it is.
void FlvQueue::allow_all() {
  span_allowed_ = entries_->back().batch->until - entries_->front().from;
  bytes_allowed_ = bytes_;
}

bool FlvQueue::push(const FlvBatchPtr& batch) {
  if (wants_start_ && !batch->start) return true;
  const bool first = !begun_ && empty();
  if (wants_start_)
    enter(batch);
  else
    add(batch, batch->from, 0);
  // The first viewer of a channel gets the group of pictures that is running as one batch.
  if (first) allow_all();
  if (!over_limit()) return true;
  jump();
  return false;
}

void FlvQueue::push_rest(const FlvBatchPtr& batch, std::size_t written) {
  add(batch, batch->from, written);
  front_started_ = written > 0;
}

// Begins with this batch's last key frame.
void FlvQueue::enter(const FlvBatchPtr& batch) {
  const FlvStart& start = *batch->start;
  wants_start_ = false;
  if (!begun_) add(start.file_header, start.time, 0);
  add(start.headers, start.time, 0);
  add(batch, start.time, start.at);
}

void FlvQueue::add(FlvBatchPtr batch, MediaMicros from, std::size_t done) {
  if (!entries_) entries_ = std::make_unique<std::deque<Entry>>();
  bytes_ += batch->bytes.size() - done;
  entries_->push_back({std::move(batch), from, done});
}

bool FlvQueue::over_limit() const {
  const MediaMicros span = entries_->back().batch->until - entries_->front().from;
  return span > limits_.span_max + span_allowed_ || bytes_ > limits_.bytes_max + bytes_allowed_ ||
         entries_->size() > limits_.entries_max;
}

// To the newest key frame that waits, if what follows it is within bounds; else to the next that comes.
void FlvQueue::jump() {
  span_allowed_ = MediaMicros(0);
  bytes_allowed_ = 0;
  const MediaMicros newest = entries_->back().batch->until;
  const auto starts = [](const Entry& entry) { return entry.batch->start.has_value(); };
  const auto found = std::find_if(entries_->rbegin(), entries_->rend() - 1, starts);
  std::deque<Entry> kept;
  if (found != entries_->rend() - 1) kept.assign(found.base() - 1, entries_->end());
  drop_unstarted(kept.empty() ? newest : kept.front().batch->start->time);
  for (Entry& entry : kept) {
    if (wants_start_)
      enter(entry.batch);
    else
      add(std::move(entry.batch), entry.from, 0);
  }
  if (!kept.empty() && over_limit()) drop_unstarted(newest);
}

// Lateness of what has to stay counts from `now` on.
void FlvQueue::drop_unstarted(MediaMicros now) {
  wants_start_ = true;
  if (!front_started_) {
    entries_.reset();
    bytes_ = 0;
    return;
  }
  entries_->resize(1);
  Entry& front = entries_->front();
  front.from = now;
  bytes_ = front.batch->bytes.size() - front.done;
}

std::size_t FlvQueue::parts(std::span<iovec> into) const {
  if (!entries_) return 0;
  std::size_t count = 0;
  for (const Entry& entry : *entries_) {
    if (count == into.size()) break;
    const ByteView left = entry.batch->bytes.view().subspan(entry.done);
    into[count++] = {const_cast<std::uint8_t*>(left.data()), left.size()};
  }
  return count;
}

void FlvQueue::consume(std::size_t written) {
  if (written == 0) return;
  bytes_ -= written;
  begun_ = true;
  while (written > 0) {
    Entry& front = entries_->front();
    const std::size_t left = front.batch->bytes.size() - front.done;
    if (written < left) {
      front.done += written;
      front_started_ = true;
      return;
    }
    written -= left;
    front_started_ = false;
    entries_->pop_front();
  }
  if (entries_->empty()) clear();
}

void FlvQueue::clear() {
  entries_.reset();
  bytes_ = 0;
  span_allowed_ = MediaMicros(0);
  bytes_allowed_ = 0;
  front_started_ = false;
}

}  // namespace lyceum::media
