// Where TLS begins: accepted sockets come in plain and go out when their handshake is done.
#pragma once

#include "net/reactor/reactor.hpp"
#include "net/tls/identity.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace lyceum::net {

// Lives on one reactor. A handshake costs about half a millisecond of processor time there.
class TlsDoor {
 public:
  using OnReady = std::function<void(Socket)>;

  // `identity` outlives the door.
  TlsDoor(Reactor& reactor, TlsIdentity& identity, OnReady on_ready,
          std::chrono::nanoseconds within = std::chrono::seconds(10));
  // Handshakes under way end.
  ~TlsDoor();
  TlsDoor(const TlsDoor&) = delete;
  TlsDoor& operator=(const TlsDoor&) = delete;

  void enter(Socket accepted);
  // Handshakes under way.
  std::size_t waiting() const { return guests_.size(); }
  // All of them end, now: nobody has asked for anything yet.
  void clear();

 private:
  class Guest;
  friend class Guest;

  void done(Guest& guest, bool well);
  void arm();

  Reactor& reactor_;
  TlsIdentity& identity_;
  OnReady on_ready_;
  const std::chrono::nanoseconds within_;
  std::vector<std::unique_ptr<Guest>> guests_;
  Timers::Handle sweep_ = 0;
};

}  // namespace lyceum::net
