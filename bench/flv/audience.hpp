// Many players of one HTTP-FLV stream on one thread. A few look into what they get; the others only take it,
// so that the load generator is no bottleneck.
#pragma once

#include "bench/flv/tag_scanner.hpp"
#include "bench/measure/address.hpp"
#include "bench/measure/latency.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lyceum::bench {

// What was counted since count_from_now().
struct Watched {
  std::int64_t from = 0, to = 0;  // pictures that were due then, CLOCK_MONOTONIC
  std::uint64_t bytes = 0;        // of all players, HTTP heads left out
  std::uint64_t pictures = 0;     // of those who look
  Latencies latencies;            // of them
};

class Audience {
 public:
  static constexpr std::size_t lookers_max = 32;

  explicit Audience(Target target);
  ~Audience();
  Audience(const Audience&) = delete;
  Audience& operator=(const Audience&) = delete;

  // Opens players until there are so many and each has got some of the stream; nothing, or why it did not
  // work out.
  std::optional<std::string> grow(std::size_t total);
  void run(double seconds);

  void count_from_now(double seconds);
  const Watched& watched() const { return watched_; }
  std::size_t lookers() const { return std::min(players_.size(), lookers_max); }
  // Players that are open and have taken at least half of what the best has, since count_from_now().
  std::size_t playing() const;
  // Of the best player.
  std::uint64_t most_bytes() const;
  // Delays count from the source's own stamps; else from the earliest arrival, relative to the tags' times.
  bool stamped() const { return stamped_; }

 private:
  struct Player;

  bool open_one();
  void poll(int wait_ms);
  void serve(Player& player);
  void take_head(Player& player);
  void look(Player& player, ByteView bytes);
  void note(const SeenTag& tag);
  std::int64_t due_by_the_first(const SeenTag& tag, std::int64_t now);
  void end(Player& player, std::string why);

  Target target_;
  int epoll_;
  std::vector<std::unique_ptr<Player>> players_;
  std::vector<std::uint8_t> scratch_;
  std::size_t waiting_ = 0;  // for the first byte of the stream
  std::string first_failure_;
  std::optional<std::int64_t> earliest_;  // arrival − timestamp, ns
  bool stamped_ = false;
  Watched watched_;
};

}  // namespace lyceum::bench
