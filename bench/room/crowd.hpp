// Many viewers on one thread: opens them, lets them comment, like, answer a poll and come and go at steady
// paces, brings back who was cut off, and counts what arrives.
#pragma once

#include "bench/room/beat.hpp"
#include "bench/room/tally.hpp"

#include <deque>
#include <memory>
#include <optional>
#include <queue>
#include <random>
#include <vector>

namespace lyceum::bench {

// What is done, a second, all together. Open-loop: it is due at fixed times, however long the answers take.
struct Deeds {
  double comments = 0;  // by the senders in turn
  std::size_t size = 200;
  double likes = 0;   // taps of viewers in turn
  double coming = 0;  // viewers in turn leave, and come back at once
};

// The first viewers are the senders and show a token of their own.
struct Senders {
  std::string token;
  std::size_t count = 1;
};

// How a vote went: everybody answers once.
struct Vote {
  std::uint64_t poll = 0;
  std::uint64_t asked = 0;
  std::uint64_t taken = 0;  // answered with yes
  Latencies latencies;      // from when an answer was due to be sent
  std::string result;       // "people":…,"counts":[…] of the poll when it was closed
};

// How they came back who were cut off.
struct Return {
  std::size_t away = 0;  // not back yet
  std::size_t cut_off = 0;
  std::size_t back = 0;
  std::int64_t first_shaken = 0;  // when the first handshake was done; CLOCK_MONOTONIC, ns
  std::int64_t last_back = 0;
};

class Crowd final : Viewer::Watcher {
 public:
  // Viewer i shows viewer_tokens[i % viewer_tokens.size()], or the senders' token when there are none.
  Crowd(Target target, const Dialect& dialect, Senders senders, std::vector<std::string> viewer_tokens);
  ~Crowd();

  // Opens viewers until there are so many; nothing, or why it did not work out.
  std::optional<std::string> grow(std::size_t total);
  // Reads and does for that time.
  void run(double seconds, const Deeds& deeds = {});

  // Only with lyceum.room.1. A sender opens a poll; everybody else answers within `seconds`, evenly, while
  // the deeds go on; it is closed when all have been answered, or ten seconds later.
  std::optional<std::string> vote(double seconds, const Deeds& deeds);
  const Vote& voted() const { return vote_; }

  // From now on whoever is cut off comes back by itself, at a random time within so many seconds, and
  // resumes.
  void return_within(double seconds);
  // Everybody but the senders hangs up.
  void hang_up();
  const Return& returned() const { return return_; }

  void count_from_now(double seconds);
  const Tally& tally() const { return tally_; }
  std::size_t open() const { return open_; }
  std::uint64_t refused() const { return refused_; }        // of what was done
  std::uint64_t acknowledged() const { return accepted_; }  // comments, so far
  // Of all comments so far: what the viewer with the fewest, and the one with the most, has got.
  std::pair<std::uint32_t, std::uint32_t> fewest_and_most() const;
  const std::string& first_failure() const { return first_failure_; }

 private:
  using Due = std::pair<std::int64_t, Viewer*>;

  void on_shaken(Viewer& viewer) override;
  void on_text(Viewer& viewer, std::string_view text) override;
  void on_closed(Viewer& viewer) override;

  bool call(Viewer& viewer);
  bool is_sender(const Viewer& viewer) const { return viewer.number < senders_.count || tokens_.empty(); }
  const std::string& token_of(const Viewer& viewer) const;
  void welcome(Viewer& viewer);
  void answered(Viewer& viewer, std::string_view text, bool refused);
  void come_back_later(Viewer& viewer);

  void poll(int wait_ms);
  std::int64_t next_due(const Deeds& deeds) const;
  void do_what_is_due(const Deeds& deeds);
  void comment(std::int64_t due, std::size_t size);
  void answer_poll(std::int64_t due);
  Viewer& next_viewer();

  Target target_;
  const Dialect& dialect_;
  Senders senders_;
  std::vector<std::string> tokens_;
  int epoll_;
  std::vector<std::unique_ptr<Viewer>> viewers_;
  std::vector<std::uint8_t> scratch_;
  std::size_t open_ = 0;
  std::size_t pending_ = 0;
  std::uint64_t refused_ = 0, accepted_ = 0;
  Beat comments_, likes_, coming_, answers_;
  double answer_rate_ = 0;
  std::deque<Viewer*> to_answer_;
  std::int64_t last_comment_ = 0;
  std::size_t turn_ = 0;  // whose turn it is to like or to leave
  Vote vote_;
  bool comes_back_ = false;
  double return_s_ = 0;
  Return return_;
  std::priority_queue<Due, std::vector<Due>, std::greater<>> away_;
  std::minstd_rand random_{7};
  Tally tally_;
  std::string first_failure_;
};

}  // namespace lyceum::bench
