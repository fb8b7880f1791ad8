#include "media/in/rtmp/ingest.hpp"

#include "base/log/log.hpp"
#include "base/metrics/metrics.hpp"
#include "media/in/rtmp/connection.hpp"

namespace lyceum::media {
namespace {

Gauge& open_connections() {
  static Gauge& gauge = metric_gauge("lyceum_rtmp_connections", "RTMP connections that are open");
  return gauge;
}

void allow_connections(double more) {
  static Gauge& gauge =
      metric_gauge("lyceum_rtmp_connections_max", "RTMP connections that may be open, of all reactors");
  gauge.add(more);
}

}  // namespace

RtmpIngest::RtmpIngest(net::Reactor& reactor, net::Socket listening, PublishDoor& door, const Clock& clock)
    : reactor_(reactor),
      door_(door),
      clock_(clock),
      listener_(reactor, std::move(listening), [this](net::Socket socket) { accept(std::move(socket)); }) {
  allow_connections(connections_max);
}

RtmpIngest::~RtmpIngest() {
  open_connections().add(-static_cast<double>(connections_.size()));
  allow_connections(-static_cast<double>(connections_max));
}

void RtmpIngest::accept(net::Socket socket) {
  if (connections_.size() >= connections_max) {
    log_warning("rtmp full", {{"remote", socket.remote().ip}});
    return;  // closes the socket
  }
  const std::uint64_t number = next_++;
  connections_.emplace(number, std::make_shared<Connection>(*this, number, std::move(socket)));
  open_connections().add(1);
}

void RtmpIngest::remove(std::uint64_t number) {
  if (connections_.erase(number) > 0) open_connections().add(-1);
}

}  // namespace lyceum::media
