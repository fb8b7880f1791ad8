#include "base/flow/manual_loop.hpp"

#include <memory>
#include <string>
#include <thread>

#include <gtest/gtest.h>

namespace lyceum {
namespace {

using namespace std::chrono_literals;

Task<std::string> answer(std::thread& other) {
  const int number = co_await wait_for<int>(
      [&](Resume<int> resume) { other = std::thread([done = std::move(resume)]() mutable { done(42); }); });
  co_return std::to_string(number);
}

TEST(Task, a_value_from_another_thread_arrives_on_the_waiting_loop) {
  ManualLoop loop;
  std::thread other;
  EXPECT_EQ(loop.run_task(answer(other)), "42");
  other.join();
}

Task<int> thrower() {
  if (true) throw std::string("inside");
  co_return 1;
}

TEST(Task, an_exception_reaches_the_awaiter) {
  ManualLoop loop;
  auto caught = [](Task<int> inner) -> Task<std::string> {
    try {
      co_await inner;
    } catch (const std::string& what) {
      co_return what;
    }
    co_return "";
  };
  EXPECT_EQ(loop.run_task(caught(thrower())), "inside");
}

TEST(Task, a_task_that_is_never_awaited_frees_what_it_holds) {
  const auto held = std::make_shared<int>(1);
  {
    auto unused = [](std::shared_ptr<int> p) -> Task<int> { co_return *p; }(held);
  }
  EXPECT_EQ(held.use_count(), 1);
}

TEST(ManualLoop, timers_fire_in_order_and_not_once_cancelled) {
  ManualLoop loop;
  std::string seen;
  loop.after(20ms, [&] { seen += "b"; });
  loop.after(10ms, [&] { seen += "a"; });
  const auto never = loop.after(15ms, [&] { seen += "x"; });
  loop.cancel(never);
  loop.advance(19ms);
  EXPECT_EQ(seen, "a");
  loop.advance(1ms);
  EXPECT_EQ(seen, "ab");
}

}  // namespace
}  // namespace lyceum
