#include "net/reactor/reactor.hpp"

#include "base/flow/task.hpp"
#include "net/reactor/pool.hpp"
#include "net/reactor/signals.hpp"

#include <csignal>
#include <future>
#include <set>
#include <string>
#include <thread>

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

namespace lyceum::net {
namespace {

using namespace std::chrono_literals;

// Two ends of a stream.
struct Pair {
  int ours = -1;
  int theirs = -1;
  Pair() {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends) != 0) std::abort();
    ours = ends[0];
    theirs = ends[1];
  }
  ~Pair() {
    ::close(ours);
    if (theirs >= 0) ::close(theirs);
  }
  void say(std::string_view text) const {
    ASSERT_EQ(::write(theirs, text.data(), text.size()), ssize_t(text.size()));
  }
  void hang_up() {
    ::close(theirs);
    theirs = -1;
  }
};

struct Recorder final : Watcher {
  std::function<void(Readiness)> call;
  void on_ready(Readiness ready) override { call(ready); }
};

TEST(Reactor, jobs_of_other_threads_run_in_order_on_its_thread) {
  Reactor reactor;
  std::string seen;
  std::thread other([&] {
    for (char c = 'a'; c <= 'e'; ++c) reactor.post([&, c] { seen += c; });
    reactor.post([&] { reactor.stop(); });
  });
  reactor.run();
  other.join();
  EXPECT_EQ(seen, "abcde");
}

TEST(Reactor, knows_itself_while_it_runs) {
  Reactor reactor(3);
  reactor.post([&] {
    EXPECT_EQ(&Reactor::current(), &reactor);
    EXPECT_EQ(&Mailbox::current(), &reactor);
    EXPECT_EQ(Reactor::current().index(), 3U);
    reactor.stop();
  });
  reactor.run();
}

TEST(Reactor, timers_fire_in_order_and_not_once_cancelled) {
  Reactor reactor;
  std::string seen;
  reactor.after(30ms, [&] { reactor.stop(); });
  reactor.after(20ms, [&] { seen += 'b'; });
  const auto never = reactor.after(15ms, [&] { seen += 'x'; });
  reactor.after(10ms, [&] {
    seen += 'a';
    reactor.cancel(never);
  });
  reactor.run();
  EXPECT_EQ(seen, "ab");
}

TEST(Reactor, a_coroutine_goes_on_where_it_stopped) {
  Reactor reactor;
  std::thread other;
  auto task = [](Reactor& home, std::thread& thread) -> Task<void> {
    const int value = co_await wait_for<int>(
        [&](Resume<int> resume) { thread = std::thread([done = std::move(resume)]() mutable { done(7); }); });
    EXPECT_EQ(value, 7);
    EXPECT_EQ(&Reactor::current(), &home);
    home.stop();
  };
  reactor.post([&] { spawn(task(reactor, other)); });
  reactor.run();
  other.join();
}

TEST(Reactor, jobs_left_behind_may_still_unwatch_and_cancel) {
  Pair pair;
  Reactor reactor;
  struct Holder final : Watcher {
    Reactor& loop;
    int descriptor;
    Timers::Handle timer;
    Holder(Reactor& r, int d) : loop(r), descriptor(d), timer(r.after(1h, [] {})) {
      loop.poller().watch(d, *this, {.read = true});
    }
    ~Holder() override {
      loop.poller().unwatch(descriptor, *this);
      loop.cancel(timer);
    }
    void on_ready(Readiness) override {}
  };
  reactor.post([holder = std::make_unique<Holder>(reactor, pair.ours)] {});
}

TEST(Poller, reports_what_is_readable_again_until_it_is_read) {
  Pair pair;
  Reactor reactor;
  Recorder recorder;
  int calls = 0;
  recorder.call = [&](Readiness ready) {
    EXPECT_TRUE(ready.readable);
    char c;
    EXPECT_EQ(::read(pair.ours, &c, 1), 1);
    if (++calls == 3) reactor.stop();
  };
  reactor.poller().watch(pair.ours, recorder, {.read = true});
  pair.say("abc");
  reactor.run();
  reactor.poller().unwatch(pair.ours, recorder);
  EXPECT_EQ(calls, 3);
}

