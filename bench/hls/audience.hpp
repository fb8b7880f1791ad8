// Many players of one LL-HLS stream on one thread. Each follows the pictures and the sound on a connection of
// its own, as hls.js does: blocking reload, then the new parts.
#pragma once

#include "bench/hls/http_line.hpp"
#include "bench/hls/playlist.hpp"
#include "bench/measure/latency.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace lyceum::bench {

struct HlsWatched {
  std::int64_t from = 0, to = 0;  // CLOCK_MONOTONIC
  std::uint64_t bytes = 0, answers = 0, parts = 0;
  Latencies latencies;  // of pictures that were due then, by the source's stamps, in the players that look
};

class HlsAudience {
 public:
  static constexpr std::size_t lookers_max = 16;

  // `renditions`: paths of the media playlists.
  HlsAudience(Target target, std::vector<std::string> renditions);
  ~HlsAudience();
  HlsAudience(const HlsAudience&) = delete;
  HlsAudience& operator=(const HlsAudience&) = delete;

  // Opens players until there are so many and each has a part of each rendition; nothing, or why it did not
  // work out.
  std::optional<std::string> grow(std::size_t total);
  void run(double seconds);

  void count_from_now(double seconds);
  const HlsWatched& watched() const { return watched_; }
  // Players that have taken more than half as many parts as the best, since count_from_now().
  std::size_t playing() const;
  std::uint64_t most_parts() const;
  const std::string& first_failure() const { return first_failure_; }

 private:
  struct Follower;

  bool open_one();
  void poll(int wait_ms);
  void answered(Follower& follower);
  void next(Follower& follower);
  void look(const std::string& part);

  Target target_;
  std::vector<std::string> renditions_;
  int epoll_;
  std::vector<std::unique_ptr<Follower>> followers_;  // one after the other for each rendition of a player
  std::vector<std::uint8_t> scratch_;
  std::size_t waiting_ = 0;  // for a first part
  std::string first_failure_;
  HlsWatched watched_;
};

}  // namespace lyceum::bench
