// How long what was sent waits for the server's word that it has arrived (RTMP 1.0 §5.4.3).
#pragma once

#include <cstdint>
#include <deque>
#include <optional>

namespace lyceum::bench {

class Unanswered {
 public:
  static constexpr std::size_t kept_max = 4096;  // messages; the oldest go

  // A message that was due then has been handed over; with it `total` bytes have been sent, ever.
  void sent(std::uint64_t total, std::int64_t due_ns) {
    if (waiting_.size() == kept_max) waiting_.pop_front();
    waiting_.push_back({total, due_ns});
  }
  // The server has got so many bytes, modulo 2^32. When the last message that is whole there was due;
  // nothing: none since the last time.
  std::optional<std::int64_t> arrived(std::uint32_t bytes) {
    std::optional<std::int64_t> due;
    while (!waiting_.empty() &&
           static_cast<std::int32_t>(static_cast<std::uint32_t>(waiting_.front().total) - bytes) <= 0) {
      due = waiting_.front().due_ns;
      waiting_.pop_front();
    }
    return due;
  }

 private:
  struct Mark {
    std::uint64_t total;
    std::int64_t due_ns;
  };
  std::deque<Mark> waiting_;
};

}  // namespace lyceum::bench
