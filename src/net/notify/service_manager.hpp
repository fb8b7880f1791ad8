// What the service manager (systemd) is told of this process: sd_notify(3), a datagram to the socket that
// NOTIFY_SOCKET names. Where nobody asked for it, nothing is sent.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace lyceum::net {

class ServiceManager {
 public:
  // Reads NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID, once, before there are threads.
  ServiceManager();

  // From any thread. What cannot be sent is lost: the manager decides by its own deadlines.
  void ready() const { tell("READY=1"); }
  void stopping() const { tell("STOPPING=1"); }
  void alive() const { tell("WATCHDOG=1"); }

  // It ends this process unless alive() comes at least as often; nullopt: it does not watch.
  std::optional<std::chrono::microseconds> watches_every() const { return watches_every_; }

 private:
  void tell(std::string_view state) const;

  std::string socket_;  // a path, or '@' and a name without one; empty: nobody asked
  std::optional<std::chrono::microseconds> watches_every_;
};

}  // namespace lyceum::net
