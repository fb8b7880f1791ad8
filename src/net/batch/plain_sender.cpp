#include "net/batch/engines.hpp"

#include <cerrno>

#include <sys/socket.h>

namespace lyceum::net {
namespace {

class PlainSender final : public BatchSender {
 public:
  void send(std::span<const int> descriptors, ByteView bytes, std::span<int> results) override {
    for (std::size_t i = 0; i < descriptors.size(); ++i) {
      const ssize_t sent = ::send(descriptors[i], bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
      results[i] = sent >= 0 ? static_cast<int>(sent) : -errno;
    }
  }
  SendEngine engine() const override { return SendEngine::plain; }
};

}  // namespace

std::unique_ptr<BatchSender> make_plain_sender() { return std::make_unique<PlainSender>(); }

}  // namespace lyceum::net
