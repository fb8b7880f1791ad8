#include "store/postgres/instance_lock.hpp"

#include "store/postgres/server_under_test.hpp"

#include <future>

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

using namespace std::chrono_literals;

void end_sessions_that_hold_locks(const std::string& url) {
  auto admin = std::move(*PgConnection::open(url));
  ASSERT_TRUE(admin->run("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'", {}));
}

TEST(InstanceLock, one_server_at_a_time_has_a_database) {
  const std::string url = server_under_test().fresh_url();
  {
    const auto first = InstanceLock::take(url);
    ASSERT_TRUE(first) << first.error().detail;
    EXPECT_TRUE(InstanceLock::is_held(url).value());
    const auto second = InstanceLock::take(url);
    ASSERT_FALSE(second);
    EXPECT_NE(second.error().detail.find("another Lyceum uses the database"), std::string::npos);
  }
  EXPECT_FALSE(InstanceLock::is_held(url).value());
  EXPECT_TRUE(InstanceLock::take(url));
}

TEST(InstanceLock, another_schema_is_another_site) {
  const auto one = InstanceLock::take(server_under_test().fresh_url());
  EXPECT_TRUE(InstanceLock::take(server_under_test().fresh_url()));
}

TEST(InstanceLock, it_is_taken_again_when_its_session_broke) {
  const std::string url = server_under_test().fresh_url();
  auto lock = std::move(*InstanceLock::take(url));
  lock->watch([] { ADD_FAILURE() << "nobody else is there"; });
  end_sessions_that_hold_locks(url);
  const Mono end = std::chrono::steady_clock::now() + 10s;
  while (!InstanceLock::is_held(url).value() && std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(50ms);
  EXPECT_TRUE(InstanceLock::is_held(url).value());
}

TEST(InstanceLock, who_lost_it_to_another_is_told) {
  const std::string url = server_under_test().fresh_url();
  auto lock = std::move(*InstanceLock::take(url));
  end_sessions_that_hold_locks(url);
  const auto other = InstanceLock::take(url);
  ASSERT_TRUE(other) << other.error().detail;
  std::promise<void> told;
  lock->watch([&] { told.set_value(); });
  EXPECT_EQ(told.get_future().wait_for(10s), std::future_status::ready);
}

}  // namespace
}  // namespace lyceum::store
