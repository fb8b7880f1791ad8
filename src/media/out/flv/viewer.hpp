// One player on its connection: what flows to it, and what waits when it is slow.
#pragma once

#include "base/time/clock.hpp"
#include "media/out/flv/queue.hpp"
#include "net/push/push_socket.hpp"

#include <string>

namespace lyceum::media {

// Final, which the check does not see here. NOLINTNEXTLINE(cppcoreguidelines-virtual-class-destructor)
class FlvViewer;

// What a viewer tells its channel.
class FlvViewerOwner {
 public:
  virtual Mono now() = 0;
  virtual void count(std::size_t bytes_taken) = 0;
  // It is of no more use; destroys it.
  virtual void gone(FlvViewer& viewer) = 0;
  // Nothing waits for it any more.
  virtual void caught_up(FlvViewer& viewer) = 0;  // may destroy it

 protected:
  ~FlvViewerOwner() = default;
};

class FlvViewer final : net::PushHandler {
 public:
  FlvViewer(FlvViewerOwner& owner, std::unique_ptr<net::PushSocket> socket, std::string token,
            std::uint64_t number);

  // At first: what came since the last key frame.
  void join(std::span<const FlvBatchPtr> since_key);
  // The next batch may go straight to descriptor(); settle() gets what became of it.
  bool flows() const { return queue_.flows() && !failed_; }
  int descriptor() const { return socket_->descriptor(); }
  void settle(const FlvBatchPtr& batch, net::Moved moved);
  // Under TLS nothing goes straight: the batch is written for this viewer alone. Precondition: flows().
  bool secure() const { return socket_->secure(); }
  void send(const FlvBatchPtr& batch);
  // The next batch, when it does not flow. False: the viewer was too slow and jumps. Nobody is told anything
  // inside.
  bool push(const FlvBatchPtr& batch);

  bool waits() const { return !queue_.empty(); }
  // Since when the client has taken nothing of what waits. Precondition: waits().
  Mono stuck_since() const { return stuck_since_; }

  const std::string& token() const { return token_; }
  const std::uint64_t number;  // names it on its reactor, for ever
  std::size_t place = 0;       // in its channel's list
  Mono ask_again{};            // whether it may still watch
  bool asking = false;

 private:
  void on_room() override;
  void on_gone() override { owner_.gone(*this); }
  void flush();

  FlvViewerOwner& owner_;
  std::unique_ptr<net::PushSocket> socket_;
  std::string token_;
  FlvQueue queue_;
  Mono stuck_since_{};
  bool failed_ = false;  // the loop will say so
};

}  // namespace lyceum::media