TEST(Poller, tells_the_end_of_the_peer_even_while_reading_is_off) {
  Pair pair;
  Reactor reactor;
  Recorder recorder;
  recorder.call = [&](Readiness ready) {
    EXPECT_TRUE(ready.peer_end);
    EXPECT_FALSE(ready.readable);
    reactor.stop();
  };
  reactor.poller().watch(pair.ours, recorder, {.peer_end = true});
  pair.say("unread");
  pair.hang_up();
  reactor.run();
  reactor.poller().unwatch(pair.ours, recorder);
}

TEST(Poller, a_watcher_removed_in_the_same_batch_is_not_called) {
  Pair one, two;
  Reactor reactor;
  Recorder a, b;
  int calls = 0;
  const auto remove_the_other = [&](Recorder& self, int own, Recorder& other, int others) {
    ++calls;
    reactor.poller().unwatch(others, other);
    reactor.poller().unwatch(own, self);
    reactor.post([&] { reactor.stop(); });
  };
  a.call = [&](Readiness) { remove_the_other(a, one.ours, b, two.ours); };
  b.call = [&](Readiness) { remove_the_other(b, two.ours, a, one.ours); };
  reactor.poller().watch(one.ours, a, {.read = true});
  reactor.poller().watch(two.ours, b, {.read = true});
  one.say("x");
  two.say("x");
  reactor.run();
  EXPECT_EQ(calls, 1);
}

TEST(Poller, a_nudge_comes_later_once_and_can_be_taken_back) {
  Reactor reactor;
  Recorder a, b;
  bool inside = true;
  int calls = 0;
  a.call = [&](Readiness ready) {
    EXPECT_FALSE(inside);
    EXPECT_FALSE(ready.readable || ready.failed);
    ++calls;
    reactor.poller().forget(b);  // of the same list
    reactor.post([&] { reactor.stop(); });
  };
  b.call = [&](Readiness) { ADD_FAILURE(); };
  reactor.post([&] {
    for (int i = 0; i < 3; ++i) reactor.poller().nudge(a);
    reactor.poller().nudge(b);
    inside = false;
  });
  reactor.run();
  EXPECT_EQ(calls, 1);
}

TEST(ReactorPool, a_key_has_one_home_and_keys_spread) {
  ReactorPool pool(4);
  std::set<Reactor*> homes;
  for (std::int64_t key = 0; key < 100; ++key) {
    EXPECT_EQ(&pool.home(key), &pool.home(key));
    homes.insert(&pool.home(key));
  }
  EXPECT_EQ(homes.size(), 4U);
  pool.start();
}

TEST(Signals, sigterm_arrives_as_a_call_each_time) {
  Reactor reactor;
  int calls = 0;
  const Signals signals(reactor, {SIGTERM}, [&](int number) {
    EXPECT_EQ(number, SIGTERM);
    if (++calls == 2) return reactor.stop();
    std::raise(SIGTERM);
  });
  reactor.post([] { std::raise(SIGTERM); });
  reactor.run();
  EXPECT_EQ(calls, 2);
}

TEST(Reactor, tells_how_much_its_thread_has_worked) {
  ReactorPool pool(1);
  EXPECT_EQ(pool.at(0).busy(), 0ns);
  std::promise<std::chrono::nanoseconds> idle, worked;
  pool.start();
  pool.at(0).post([&] {
    const auto before = pool.at(0).busy();
    idle.set_value(before);
    while (pool.at(0).busy() < before + 5ms) continue;
    worked.set_value(pool.at(0).busy());
  });
  EXPECT_GE(worked.get_future().get(), idle.get_future().get() + 5ms);
  pool.stop();
  pool.join();
  EXPECT_EQ(pool.at(0).busy(), 0ns);
}

}  // namespace
}  // namespace lyceum::net
