// Crossing to another thread is a message in its mailbox; nothing else crosses.
#pragma once

#include "base/time/clock.hpp"

#include <chrono>
#include <cstdint>
#include <functional>

namespace lyceum {

using Job = std::move_only_function<void()>;

// The thread that runs the jobs posted to it, in order. post() may be called from any thread.
class Mailbox {
 public:
  virtual ~Mailbox() = default;
  virtual void post(Job job) = 0;

  // The mailbox of the calling thread; aborts on a thread that has none (only reactors and test loops have
  // one).
  static Mailbox& current();

  // Held by a loop while it runs jobs, so that current() finds it.
  class Scope {
   public:
    explicit Scope(Mailbox& mailbox);
    ~Scope();
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

   private:
    Mailbox* previous_;
  };
};

// One-shot timers of the calling thread's loop. All calls on that thread.
class Timers {
 public:
  using Handle = std::uint64_t;  // never 0
  virtual ~Timers() = default;
  virtual Handle after(std::chrono::nanoseconds delay, Job job) = 0;
  virtual void cancel(Handle handle) = 0;  // a handle that has fired or is unknown is ignored
};

// A loop as the parts above see it: one thread, its mailbox, its timers. net/reactor is the real one.
class Loop : public Mailbox, public Timers {};

}  // namespace lyceum
