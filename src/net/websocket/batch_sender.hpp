// How a Broadcaster reaches the kernel.
#pragma once

#include "base/bytes/bytes.hpp"

#include <memory>
#include <span>

namespace lyceum::net {

class BatchSender {
 public:
  static constexpr std::size_t batch_max = 1024;

  virtual ~BatchSender() = default;
  // Writes `bytes` to each descriptor without waiting. results[i]: bytes taken, or -errno. At most batch_max
  // of them.
  virtual void send(std::span<const int> descriptors, ByteView bytes, std::span<int> results) = 0;
};

std::unique_ptr<BatchSender> make_plain_sender();
// Null where the system does not allow io_uring or does not know its send operation.
std::unique_ptr<BatchSender> make_uring_sender();

}  // namespace lyceum::net
