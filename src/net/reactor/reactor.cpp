#include "net/reactor/reactor.hpp"

#include "net/reactor/timer_queue.hpp"

#include <array>
#include <cstdlib>
#include <ctime>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <pthread.h>

namespace lyceum::net {
namespace {

namespace asio = boost::asio;
using Failed = boost::system::error_code;

constexpr std::size_t scratch_size = 64 * 1024;
constexpr int due_timers_max = 256;  // in one go; then sockets and jobs have their turn

thread_local Reactor* running = nullptr;

}  // namespace

struct Reactor::Inside {
  Poller poller;
  TimerQueue timers;
  std::array<std::uint8_t, scratch_size> scratch;
  std::optional<Mono> alarm_at;
  asio::io_context io{
      1};  // its jobs, destroyed with it, may still unwatch and cancel: poller and timers outlive it
  asio::executor_work_guard<asio::io_context::executor_type> work{io.get_executor()};
  asio::posix::stream_descriptor readiness{io, poller.descriptor()};
  asio::steady_timer alarm{io};

  explicit Inside(Mailbox& home) : poller(home) { wait_for_readiness(); }
  ~Inside() {
    readiness.release();  // the poller closes it
    while (timers.take_due(Mono::max())) continue;
  }

  void wait_for_readiness() {
    readiness.async_wait(asio::posix::stream_descriptor::wait_read, [this](Failed failed) {
      if (failed) return;
      poller.dispatch();
      wait_for_readiness();
    });
  }

  // One Asio timer for the first of ours.
  void arm() {
    const auto next = timers.next();
    if (!next || (alarm_at && *alarm_at <= *next)) return;
    alarm_at = next;
    alarm.expires_at(*next);
    alarm.async_wait([this](Failed failed) {
      if (failed) return;
      alarm_at.reset();
      fire();
    });
  }

  void fire() {
    const Mono now = std::chrono::steady_clock::now();
    for (int i = 0; i < due_timers_max; ++i) {
      auto job = timers.take_due(now);
      if (!job) break;
      (*job)();
    }
    arm();
  }
};

Reactor::Reactor(std::size_t index) : inside_(std::make_unique<Inside>(*this)), index_(index) {}
Reactor::~Reactor() = default;

void Reactor::post(Job job) { asio::post(inside_->io, std::move(job)); }

Timers::Handle Reactor::after(std::chrono::nanoseconds delay, Job job) {
  const Handle handle = inside_->timers.add(std::chrono::steady_clock::now() + delay, std::move(job));
  inside_->arm();
  return handle;
}

void Reactor::cancel(Handle handle) { inside_->timers.cancel(handle); }

void Reactor::run() {
  const Scope scope(*this);
  running = this;
  clockid_t clock{};
  if (pthread_getcpuclockid(pthread_self(), &clock) == 0) busy_clock_ = clock;
  inside_->io.run();
  inside_->io.restart();  // so that it may run again
  busy_clock_ = 0;
  running = nullptr;
}

void Reactor::stop() { inside_->io.stop(); }

Reactor& Reactor::current() {
  if (running == nullptr) std::abort();
  return *running;
}

std::chrono::nanoseconds Reactor::busy() const {
  const clockid_t clock = busy_clock_;
  timespec used{};
  if (clock == 0 || ::clock_gettime(clock, &used) != 0) return {};
  return std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
}

Poller& Reactor::poller() { return inside_->poller; }
std::span<std::uint8_t> Reactor::scratch() { return inside_->scratch; }
asio::io_context& Reactor::io() { return inside_->io; }

}  // namespace lyceum::net
