// What waits for one viewer who is slower than the stream: references to shared batches, bounded in time,
// bytes and number. At the bound it jumps to the newest key frame. Pure.
//
// A new viewer begins with all that came since the last key frame, which may be much: so much more may wait
// until it has caught up for the first time.
#pragma once

#include "media/out/flv/batch.hpp"

#include <deque>
#include <span>

#include <sys/uio.h>

namespace lyceum::media {

struct FlvQueueLimits {
  MediaMicros span_max{3'000'000};
  std::size_t bytes_max = 8 * 1024 * 1024;
  // The longest group of pictures (GopCacheLimits::span_max) and span_max, in batches, with some to spare.
  std::size_t entries_max = 256;
};

// Holds no memory of its own while empty.
class FlvQueue {
 public:
  struct Entry {
    FlvBatchPtr batch;
    MediaMicros from{0};   // decode time: how late it is counts from here
    std::size_t done = 0;  // bytes written, or passed over
  };

  explicit FlvQueue(FlvQueueLimits limits = {}) : limits_(limits) {}

  bool empty() const { return entries_ == nullptr; }
  // The next batch may be written as it is, past the queue.
  bool flows() const { return empty() && !wants_start_; }
  std::size_t bytes() const { return bytes_; }

  // Once, at first: the batches since the last key frame, if there are any.
  void join(std::span<const FlvBatchPtr> since_key);
  // False: it was too much, and the viewer jumps.
  bool push(const FlvBatchPtr& batch);
  // What is left of a batch that flowed. Precondition: flows(), written < its size.
  void push_rest(const FlvBatchPtr& batch, std::size_t written);

  // The first parts to write. Returns how many.
  std::size_t parts(std::span<iovec> into) const;
  // So many bytes of them are written.
  void consume(std::size_t written);
  void clear();

 private:
  void add(FlvBatchPtr batch, MediaMicros from, std::size_t done);
  void enter(const FlvBatchPtr& batch);
  void allow_all();
  bool over_limit() const;
  void jump();
  void drop_unstarted(MediaMicros now);

  FlvQueueLimits limits_;
  std::unique_ptr<std::deque<Entry>> entries_;  // allocated while something waits
  std::size_t bytes_ = 0;
  MediaMicros span_allowed_{0};  // beyond the limits, until it has caught up
  std::size_t bytes_allowed_ = 0;
  bool wants_start_ = true;
  bool front_started_ = false;  // its rest must be written: tags stay whole
  bool begun_ = false;          // the file header is written, or begun
};

}  // namespace lyceum::media
