// Readiness of file descriptors, at no memory per descriptor beyond the kernel's: one epoll set inside the
// reactor's loop. Sockets that live by the thousand (HTTP, WebSocket, RTMP) are watched here; Asio objects
// are for the rare rest.
#pragma once

#include "base/flow/mailbox.hpp"

#include <array>
#include <cstdint>
#include <vector>

#include <sys/epoll.h>

namespace lyceum::net {

// What to be called for. Errors and full hang-ups are always reported.
struct Interest {
  bool read = false;
  bool write = false;
  bool peer_end = false;  // the peer has closed its sending side, also while read is off
  bool once = false;      // each change is told once (EPOLLET), whether consumed or not: saves a call on each
                          // turn from reading to writing, and the watcher remembers what it has not read
  bool operator==(const Interest&) const = default;
};

struct Readiness {
  bool readable = false;
  bool writable = false;
  bool peer_end = false;
  bool failed = false;  // error or full hang-up: the connection is of no more use
};

class Watcher {
 public:
  virtual ~Watcher() = default;
  // From the loop, never from inside a call of the watcher's own. It may destroy itself or any other watcher.
  virtual void on_ready(Readiness ready) = 0;

 private:
  friend class Poller;
  bool nudged_ = false;
};

// Level-triggered unless asked otherwise: what is not consumed is reported again. All calls on the reactor's
// thread.
class Poller {
 public:
  // `home`: the mailbox of the reactor's thread, for nudges.
  explicit Poller(Mailbox& home);
  ~Poller();
  Poller(const Poller&) = delete;
  Poller& operator=(const Poller&) = delete;

  // The watcher must be unwatched before it is destroyed and before its descriptor is closed.
  void watch(int descriptor, Watcher& watcher, Interest interest);
  void change(int descriptor, Watcher& watcher, Interest interest);
  // After it, no call comes, not even of an event or nudge already taken from the kernel.
  void unwatch(int descriptor, Watcher& watcher);

  // Calls watcher.on_ready({}) once, soon, from the loop: how an object tells its owner something that must
  // not be told from inside a call. Works for watched and unwatched watchers; forget() or unwatch() takes it
  // back.
  void nudge(Watcher& watcher);
  void forget(Watcher& watcher);

  // For the reactor: the epoll set itself, and the handling of one batch of its events.
  int descriptor() const { return epoll_; }
  void dispatch();

 private:
  static constexpr int batch_max = 256;

  void control(int operation, int descriptor, Watcher& watcher, Interest interest);
  void run_nudges();

  Mailbox& home_;
  int epoll_;
  int batch_count_ = 0;
  std::array<epoll_event, batch_max> batch_;
  std::vector<Watcher*> nudges_;
  std::vector<Watcher*> running_nudges_;
};

}  // namespace lyceum::net
