// One encoder of a herd, from connect() to its last byte. Non-blocking; driven by a Herd.
#pragma once

#include "bench/rtmp/unanswered.hpp"
#include "bench/source/feed.hpp"
#include "bench/source/where.hpp"

#include <string>
#include <utility>
#include <vector>

namespace lyceum::bench {

class Publisher final : rtmp::PublisherEvents {
 public:
  enum class State { connecting, shaking_hands, sending, ended };
  static constexpr std::size_t queue_max = 8 << 20;  // bytes that the server does not take: it ends

  explicit Publisher(Where where);
  ~Publisher();
  Publisher(const Publisher&) = delete;
  Publisher& operator=(const Publisher&) = delete;

  // False: no descriptor, no port.
  bool connect();
  int descriptor() const { return descriptor_; }
  State state() const { return state_; }
  const std::string& why() const { return why_; }  // it has ended

  // The socket is readable or writable.
  void on_ready(std::int64_t now_ns);
  // A tag that was due then. Precondition: sending.
  void send(const FeedTag& tag, std::int64_t due_ns);

  std::uint64_t handed_over() const { return total_ - queue_.size(); }  // bytes the kernel has taken, ever
  // Delays that the server's acknowledgements have shown since the last call.
  std::vector<std::int64_t> take_delays() { return std::exchange(delays_, {}); }

 private:
  void send(Bytes bytes) override;
  void on_ready() override { state_ = State::sending; }
  void on_acknowledged(std::uint32_t bytes) override;
  void read(std::int64_t now_ns);
  void flush();
  void end(std::string why);

  Where where_;
  rtmp::PublisherSession session_;
  int descriptor_ = -1;
  State state_ = State::connecting;
  Bytes queue_;  // what the kernel has not taken
  std::uint64_t total_ = 0;
  std::int64_t now_ns_ = 0;
  Unanswered unanswered_;
  std::vector<std::int64_t> delays_;
  std::string why_;
};

}  // namespace lyceum::bench
