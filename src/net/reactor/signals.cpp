#include "net/reactor/signals.hpp"

#include <csignal>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

namespace lyceum::net {

struct StopSignals::Inside : std::enable_shared_from_this<Inside> {
  Inside(Reactor& reactor, std::function<void(int)> call)
      : signals(reactor.io(), SIGTERM, SIGINT), on_signal(std::move(call)) {}

  void wait() {
    signals.async_wait([self = shared_from_this()](const boost::system::error_code& failed, int number) {
      if (failed) return;
      self->on_signal(number);
      self->wait();
    });
  }

  boost::asio::signal_set signals;
  std::function<void(int)> on_signal;
};

StopSignals::StopSignals(Reactor& reactor, std::function<void(int)> on_signal)
    : inside_(std::make_shared<Inside>(reactor, std::move(on_signal))) {
  inside_->wait();
}

StopSignals::~StopSignals() { inside_->signals.cancel(); }

}  // namespace lyceum::net
