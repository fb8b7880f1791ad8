#include "store/audit/audit.hpp"

#include "store/accounts/accounts.hpp"
#include "store/trial/test_database.hpp"

#include <set>

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

using namespace std::chrono_literals;

const Utc kNow(500'000h);

class AuditTest : public testing::Test {
 protected:
  AuditTest() {
    people::NewAccount anna;
    anna.account.id = AccountId{7};
    anna.account.login = anna.account.name = "Anna";
    anna.account.created_at = kNow;
    EXPECT_TRUE(database.run(accounts.add(std::vector{anna})));
  }
  void note(std::int64_t by, const std::string& action, const std::string& subject, seconds after = 0s) {
    site::AuditNote note{
        .at = kNow + after, .by = {AccountId{by}, "192.0.2.1"}, .action = action, .subject = subject};
    EXPECT_TRUE(database.run(log.note(note)));
  }
  std::vector<std::string> actions(site::AuditQuery query) {
    std::vector<std::string> all;
    const auto page = database.run(log.list(std::move(query))).value();
    for (const auto& entry : page.items) all.push_back(entry.action);
    return all;
  }

  TestDatabase database{"audit_test"};
  Accounts accounts{*database};
  AuditLog log{*database};
};

using List = std::vector<std::string>;

TEST_F(AuditTest, the_newest_comes_first_with_the_names_of_who_did_it_and_to_whom) {
  note(7, "account.sign_in", "7");
  note(1, "account.block", "7", 1s);
  const auto page = database.run(log.list({})).value();
  ASSERT_EQ(page.items.size(), 2u);
  EXPECT_EQ(page.items[0].action, "account.block");
  EXPECT_EQ(page.items[0].by_name, "");
  EXPECT_EQ(page.items[0].subject_name, "Anna");
  EXPECT_EQ(page.items[1].by_name, "Anna");
  EXPECT_EQ(page.items[1].address, "192.0.2.1");
}

TEST_F(AuditTest, it_is_read_by_person_kind_and_time) {
  note(7, "account.sign_in", "7");
  note(1, "account.block", "7", 1s);
  note(1, "lesson.cut", "123456789", 2s);
  EXPECT_EQ(actions({.person = AccountId{7}}), (List{"account.block", "account.sign_in"}));
  EXPECT_EQ(actions({.kind = "lesson"}), List{"lesson.cut"});
  EXPECT_EQ(actions({.kind = "account.block"}), List{"account.block"});
  EXPECT_EQ(actions({.from = kNow + 1s, .until = kNow + 2s}), List{"account.block"});
}

TEST_F(AuditTest, pages_follow_one_another_without_a_gap) {
  for (int i = 0; i < 5; ++i) note(1, "lesson.key", std::to_string(i));  // all at the same time
  std::set<std::string> seen;
  site::AuditQuery query{.limit = 2};
  int pages = 0;
  do {
    const auto page = database.run(log.list(query)).value();
    for (const auto& entry : page.items) seen.insert(entry.subject);
    query.after = page.next;
    ++pages;
  } while (!query.after.empty());
  EXPECT_EQ(seen.size(), 5u);
  EXPECT_EQ(pages, 3);
}

}  // namespace
}  // namespace lyceum::store
