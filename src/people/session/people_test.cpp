#include "people/session/people.hpp"

#include "base/flow/manual_loop.hpp"
#include "people/account/rules.hpp"
#include "people/session/fake_people.hpp"

#include <gtest/gtest.h>

namespace lyceum::people {
namespace {

using namespace std::chrono_literals;

template <class T>
std::string_view code(const Result<T>& result) {
  return result ? "ok" : result.error().code;
}

class PeopleTest : public testing::Test {
 protected:
  Registration form(const std::string& login, const std::string& terms = "2026-1") {
    return {.login = login, .password = "correct horse", .name = "Name of " + login, .terms_version = terms};
  }
  SignedIn join(const std::string& login) { return run(registrar.register_account(form(login))).value(); }
  std::string_view sign_in(const std::string& login, const std::string& password,
                           const std::string& address = "192.0.2.1") {
    return code(run(door.sign_in(login, password, address)));
  }
  bool signed_in(const std::string& token) { return run(sessions.who(token)).value().has_value(); }
  template <class T>
  T run(Task<T> task) {
    return loop.run_task(std::move(task));
  }

  ManualLoop loop;
  ManualClock clock;
  FakePeople people;
  PasswordHasher hasher{{.passes = 1, .memory_bytes = 8192, .queue_max = 100}};
  Sessions sessions{people, clock};
  Needs needs{people, people, people, people, hasher, sessions, clock};
  SignIn door{needs};
  Registrar registrar{needs, [] { return std::string("2026-1"); }};
  Passwords passwords{needs};
  AccountDesk desk{needs, passwords};
};

TEST_F(PeopleTest, who_registers_is_signed_in_and_can_sign_in_again) {
  const SignedIn anna = join("Anna");
  EXPECT_EQ(anna.account.login, "anna");
  EXPECT_EQ(people.accounts.at(anna.account.id).terms_version, "2026-1");
  EXPECT_TRUE(signed_in(anna.token));
  EXPECT_EQ(sign_in("ＡＮＮＡ ", "correct horse"), "ok");
  EXPECT_EQ(code(run(registrar.register_account(form("anna")))), "login_taken");
}

TEST_F(PeopleTest, registering_needs_consent_to_the_terms_of_now) {
  EXPECT_EQ(code(run(registrar.register_account(form("anna", "")))), "terms_needed");
  EXPECT_EQ(code(run(registrar.register_account(form("anna", "2025-1")))), "terms_needed");
  Registrar without(needs, [] { return std::string(); });
  EXPECT_EQ(code(run(without.register_account(form("anna", "")))), "ok");
}

TEST_F(PeopleTest, a_wrong_password_and_an_unknown_login_are_told_alike) {
  join("anna");
  const auto wrong = run(door.sign_in("anna", "wrong horse", "192.0.2.1"));
  const auto unknown = run(door.sign_in("nobody", "wrong horse", "192.0.2.1"));
  const auto impossible = run(door.sign_in("no body", "wrong horse", "192.0.2.1"));
  EXPECT_EQ(code(wrong), "wrong_credentials");
  EXPECT_EQ(code(unknown), "wrong_credentials");
  EXPECT_EQ(code(impossible), "wrong_credentials");
}

TEST_F(PeopleTest, guessing_one_login_is_slowed_down_from_anywhere) {
  join("anna");
  for (int i = 0; i < 11; ++i)
    EXPECT_EQ(sign_in("anna", "wrong", "192.0.2." + std::to_string(i)), "wrong_credentials");
  const auto slowed = run(door.sign_in("anna", "correct horse", "192.0.2.99"));
  EXPECT_EQ(code(slowed), "too_many_attempts");
  EXPECT_EQ(slowed.error().retry_after_ms, 1000);
  EXPECT_EQ(sign_in("ben", "wrong", "192.0.2.99"), "wrong_credentials");
  clock.advance(1s);
  EXPECT_EQ(sign_in("anna", "correct horse"), "ok");
  EXPECT_EQ(sign_in("anna", "wrong"), "wrong_credentials");  // all forgiven
}

TEST_F(PeopleTest, guessing_from_one_address_is_slowed_down_for_all_logins) {
  join("anna");
  for (int i = 0; i < 31; ++i) EXPECT_EQ(sign_in("user" + std::to_string(i), "wrong"), "wrong_credentials");
  const int looked_up = people.logins_looked_up;
  EXPECT_EQ(sign_in("anna", "correct horse"), "too_many_attempts");
  EXPECT_EQ(people.logins_looked_up, looked_up);
  EXPECT_EQ(sign_in("anna", "correct horse", "192.0.2.2"), "ok");
}

TEST_F(PeopleTest, a_whole_class_behind_one_address_can_sign_in) {
  for (int i = 0; i < 60; ++i) join("user" + std::to_string(i));
  for (int i = 0; i < 60; ++i) EXPECT_EQ(sign_in("user" + std::to_string(i), "correct horse"), "ok");
}

TEST_F(PeopleTest, the_setup_link_makes_one_operator) {
  EXPECT_TRUE(run(registrar.setup_needed()).value());
  const auto link = run(registrar.prepare_setup()).value();
  ASSERT_TRUE(link);
  EXPECT_EQ(code(run(registrar.set_up("guess", form("root")))), "link_invalid");
  const auto root = run(registrar.set_up(*link, form("root"))).value();
  EXPECT_TRUE(root.account.is_operator);
  EXPECT_TRUE(signed_in(root.token));
  EXPECT_FALSE(run(registrar.prepare_setup()).value());
  EXPECT_EQ(code(run(registrar.set_up(*link, form("eve")))), "setup_done");
}

TEST_F(PeopleTest, a_changed_password_ends_the_other_sessions) {
  const SignedIn here = join("anna");
  const auto there = run(door.sign_in("anna", "correct horse", "192.0.2.1")).value().token;
  EXPECT_TRUE(signed_in(there));
  const auto id = here.account.id;
  EXPECT_EQ(code(run(passwords.change(id, "wrong", "battery staple", here.token))), "wrong_password");
  EXPECT_EQ(code(run(passwords.change(id, "correct horse", "short", here.token))), "password_short");
  EXPECT_EQ(code(run(passwords.change(id, "correct horse", "battery staple", here.token))), "ok");
  EXPECT_TRUE(signed_in(here.token));
  EXPECT_FALSE(signed_in(there));
  EXPECT_EQ(sign_in("anna", "correct horse"), "wrong_credentials");
  EXPECT_EQ(sign_in("anna", "battery staple"), "ok");
}

TEST_F(PeopleTest, a_stolen_session_cannot_guess_the_password) {
  const SignedIn anna = join("anna");
  for (int i = 0; i < 11; ++i)
    EXPECT_EQ(code(run(passwords.confirm(anna.account.id, "wrong"))), "wrong_password");
  EXPECT_EQ(code(run(passwords.confirm(anna.account.id, "correct horse"))), "too_many_attempts");
}

TEST_F(PeopleTest, an_operators_link_sets_a_new_password_once_within_a_day) {
  const SignedIn anna = join("anna");
  Account root = anna.account;
  EXPECT_EQ(code(run(passwords.issue_reset(root, anna.account.id))), "not_allowed");
  root.is_operator = true;
  const auto link = run(passwords.issue_reset(root, anna.account.id)).value();
  EXPECT_TRUE(signed_in(anna.token));
  EXPECT_EQ(code(run(passwords.redeem_reset(link, "password"))), "password_common");
  EXPECT_EQ(code(run(passwords.redeem_reset(link, "battery staple"))), "ok");
  EXPECT_FALSE(signed_in(anna.token));
  EXPECT_EQ(sign_in("anna", "battery staple"), "ok");
  EXPECT_EQ(code(run(passwords.redeem_reset(link, "another horse"))), "link_invalid");
  const auto late = run(passwords.issue_reset(root, anna.account.id)).value();
  clock.advance(24h);
  EXPECT_EQ(code(run(passwords.redeem_reset(late, "another horse"))), "link_invalid");
  EXPECT_EQ(code(run(passwords.redeem_reset("guess", "another horse"))), "link_invalid");
}

TEST_F(PeopleTest, a_blocked_person_is_out_and_told_why_until_an_operator_opens_the_account_again) {
  const SignedIn anna = join("anna");
  Account oper;
  oper.is_operator = true;
  const auto old_link = run(passwords.issue_reset(oper, anna.account.id)).value();
  EXPECT_EQ(code(run(desk.block(anna.account, anna.account.id, "spam"))), "not_allowed");
  EXPECT_EQ(code(run(desk.block(oper, oper.id, "spam"))), "own_account");
  EXPECT_EQ(code(run(desk.block(oper, anna.account.id, " "))), "reason_invalid");
  EXPECT_EQ(code(run(desk.block(oper, anna.account.id, std::string(201, 'x')))), "reason_invalid");
  ASSERT_EQ(code(run(desk.block(oper, anna.account.id, "spam"))), "ok");
  EXPECT_FALSE(signed_in(anna.token));
  EXPECT_EQ(sign_in("anna", "wrong horse"), "wrong_credentials");  // who cannot sign in learns nothing
  const auto refused = run(door.sign_in("anna", "correct horse", "192.0.2.1"));
  EXPECT_EQ(code(refused), "blocked");
  EXPECT_EQ(refused.error().words, "spam");
  EXPECT_EQ(code(run(passwords.redeem_reset(old_link, "another horse"))), "link_invalid");
  EXPECT_EQ(code(run(desk.unblock(anna.account, anna.account.id))), "not_allowed");
  ASSERT_EQ(code(run(desk.unblock(oper, anna.account.id))), "ok");
  EXPECT_EQ(sign_in("anna", "correct horse"), "ok");
}

TEST_F(PeopleTest, sign_ins_are_noted_and_failures_only_so_many_a_minute) {
  const SignedIn anna = join("anna");
  const std::string id = anna.account.id.str();
  ASSERT_EQ(sign_in("anna", "correct horse"), "ok");
  ASSERT_EQ(sign_in("anna", "wrong horse"), "wrong_credentials");
  ASSERT_EQ(sign_in("my secret password", "x"), "wrong_credentials");
  EXPECT_EQ(people.sign_ins, (std::vector<std::string>{"in " + id + " 192.0.2.1", "no " + id + " 192.0.2.1",
                                                       "no 0 192.0.2.1"}));
  for (int i = 0; i < 40; ++i) sign_in("nobody" + std::to_string(i), "x", "198.51.100." + std::to_string(i));
  EXPECT_EQ(people.sign_ins.size(), 1u + SignIn::kFailuresNoted);
  clock.advance(60s);
  sign_in("nobody", "x", "203.0.113.9");
  EXPECT_EQ(people.sign_ins.back(), "no 0 203.0.113.9+12");
}

TEST_F(PeopleTest, deleting_an_account_asks_for_its_password) {
  const SignedIn anna = join("anna");
  EXPECT_EQ(code(run(desk.erase(anna.account.id, "wrong"))), "wrong_password");
  EXPECT_TRUE(signed_in(anna.token));
  EXPECT_EQ(code(run(desk.erase(anna.account.id, "correct horse"))), "ok");
  EXPECT_FALSE(signed_in(anna.token));
}

TEST_F(PeopleTest, names_and_flags_are_seen_at_once) {
  const SignedIn anna = join("anna");
  EXPECT_TRUE(signed_in(anna.token));
  EXPECT_EQ(code(run(desk.rename(anna.account.id, " "))), "name_invalid");
  ASSERT_TRUE(run(desk.rename(anna.account.id, "Anne")));
  EXPECT_EQ(run(sessions.who(anna.token)).value()->name, "Anne");
  Account root = anna.account;
  const AccountFlags flags{.is_operator = {}, .is_lecturer = true};
  EXPECT_EQ(code(run(desk.set_flags(root, anna.account.id, flags))), "not_allowed");
  EXPECT_EQ(code(run(desk.list(root, {}))), "not_allowed");
  root.is_operator = true;
  EXPECT_EQ(code(run(desk.set_flags(root, anna.account.id, flags))), "ok");
  EXPECT_TRUE(run(sessions.who(anna.token)).value()->is_lecturer);
  AccountQuery query;
  query.search = "ＡＮ";
  EXPECT_EQ(code(run(desk.list(root, query))), "ok");
  EXPECT_EQ(people.last_query.search, "an");
}

TEST_F(PeopleTest, imported_accounts_are_signed_in_and_have_no_password) {
  const std::vector<Registrar::Imported> rows{{"user1", "One", false}, {"user2", "Two", true}};
  const auto imported = run(registrar.import(rows)).value();
  ASSERT_EQ(imported.size(), 2u);
  EXPECT_TRUE(signed_in(imported[0].token));
  EXPECT_TRUE(imported[1].account.is_lecturer);
  EXPECT_EQ(sign_in("user1", ""), "wrong_credentials");
  const std::vector<Registrar::Imported> bad{{"user3", "Three", false}, {"x", "Bad", false}};
  EXPECT_EQ(code(run(registrar.import(bad))), "login_invalid");
  EXPECT_EQ(people.accounts.size(), 2u);
  const auto operator_made = run(registrar.add(form("root"), true, false)).value();
  EXPECT_TRUE(operator_made.is_operator);
  EXPECT_EQ(people.accounts.at(operator_made.id).terms_version, "");
}

}  // namespace
}  // namespace lyceum::people
