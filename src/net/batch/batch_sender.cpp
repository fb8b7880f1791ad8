#include "net/batch/batch_sender.hpp"

#include "net/batch/engines.hpp"

#include <cerrno>

namespace lyceum::net {

std::unique_ptr<BatchSender> make_batch_sender(SendEngine wanted) {
  if (wanted != SendEngine::plain)
    if (auto sender = make_uring_sender()) return sender;
  return make_plain_sender();
}

Moved outcome(int result) {
  if (result >= 0) return {.bytes = static_cast<std::size_t>(result)};
  if (result == -EAGAIN || result == -EINTR || result == -ENOBUFS)
    return {.state = Moved::State::would_block};
  return {.state = Moved::State::failed, .error = -result};
}

}  // namespace lyceum::net
