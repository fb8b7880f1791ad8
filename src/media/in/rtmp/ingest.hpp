// RTMP's front door: takes connections on one reactor, asks the PublishDoor, publishes frames.
//
// One object a reactor; all calls on its thread. A connection ends at the first thing that is definitely
// wrong, with one log line that says what; the others do not notice. Stream keys never reach the log.
#pragma once

#include "base/time/clock.hpp"
#include "media/hub/publish.hpp"
#include "net/tcp/listener.hpp"

#include <memory>
#include <unordered_map>

namespace lyceum::media {

class RtmpIngest {
 public:
  // Connections at a time, encoders and strangers together; at the limit new ones are closed at once.
  static constexpr std::size_t connections_max = 1000;

  // `listening`: one of net::listen_on()'s. Everything given outlives this object.
  RtmpIngest(net::Reactor& reactor, net::Socket listening, PublishDoor& door, const Clock& clock);
  // Cuts every connection. On the reactor's thread, or when it has stopped.
  ~RtmpIngest();
  RtmpIngest(const RtmpIngest&) = delete;
  RtmpIngest& operator=(const RtmpIngest&) = delete;

  net::Address local() const { return listener_.local(); }
  std::size_t connections() const { return connections_.size(); }

 private:
  class Connection;
  void accept(net::Socket socket);
  void remove(std::uint64_t number);

  net::Reactor& reactor_;
  PublishDoor& door_;
  const Clock& clock_;
  std::unordered_map<std::uint64_t, std::shared_ptr<Connection>> connections_;
  std::uint64_t next_ = 1;
  net::TcpListener listener_;
};

}  // namespace lyceum::media
