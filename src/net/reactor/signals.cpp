#include "net/reactor/signals.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

namespace lyceum::net {

struct Signals::Inside : std::enable_shared_from_this<Inside> {
  Inside(Reactor& reactor, std::initializer_list<int> numbers, std::function<void(int)> call)
      : signals(reactor.io()), on_signal(std::move(call)) {
    for (const int number : numbers) signals.add(number);
  }

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

Signals::Signals(Reactor& reactor, std::initializer_list<int> numbers, std::function<void(int)> on_signal)
    : inside_(std::make_shared<Inside>(reactor, numbers, std::move(on_signal))) {
  inside_->wait();
}

Signals::~Signals() { inside_->signals.cancel(); }

}  // namespace lyceum::net
