// An encoder made of numbers: H.264 and AAC at a given bitrate, each picture stamped with the time at which
// it was due.
#pragma once

#include "bench/source/feed.hpp"

namespace lyceum::bench {

struct NumbersLoad {
  int kbps = 2600;      // picture and sound, as encoders count them
  int gop_frames = 60;  // at 30 a second
};

class NumbersFeed final : public Feed {
 public:
  // `begin_ns`: when it begins, on CLOCK_MONOTONIC.
  NumbersFeed(const NumbersLoad& load, std::int64_t begin_ns);

  std::int64_t next_at() const override;
  FeedTag take() override;

 private:
  FeedTag picture();

  NumbersLoad load_;
  std::int64_t begin_ns_;
  std::size_t usual_bytes_;  // of a picture that is no key frame
  SharedBytes sound_;
  int configs_ = 0;  // sent
  std::int64_t pictures_ = 0, sounds_ = 0;
};

}  // namespace lyceum::bench
