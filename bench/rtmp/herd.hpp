// Many encoders on one thread, each sending when its tags are due.
#pragma once

#include "bench/measure/latency.hpp"
#include "bench/rtmp/publisher.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <queue>
#include <string>
#include <vector>

namespace lyceum::bench {

// What was counted since count_from_now().
struct HerdCounts {
  std::uint64_t bytes = 0;  // handed over, of all
  std::uint64_t tags = 0;
  Latencies acknowledged;  // from when a tag was due until the server said that it has it
};

class Herd {
 public:
  using MakeFeed = std::function<std::unique_ptr<Feed>(std::int64_t begin_ns)>;

  explicit Herd(MakeFeed feed);
  ~Herd();
  Herd(const Herd&) = delete;
  Herd& operator=(const Herd&) = delete;

  // Opens one encoder for each place that has none yet, up to `total`; each begins when the server lets it.
  // Nothing, or why it did not work out.
  std::optional<std::string> grow(const std::vector<Where>& places, std::size_t total);
  void run(double seconds);

  void count_from_now();
  HerdCounts counts() const;
  std::size_t sending() const;
  const std::string& first_failure() const { return first_failure_; }

 private:
  struct One;
  struct Due {
    std::int64_t at_ns;
    One* one;
    bool operator>(const Due& other) const { return at_ns > other.at_ns; }
  };

  bool open_one(const Where& where);
  void poll(int wait_ms);
  void serve(One& one);
  void send_what_is_due();

  MakeFeed make_feed_;
  int epoll_;
  std::vector<std::unique_ptr<One>> all_;
  std::priority_queue<Due, std::vector<Due>, std::greater<>> due_;
  std::size_t opening_ = 0;
  std::string first_failure_;
  HerdCounts counts_;
};

}  // namespace lyceum::bench
