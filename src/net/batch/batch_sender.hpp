// The same bytes to many sockets in as few system calls as possible: how rooms and live streams reach the
// kernel.
//
// io_uring (sends submitted up to 1,024 at a time, Linux 5.19 or later) where the system allows it, one
// send() a socket elsewhere: containers often forbid it. Both behave the same and pass the same tests.
#pragma once

#include "base/bytes/bytes.hpp"
#include "net/tcp/socket.hpp"

#include <cstdint>
#include <memory>
#include <span>

namespace lyceum::net {

enum class SendEngine : std::uint8_t {
  best,      // io_uring if it works here
  plain,     // one send() a socket
  io_uring,  // or plain if it does not work; see BatchSender::engine()
};

// Used on one thread.
class BatchSender {
 public:
  static constexpr std::size_t batch_max = 1024;

  virtual ~BatchSender() = default;
  // Writes `bytes` to each descriptor without waiting. results[i]: bytes taken, or -errno; see outcome(). At
  // most batch_max of them.
  virtual void send(std::span<const int> descriptors, ByteView bytes, std::span<int> results) = 0;
  // plain or io_uring: what is really used.
  virtual SendEngine engine() const = 0;
};

std::unique_ptr<BatchSender> make_batch_sender(SendEngine wanted = SendEngine::best);

// What one result means for its socket.
Moved outcome(int result);

}  // namespace lyceum::net
