#include "store/accounts/sessions.hpp"

#include "store/accounts/accounts.hpp"
#include "store/trial/test_database.hpp"

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

using namespace std::chrono_literals;

const Utc kNow(500'000h);
constexpr AccountId kAnna{7};

class SessionsTest : public testing::Test {
 protected:
  SessionsTest() {
    const people::Account anna{.id = kAnna,
                               .login = "anna",
                               .name = "Anna",
                               .is_operator = false,
                               .is_lecturer = true,
                               .created_at = kNow};
    const people::NewAccount fresh{.account = anna, .password_hash = {}, .terms_version = {}, .session = {}};
    EXPECT_TRUE(database.run(accounts.add(std::vector{fresh})));
    EXPECT_TRUE(database.run(sessions.add({Digest{1}, kAnna, kNow, kNow + 1h})));
  }
  TestDatabase database{"sessions_test"};
  Accounts accounts{*database};
  Sessions sessions{*database};
};

TEST_F(SessionsTest, a_session_leads_to_its_account) {
  const auto found = database.run(sessions.find(Digest{1})).value();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->account.login, "anna");
  EXPECT_TRUE(found->account.is_lecturer);
  EXPECT_EQ(found->session.account, kAnna);
  EXPECT_EQ(found->session.seen_at, kNow);
  EXPECT_EQ(found->session.expires_at, kNow + 1h);
  EXPECT_FALSE(database.run(sessions.find(Digest{2})).value());
}

TEST_F(SessionsTest, a_session_is_extended_and_ended) {
  ASSERT_TRUE(database.run(sessions.extend(Digest{1}, kNow + 1min, kNow + 2h)));
  EXPECT_EQ(database.run(sessions.find(Digest{1})).value()->session.expires_at, kNow + 2h);
  ASSERT_TRUE(database.run(sessions.remove(Digest{1})));
  EXPECT_FALSE(database.run(sessions.find(Digest{1})).value());
  EXPECT_TRUE(database.run(sessions.remove(Digest{1})));
}

TEST_F(SessionsTest, what_has_expired_is_swept) {
  EXPECT_EQ(database.run(sessions.remove_expired(kNow + 1h - 1us)).value(), 0);
  EXPECT_EQ(database.run(sessions.remove_expired(kNow + 1h)).value(), 1);
}

}  // namespace
}  // namespace lyceum::store
