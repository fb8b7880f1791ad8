#include "net/tls/door.hpp"

#include <algorithm>

namespace lyceum::net {

// One handshake.
class TlsDoor::Guest final : Watcher {
 public:
  Guest(TlsDoor& door, std::unique_ptr<TlsSession> session, Mono deadline, std::size_t at)
      : place(at), deadline_(deadline), door_(door), session_(std::move(session)) {
    door_.reactor_.poller().watch(session_->descriptor(), *this, interest_);
  }
  ~Guest() override { leave(); }

  void leave() {
    if (session_) door_.reactor_.poller().unwatch(session_->descriptor(), *this);
  }
  Socket take() {
    leave();
    return Socket(std::move(session_));
  }
  bool late(Mono now) const { return now >= deadline_; }

  std::size_t place;  // in the door's list

 private:
  void on_ready(Readiness) override {
    switch (session_->handshake()) {
      case Moved::State::open:
        return door_.done(*this, true);
      case Moved::State::would_block:
        return wait();
      default:
        return door_.done(*this, false);
    }
  }
  void wait() {
    const Interest wanted{.read = true, .write = session_->holds_output()};
    if (wanted == interest_) return;
    interest_ = wanted;
    door_.reactor_.poller().change(session_->descriptor(), *this, interest_);
  }

  const Mono deadline_;
  TlsDoor& door_;
  std::unique_ptr<TlsSession> session_;
  Interest interest_{.read = true};
};

TlsDoor::TlsDoor(Reactor& reactor, TlsIdentity& identity, OnReady on_ready, std::chrono::nanoseconds within)
    : reactor_(reactor), identity_(identity), on_ready_(std::move(on_ready)), within_(within) {}

TlsDoor::~TlsDoor() { clear(); }

void TlsDoor::clear() {
  reactor_.cancel(sweep_);
  sweep_ = 0;
  guests_.clear();
}

void TlsDoor::enter(Socket accepted) {
  auto session = identity_.session(std::move(accepted));
  if (!session) return;
  const Mono deadline = std::chrono::steady_clock::now() + within_;
  guests_.push_back(std::make_unique<Guest>(*this, std::move(session), deadline, guests_.size()));
  if (sweep_ == 0) arm();
}

// Destroys the guest.
void TlsDoor::done(Guest& guest, bool well) {
  Socket socket = well ? guest.take() : Socket();
  const std::size_t place = guest.place;
  guests_[place].swap(guests_.back());
  guests_[place]->place = place;
  guests_.pop_back();
  if (socket) on_ready_(std::move(socket));
}

// One timer for all: within a quarter of the limit after it, who is late has gone.
void TlsDoor::arm() {
  sweep_ = reactor_.after(within_ / 4, [this] {
    sweep_ = 0;
    const Mono now = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < guests_.size();)
      if (guests_[i]->late(now))
        done(*guests_[i], false);
      else
        ++i;
    if (!guests_.empty()) arm();
  });
}

}  // namespace lyceum::net
