#include "net/batch/engines.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>

#include <liburing.h>
#include <sys/socket.h>

namespace lyceum::net {
namespace {

bool knows_send(io_uring& ring) {
  io_uring_probe* probe = io_uring_get_probe_ring(&ring);
  if (probe == nullptr) return false;
  const bool known = io_uring_opcode_supported(probe, IORING_OP_SEND) != 0;
  io_uring_free_probe(probe);
  return known;
}

class UringSender final : public BatchSender {
 public:
  UringSender() {
    io_uring_params params{};
    params.flags = IORING_SETUP_SUBMIT_ALL;
    ready_ = io_uring_queue_init_params(batch_max, &ring_, &params) == 0;
    if (ready_ && !knows_send(ring_)) {
      io_uring_queue_exit(&ring_);
      ready_ = false;
    }
  }
  ~UringSender() override {
    if (ready_) io_uring_queue_exit(&ring_);
  }
  UringSender(const UringSender&) = delete;
  UringSender& operator=(const UringSender&) = delete;

  bool ready() const { return ready_; }

  // MSG_DONTWAIT makes every send complete inside the submission.
  void send(std::span<const int> descriptors, ByteView bytes, std::span<int> results) override {
    for (std::size_t i = 0; i < descriptors.size(); ++i) {
      io_uring_sqe* entry = io_uring_get_sqe(&ring_);
      io_uring_prep_send(entry, descriptors[i], bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
      io_uring_sqe_set_data64(entry, i);
    }
    for (std::size_t done = 0; done < descriptors.size();) {
      const int submitted =
          io_uring_submit_and_wait(&ring_, static_cast<unsigned>(descriptors.size() - done));
      if (submitted < 0 && submitted != -EINTR && submitted != -EAGAIN && submitted != -EBUSY) std::abort();
      done += reap(results);
    }
  }
  SendEngine engine() const override { return SendEngine::io_uring; }

 private:
  std::size_t reap(std::span<int> results) {
    std::array<io_uring_cqe*, batch_max> completions;
    const unsigned count = io_uring_peek_batch_cqe(&ring_, completions.data(), batch_max);
    for (unsigned i = 0; i < count; ++i)
      results[io_uring_cqe_get_data64(completions[i])] = completions[i]->res;
    io_uring_cq_advance(&ring_, count);
    return count;
  }

  io_uring ring_{};
  bool ready_ = false;
};

}  // namespace

std::unique_ptr<BatchSender> make_uring_sender() {
  auto sender = std::make_unique<UringSender>();
  if (!sender->ready()) return nullptr;
  return sender;
}

}  // namespace lyceum::net
