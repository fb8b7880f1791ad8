// What arrived at a crowd, against what was said: delays, losses, and whether the numbers of a room's feed
// follow each other at every viewer.
#pragma once

#include "bench/measure/latency.hpp"
#include "bench/room/viewer.hpp"

#include <string>
#include <string_view>

namespace lyceum::bench {

// Comments that were due in [from, to), on CLOCK_MONOTONIC in ns.
struct Window {
  std::int64_t from = 0;
  std::int64_t to = 0;
  std::uint64_t sent = 0;
  std::uint64_t deliveries = 0;
  Latencies latencies;

  bool holds(std::int64_t due) const { return due >= from && due < to; }
};

class Tally {
 public:
  // Begins a new window; what was counted for an older one goes.
  void count_from(std::int64_t now, double seconds);
  void sent(std::int64_t due) { window_.sent += window_.holds(due); }

  // Any text that a viewer got at `now`.
  void arrived(Viewer& viewer, std::string_view text, std::int64_t now);

  const Window& window() const { return window_; }
  std::uint64_t frames() const { return frames_; }  // with events
  // Of lyceum.room.1 alone: batches that did not begin where the viewer's last one ended.
  std::uint64_t gaps() const { return gaps_; }
  std::uint64_t repeats() const { return repeats_; }
  std::uint64_t restarts() const {
    return restarts_;
  }  // came back, and got the state instead of what it missed
  const std::string& epoch() const { return epoch_; }
  const std::string& sample() const { return sample_; }  // a text that holds one comment

 private:
  void greeted(Viewer& viewer, std::string_view hello);
  void follow(Viewer& viewer, std::string_view batch);

  Window window_;
  std::uint64_t frames_ = 0, gaps_ = 0, repeats_ = 0, restarts_ = 0;
  std::string epoch_, sample_;
};

// The number behind `name` (with its colon), if it is there.
std::optional<std::uint64_t> number_after(std::string_view text, std::string_view name);

}  // namespace lyceum::bench
