#include "store/accounts/applications.hpp"

#include "store/accounts/accounts.hpp"
#include "store/trial/test_database.hpp"

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

using namespace std::chrono_literals;
using people::ApplicationState;

const Utc kNow(500'000h);
const Actor kRoot{AccountId{1}, "192.0.2.1"};

class ApplicationsTest : public testing::Test {
 protected:
  ApplicationsTest() {
    for (const std::int64_t id : {7, 8, 9}) {
      people::NewAccount fresh;
      fresh.account.id = AccountId{id};
      fresh.account.login = fresh.account.name = "person" + std::to_string(id);
      fresh.account.created_at = kNow;
      EXPECT_TRUE(database.run(accounts.add(std::vector{fresh})));
    }
  }
  std::string_view apply(std::int64_t id, seconds after = 0s) {
    const auto done = database.run(
        applications.apply(Actor{AccountId{id}, "192.0.2.7"}, "I teach painting", true, kNow + after));
    return done ? "ok" : done.error().code;
  }
  auto decide(std::int64_t id, ApplicationState to) {
    return database.run(applications.decide(kRoot, AccountId{id}, to, "well then", kNow + 60s));
  }

  TestDatabase database{"applications_test"};
  Accounts accounts{*database};
  Applications applications{*database};
};

TEST_F(ApplicationsTest, who_is_approved_may_teach_and_both_stand_in_the_audit_log) {
  EXPECT_FALSE(database.run(applications.find(AccountId{7})).value());
  ASSERT_EQ(apply(7), "ok");
  EXPECT_EQ(apply(7), "application_pending");
  const auto approved = decide(7, ApplicationState::approved).value();
  EXPECT_TRUE(approved.account.is_lecturer);
  EXPECT_TRUE(database.run(accounts.find(AccountId{7})).value()->is_lecturer);
  EXPECT_EQ(decide(7, ApplicationState::declined).error().code, "application_not_found");
  EXPECT_EQ(apply(7), "teaches_already");
  const auto noted = database.query("SELECT action FROM audit ORDER BY at_us");
  EXPECT_EQ(noted[0].text(0) + " " + noted[1].text(0), "account.apply account.approve");
}

TEST_F(ApplicationsTest, who_is_declined_reads_why_and_may_ask_again) {
  ASSERT_EQ(apply(7), "ok");
  ASSERT_TRUE(decide(7, ApplicationState::declined));
  auto last = database.run(applications.find(AccountId{7})).value();
  EXPECT_EQ(last->answer, "well then");
  EXPECT_FALSE(last->seen);
  ASSERT_TRUE(database.run(applications.seen(AccountId{7})));
  EXPECT_TRUE(database.run(applications.find(AccountId{7})).value()->seen);
  ASSERT_EQ(apply(7, 90s), "ok");
  last = database.run(applications.find(AccountId{7})).value();
  EXPECT_EQ(last->state, ApplicationState::pending);
  EXPECT_FALSE(last->seen);
  EXPECT_EQ(last->answer, "");
}

TEST_F(ApplicationsTest, who_has_waited_longest_comes_first_page_by_page) {
  for (const std::int64_t id : {9, 7, 8}) ASSERT_EQ(apply(id, seconds(10 - id)), "ok");
  EXPECT_EQ(database.run(applications.waiting()).value(), 3);
  people::ApplicantQuery query{.waiting = true, .limit = 2, .after = {}};
  auto page = database.run(applications.list(query)).value();
  ASSERT_EQ(page.items.size(), 2u);
  EXPECT_EQ(page.items[0].account.id, AccountId{9});
  EXPECT_EQ(page.items[1].account.id, AccountId{8});
  query.after = page.next;
  page = database.run(applications.list(query)).value();
  ASSERT_EQ(page.items.size(), 1u);
  EXPECT_TRUE(page.next.empty());
  ASSERT_TRUE(decide(8, ApplicationState::declined));
  EXPECT_EQ(database.run(applications.waiting()).value(), 2);
  const people::ApplicantQuery decided{.waiting = false, .limit = 2, .after = {}};
  page = database.run(applications.list(decided)).value();
  ASSERT_EQ(page.items.size(), 1u);
  EXPECT_EQ(page.items[0].application.words, "I teach painting");
}

}  // namespace
}  // namespace lyceum::store
