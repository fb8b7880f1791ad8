#include "store/accounts/passwords.hpp"

#include "store/accounts/accounts.hpp"
#include "store/accounts/sessions.hpp"
#include "store/accounts/setup.hpp"
#include "store/trial/test_database.hpp"

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

using namespace std::chrono_literals;

const Utc kNow(500'000h);
constexpr AccountId kAnna{7};
constexpr Digest kHere{1}, kThere{2}, kLink{3};

people::NewAccount person(AccountId id, const std::string& login, bool is_operator) {
  const people::Account account{.id = id,
                                .login = login,
                                .name = login,
                                .is_operator = is_operator,
                                .is_lecturer = false,
                                .created_at = kNow};
  return {.account = account, .password_hash = "old", .terms_version = {}, .session = {}};
}

class PasswordsTest : public testing::Test {
 protected:
  PasswordsTest() {
    EXPECT_TRUE(database.run(accounts.add(std::vector{person(kAnna, "anna", false)})));
    for (const Digest& token : {kHere, kThere})
      EXPECT_TRUE(database.run(sessions.add({token, kAnna, kNow, kNow + 1h})));
  }
  bool signed_in(const Digest& token) { return database.run(sessions.find(token)).value().has_value(); }
  std::string hash() { return database.run(accounts.credentials(kAnna)).value()->password_hash; }
  std::string_view code(const auto& result) { return result ? "ok" : result.error().code; }

  TestDatabase database{"passwords_test"};
  Accounts accounts{*database};
  Sessions sessions{*database};
  Passwords passwords{*database};
};

TEST_F(PasswordsTest, a_new_password_ends_the_other_sessions) {
  ASSERT_TRUE(database.run(passwords.set(kAnna, "new", kHere, kNow)));
  EXPECT_EQ(hash(), "new");
  EXPECT_TRUE(signed_in(kHere));
  EXPECT_FALSE(signed_in(kThere));
  EXPECT_EQ(code(database.run(passwords.set(AccountId{9}, "new", kHere, kNow))), "account_not_found");
}

TEST_F(PasswordsTest, a_link_works_once_and_ends_all_sessions) {
  ASSERT_TRUE(database.run(passwords.put_reset(Actor{AccountId{1}, {}}, kAnna, kLink, kNow, kNow + 24h)));
  EXPECT_EQ(database.run(passwords.find_reset(kLink, kNow)).value()->login, "anna");
  EXPECT_EQ(database.run(passwords.redeem_reset(kLink, "new", kNow + 1h)).value(), kAnna);
  EXPECT_EQ(hash(), "new");
  EXPECT_FALSE(signed_in(kHere));
  EXPECT_EQ(code(database.run(passwords.redeem_reset(kLink, "newer", kNow + 1h))), "link_invalid");
  EXPECT_EQ(hash(), "new");
}

TEST_F(PasswordsTest, a_link_ends_with_its_day_with_a_newer_one_and_with_a_change_of_password) {
  ASSERT_TRUE(database.run(passwords.put_reset(Actor{AccountId{1}, {}}, kAnna, kLink, kNow, kNow + 24h)));
  EXPECT_FALSE(database.run(passwords.find_reset(kLink, kNow + 24h)).value());
  EXPECT_EQ(code(database.run(passwords.redeem_reset(kLink, "new", kNow + 24h))), "link_invalid");
  ASSERT_TRUE(database.run(passwords.put_reset(Actor{AccountId{1}, {}}, kAnna, Digest{4}, kNow, kNow + 24h)));
  EXPECT_EQ(code(database.run(passwords.redeem_reset(kLink, "new", kNow))), "link_invalid");
  ASSERT_TRUE(database.run(passwords.set(kAnna, "new", {}, kNow)));
  EXPECT_EQ(code(database.run(passwords.redeem_reset(Digest{4}, "newer", kNow))), "link_invalid");
  EXPECT_EQ(code(database.run(passwords.put_reset(Actor{AccountId{1}, {}}, AccountId{9}, kLink, kNow, kNow))),
            "account_not_found");
}

TEST_F(PasswordsTest, blocking_ends_sessions_and_links_and_keeps_the_password) {
  ASSERT_TRUE(database.run(passwords.put_reset(Actor{AccountId{1}, {}}, kAnna, kLink, kNow, kNow + 24h)));
  const Actor root{AccountId{1}, "192.0.2.1"};
  EXPECT_EQ(database.run(accounts.block(root, kAnna, "spam", kNow)).value().blocked_why, "spam");
  EXPECT_EQ(hash(), "old");
  EXPECT_FALSE(signed_in(kHere));
  EXPECT_FALSE(signed_in(kThere));
  EXPECT_FALSE(database.run(passwords.find_reset(kLink, kNow)).value());
  const auto noted = database.query("SELECT account_id, address FROM audit WHERE action = 'account.block'");
  EXPECT_EQ(noted[0].integer(0), 1);
  EXPECT_EQ(noted[0].text(1), "192.0.2.1");
  EXPECT_EQ(code(database.run(accounts.block(root, AccountId{9}, "spam", kNow))), "account_not_found");
}

TEST_F(PasswordsTest, a_blocked_account_has_no_session_until_it_is_opened_again) {
  ASSERT_TRUE(database.run(accounts.block(Actor{}, kAnna, "spam", kNow)));
  ASSERT_TRUE(database.run(sessions.add({kHere, kAnna, kNow, kNow + 1h})));
  EXPECT_FALSE(signed_in(kHere));
  EXPECT_TRUE(database.run(accounts.find_login("anna")).value()->account.blocked_at);
  EXPECT_FALSE(database.run(accounts.unblock(Actor{}, kAnna, kNow)).value().blocked_at);
  EXPECT_TRUE(signed_in(kHere));
}

TEST_F(PasswordsTest, the_last_operator_who_may_come_in_is_not_blocked) {
  ASSERT_TRUE(database.run(accounts.add(std::vector{person(AccountId{1}, "root", true)})));
  EXPECT_EQ(code(database.run(accounts.block(Actor{}, AccountId{1}, "why", kNow))), "last_operator");
  ASSERT_TRUE(database.run(accounts.add(std::vector{person(AccountId{2}, "second", true)})));
  ASSERT_TRUE(database.run(accounts.block(Actor{}, AccountId{1}, "why", kNow)));
  EXPECT_EQ(code(database.run(accounts.block(Actor{}, AccountId{2}, "why", kNow))), "last_operator");
}

TEST_F(PasswordsTest, the_setup_link_makes_the_first_operator_and_no_second) {
  store::Setup setup(*database);
  EXPECT_FALSE(database.run(setup.has_operator()).value());
  ASSERT_TRUE(database.run(setup.put_link(Digest{5})));
  ASSERT_TRUE(database.run(setup.put_link(kLink)));  // the next start of the server
  EXPECT_EQ(code(database.run(setup.redeem(Digest{5}, person(AccountId{1}, "root", true)))), "link_invalid");
  EXPECT_EQ(code(database.run(setup.redeem(kLink, person(AccountId{1}, "anna", true)))), "login_taken");
  ASSERT_TRUE(database.run(
      setup.redeem(kLink, person(AccountId{1}, "root", true))));  // the failed try did not use it up
  EXPECT_TRUE(database.run(setup.has_operator()).value());
  EXPECT_EQ(code(database.run(setup.redeem(kLink, person(AccountId{2}, "eve", true)))), "setup_done");
  EXPECT_EQ(code(database.run(setup.put_link(kLink))), "setup_done");
}

}  // namespace
}  // namespace lyceum::store
