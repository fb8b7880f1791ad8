// Task<T>: a coroutine that starts when awaited and resumes its awaiter when done, on the same thread.
//
// For business flows that wait (database, password hash, a playlist not yet there). Media and room fan-out do
// not use it per viewer and frame. A Task is awaited exactly once, or handed to spawn().
//
// g++ 12: an aggregate temporary inside `co_await f(X{…})` is destroyed twice. Name the argument first.
#pragma once

#include "base/flow/mailbox.hpp"

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>
#include <variant>

namespace lyceum {

template <class T = void>
class [[nodiscard]] Task;

namespace task_detail {

struct FinalAwaiter {
  bool await_ready() const noexcept { return false; }
  template <class Promise>
  std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> done) const noexcept {
    return done.promise().awaiter ? done.promise().awaiter : std::noop_coroutine();
  }
  void await_resume() const noexcept {}
};

struct PromiseBase {
  std::coroutine_handle<> awaiter;
  std::exception_ptr error;

  std::suspend_always initial_suspend() const noexcept { return {}; }
  FinalAwaiter final_suspend() const noexcept { return {}; }
  void unhandled_exception() noexcept { error = std::current_exception(); }
};

template <class T>
struct Promise : PromiseBase {
  std::optional<T> value;

  Task<T> get_return_object();
  template <class U>
  void return_value(U&& result) {
    value.emplace(std::forward<U>(result));
  }
  T take() {
    if (error) std::rethrow_exception(error);
    return std::move(*value);
  }
};

template <>
struct Promise<void> : PromiseBase {
  Task<void> get_return_object();
  void return_void() const noexcept {}
  void take() const {
    if (error) std::rethrow_exception(error);
  }
};

}  // namespace task_detail

template <class T>
class [[nodiscard]] Task {
 public:
  using promise_type = task_detail::Promise<T>;

  explicit Task(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
  Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Task& operator=(Task&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~Task() {
    if (handle_) handle_.destroy();
  }

  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiter) noexcept {
    handle_.promise().awaiter = awaiter;
    return handle_;
  }
  T await_resume() { return handle_.promise().take(); }

 private:
  std::coroutine_handle<promise_type> handle_;
};

namespace task_detail {

template <class T>
Task<T> Promise<T>::get_return_object() {
  return Task<T>(std::coroutine_handle<Promise<T>>::from_promise(*this));
}
inline Task<void> Promise<void>::get_return_object() {
  return Task<void>(std::coroutine_handle<Promise<void>>::from_promise(*this));
}

// A coroutine nobody awaits: it frees itself. An exception that reaches its end is a programmer error and
// aborts.
struct Detached {
  struct promise_type {
    Detached get_return_object() const noexcept { return {}; }
    std::suspend_never initial_suspend() const noexcept { return {}; }
    std::suspend_never final_suspend() const noexcept { return {}; }
    void return_void() const noexcept {}
    void unhandled_exception() const noexcept { std::terminate(); }
  };
};

}  // namespace task_detail

// Starts a task that nobody waits for, on the calling thread.
inline void spawn(Task<void> task) {
  [](Task<void> owned) -> task_detail::Detached { co_await owned; }(std::move(task));
}

// The far end of a wait: call it once with the value, from any thread; the coroutine goes on in the mailbox
// of the thread on which it stopped. Dropping it uncalled leaks the waiting coroutine: every owner must call
// it.
template <class T>
using Resume = std::move_only_function<void(T)>;

// co_await wait_for<T>([&](Resume<T> resume) { … }): bridges a callback to a coroutine. `start` runs at once.
template <class T, class Start>
class WaitFor {
 public:
  explicit WaitFor(Start start) : start_(std::move(start)) {}
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiting) {
    Mailbox& home = Mailbox::current();
    start_(Resume<T>([this, waiting, &home](T value) {
      home.post([this, waiting, moved = std::move(value)]() mutable {
        value_.emplace(std::move(moved));
        waiting.resume();
      });
    }));
  }
  T await_resume() { return std::move(*value_); }

 private:
  Start start_;
  std::optional<T> value_;
};

template <class T, class Start>
WaitFor<T, Start> wait_for(Start start) {
  return WaitFor<T, Start>(std::move(start));
}

// Runs `work` on another loop and comes back with its answer: two messages. `work` is kept until it has run.
template <class F>
Task<std::invoke_result_t<F&>> call_on(Mailbox& there, F work) {
  using Answer = std::invoke_result_t<F&>;
  co_return co_await wait_for<Answer>([&](Resume<Answer> resume) {
    there.post([&work, done = std::move(resume)]() mutable { done(work()); });
  });
}

}  // namespace lyceum
