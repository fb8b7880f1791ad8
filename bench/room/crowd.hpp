// Many viewers on one thread: opens them, lets some of them comment at a steady pace, counts what arrives.
#pragma once

#include "bench/measure/latency.hpp"
#include "bench/room/beat.hpp"
#include "bench/room/viewer.hpp"

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace lyceum::bench {

// What is counted: comments that were due in [from, to), on CLOCK_MONOTONIC.
struct Window {
  std::int64_t from = 0;
  std::int64_t to = 0;
  std::uint64_t sent = 0;
  std::uint64_t deliveries = 0;
  Latencies latencies;
};

// Open-loop: comments are due at fixed times, however long the answers take.
struct Pace {
  double rate = 0;  // a second, all senders together
  std::size_t size = 200;
};

// The first viewers are the senders and show a token of their own.
struct Senders {
  std::string token;
  std::size_t count = 1;
};

class Crowd final : Viewer::Watcher {
 public:
  // Viewer i shows viewer_tokens[i % viewer_tokens.size()], or the senders' token when there are none.
  Crowd(Target target, Senders senders, std::vector<std::string> viewer_tokens);
  ~Crowd();

  // Opens viewers until there are so many; nothing, or why it did not work out.
  std::optional<std::string> grow(std::size_t total);
  // Reads, and sends when `pace` has a rate, for that time.
  void run(double seconds, const Pace& pace = {});

  void count_from_now(double seconds);
  const Window& window() const { return window_; }

  std::size_t open() const { return open_; }
  std::uint64_t gaps() const { return gaps_; }        // batches that did not follow the last one
  std::uint64_t refused() const { return refused_; }  // comments
  std::uint64_t frames() const { return frames_; }
  const std::string& sample() const { return sample_; }  // a frame's text that holds one comment
  const std::string& first_failure() const { return first_failure_; }

 private:
  void on_hello(Viewer& viewer) override;
  void on_text(Viewer& viewer, std::string_view text) override;
  void on_closed(Viewer& viewer) override;

  bool open_one();
  void poll(int wait_ms);
  void send_what_is_due(const Pace& pace);

  Target target_;
  Senders senders_;
  std::vector<std::string> tokens_;
  int epoll_;
  std::vector<std::unique_ptr<Viewer>> viewers_;
  std::vector<std::uint8_t> scratch_;
  std::size_t open_ = 0;
  std::size_t pending_ = 0;
  std::uint64_t gaps_ = 0, refused_ = 0, frames_ = 0;
  Beat beat_;
  std::int64_t last_id_ = 0;
  Window window_;
  std::string sample_;
  std::string first_failure_;
};

}  // namespace lyceum::bench
