// A thread's loop: jobs, timers, sockets. The real Loop; objects live on one reactor for life.
//
// post() may be called from any thread; run() once; everything else on the thread that runs it (before run():
// on the thread that will not race with it). Jobs that are still waiting when the reactor is destroyed are
// destroyed unrun.
#pragma once

#include "base/flow/mailbox.hpp"
#include "net/reactor/poller.hpp"

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>

namespace boost::asio {
class io_context;
}

namespace lyceum::net {

class Reactor final : public Loop {
 public:
  explicit Reactor(std::size_t index = 0);
  ~Reactor() override;

  void post(Job job) override;
  Handle after(std::chrono::nanoseconds delay, Job job) override;
  void cancel(Handle handle) override;

  // Runs until stop(), with Mailbox::current() and Reactor::current() set to this one.
  void run();
  // From any thread. Jobs posted before it may stay unrun. Before run(), it makes that one return at once.
  void stop();

  // The reactor that runs the calling thread; aborts where there is none.
  static Reactor& current();
  // Its place in the pool.
  std::size_t index() const { return index_; }
  // Processor time that its thread has used so far; 0 while none runs it. From any thread.
  std::chrono::nanoseconds busy() const;

  Poller& poller();
  // One buffer for all reads of this thread (64 kB): what a socket reads into it is used before on_ready
  // returns.
  std::span<std::uint8_t> scratch();
  // For adapters that need Asio itself (resolver, outgoing TLS).
  boost::asio::io_context& io();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
  std::size_t index_;
  std::atomic<int> busy_clock_{0};  // a clockid_t; 0 (the wall clock's): none
};

}  // namespace lyceum::net
