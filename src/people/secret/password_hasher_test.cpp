#include "people/secret/password_hasher.hpp"

#include "base/flow/manual_loop.hpp"

#include <ctime>
#include <thread>

#include <gtest/gtest.h>

namespace lyceum::people {
namespace {

// The least that libsodium allows, so that tests are fast.
constexpr HashCost kCheap{.passes = 1, .memory_bytes = 8192, .queue_max = 100};

TEST(PasswordHasher, the_right_password_and_only_it_matches) {
  ManualLoop loop;
  PasswordHasher hasher(kCheap);
  const auto stored = loop.run_task(hasher.hash("correct horse")).value();
  EXPECT_TRUE(stored.starts_with("$argon2id$v=19$m=8,t=1,p=1$")) << stored;
  EXPECT_NE(loop.run_task(hasher.hash("correct horse")).value(), stored);  // salted
  EXPECT_TRUE(loop.run_task(hasher.verify("correct horse", stored)).value());
  EXPECT_FALSE(loop.run_task(hasher.verify("correct horsf", stored)).value());
  EXPECT_FALSE(loop.run_task(hasher.verify("", stored)).value());
}

TEST(PasswordHasher, what_is_no_hash_matches_nothing) {
  ManualLoop loop;
  PasswordHasher hasher(kCheap);
  for (const auto* stored : {"", "plain", "$argon2id$", "$argon2i$v=19$m=8,t=1,p=1$x$y"})
    EXPECT_FALSE(loop.run_task(hasher.verify("nobody has this password", stored)).value()) << stored;
}

TEST(PasswordHasher, checking_against_nothing_takes_as_long) {
  ManualLoop loop;
  PasswordHasher hasher({.passes = 2, .memory_bytes = 4u << 20, .queue_max = 100});
  const auto stored = loop.run_task(hasher.hash("correct horse")).value();
  // Processor time of this process, so that a busy machine does not matter.
  const auto time = [&](const std::string& against) {
    const std::clock_t begin = std::clock();
    for (int i = 0; i < 5; ++i) (void)loop.run_task(hasher.verify("wrong", against));
    return std::clock() - begin;
  };
  EXPECT_GT(time("") * 2, time(stored));
}

TEST(PasswordHasher, a_full_queue_refuses_with_a_time_to_come_back) {
  ManualLoop loop;
  Mailbox::Scope scope(loop);
  PasswordHasher hasher({.passes = 2, .memory_bytes = 1u << 20, .queue_max = 3});
  int done = 0, busy = 0;
  for (int i = 0; i < 20; ++i)
    spawn([](PasswordHasher& by, int& finished, int& refused) -> Task<void> {
      const auto hash = co_await by.hash("x");
      ++finished;
      if (hash) co_return;
      EXPECT_EQ(hash.error().code, "busy");
      EXPECT_EQ(hash.error().status, 429);
      EXPECT_GT(hash.error().retry_after_ms, 0);
      ++refused;
    }(hasher, done, busy));
  // The coroutines count. NOLINTNEXTLINE(bugprone-infinite-loop)
  while (done < 20)
    if (!loop.run()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  EXPECT_GE(busy, 10);
  EXPECT_LE(busy, 17);
}

TEST(PasswordHasher, after_close_nothing_is_accepted) {
  ManualLoop loop;
  PasswordHasher hasher(kCheap);
  hasher.close();
  EXPECT_EQ(loop.run_task(hasher.hash("x")).error().code, "busy");
}

}  // namespace
}  // namespace lyceum::people
