#include "store/accounts/accounts.hpp"

#include "people/account/rules.hpp"
#include "store/accounts/sessions.hpp"
#include "store/trial/test_database.hpp"

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

using namespace std::chrono_literals;

const Utc kNow(500'000h);

people::NewAccount person(std::int64_t id, const std::string& login, bool is_operator = false) {
  people::Account account{.id = {id},
                          .login = login,
                          .name = "Name of " + login,
                          .is_operator = is_operator,
                          .is_lecturer = false,
                          .created_at = kNow + seconds(id)};
  return {.account = account, .password_hash = "hash of " + login, .terms_version = "1", .session = {}};
}

class AccountsTest : public testing::Test {
 protected:
  Result<void> add(people::NewAccount account) {
    return database.run(accounts.add(std::vector<people::NewAccount>{std::move(account)}));
  }
  std::string_view code(const auto& result) { return result ? "ok" : result.error().code; }

  TestDatabase database{"accounts_test"};
  Accounts accounts{*database};
};

TEST_F(AccountsTest, an_account_is_found_by_number_and_login_also_after_a_restart) {
  ASSERT_TRUE(add(person(7, "anna")));
  const auto found = database.run(accounts.find(AccountId{7})).value();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->name, "Name of anna");
  EXPECT_EQ(found->created_at, kNow + 7s);
  const auto credentials = database.run(accounts.find_login("anna")).value();
  ASSERT_TRUE(credentials);
  EXPECT_EQ(credentials->password_hash, "hash of anna");
  EXPECT_EQ(database.run(accounts.credentials(AccountId{7})).value()->account.login, "anna");
  EXPECT_FALSE(database.run(accounts.find(AccountId{8})).value());
  EXPECT_FALSE(database.run(accounts.find_login("Anna")).value());
  EXPECT_EQ(database.query("SELECT terms_version FROM consent WHERE account_id = 7")[0].text(0), "1");
}

TEST_F(AccountsTest, a_login_is_given_once_and_several_are_added_all_or_none) {
  ASSERT_TRUE(add(person(7, "anna")));
  const auto taken = database.run(accounts.add(std::vector{person(8, "ben"), person(9, "anna")}));
  EXPECT_EQ(code(taken), "login_taken");
  EXPECT_EQ(taken.error().detail, "anna");
  EXPECT_FALSE(database.run(accounts.find(AccountId{8})).value());
}

TEST_F(AccountsTest, the_list_goes_from_the_newest_on_page_by_page) {
  for (std::int64_t id = 1; id <= 5; ++id) ASSERT_TRUE(add(person(id, "user" + std::to_string(id))));
  std::string order, after;
  do {
    const auto page = database.run(accounts.list({.search = {}, .limit = 2, .after = after})).value();
    for (const auto& account : page.items) order += account.id.str();
    order += "|";
    after = page.next;
  } while (!after.empty());
  EXPECT_EQ(order, "54|32|1|");
}

TEST_F(AccountsTest, the_list_is_searched_by_any_part_of_login_or_name) {
  ASSERT_TRUE(add(person(1, "anna")));
  ASSERT_TRUE(add(person(2, "王老师")));
  const auto hits = [&](std::string_view typed) {
    const people::AccountQuery query{.search = people::search_form(typed), .limit = 50, .after = {}};
    return database.run(accounts.list(query)).value().items.size();
  };
  EXPECT_EQ(hits("NN"), 1u);
  EXPECT_EQ(hits("老师"), 1u);
  EXPECT_EQ(hits("name of"), 2u);
  EXPECT_EQ(hits("%"), 0u);
}

TEST_F(AccountsTest, flags_and_names_change_and_the_last_operator_stays) {
  ASSERT_TRUE(add(person(1, "root", true)));
  ASSERT_TRUE(add(person(2, "anna")));
  EXPECT_EQ(database.run(accounts.rename(AccountId{2}, "Änne")).value().name, "Änne");
  EXPECT_EQ(database.run(accounts.list({.search = people::search_form("änne"), .limit = 50, .after = {}}))
                .value()
                .items.size(),
            1u);
  const auto demote = [&] {
    return database.run(accounts.set_flags(Actor{AccountId{1}, {}}, AccountId{1},
                                           {.is_operator = false, .is_lecturer = {}}, kNow));
  };
  EXPECT_EQ(code(demote()), "last_operator");
  EXPECT_EQ(code(database.run(accounts.erase(AccountId{1}, kNow))), "last_operator");
  const auto promoted = database
                            .run(accounts.set_flags(Actor{AccountId{1}, {}}, AccountId{2},
                                                    {.is_operator = true, .is_lecturer = {}}, kNow))
                            .value();
  EXPECT_TRUE(promoted.is_operator);
  EXPECT_FALSE(promoted.is_lecturer);
  EXPECT_EQ(code(demote()), "ok");
  EXPECT_EQ(code(database.run(accounts.rename(AccountId{9}, "x"))), "account_not_found");
  const auto log =
      database.query("SELECT account_id, action, subject, detail FROM audit ORDER BY at_us, subject DESC");
  EXPECT_EQ(log[0].text(1) + log[0].text(2) + log[0].text(3), "account.flags2operator=1 lecturer=0");
}

TEST_F(AccountsTest, an_erased_account_leaves_nothing_that_tells_who_it_was) {
  auto anna = person(7, "anna");
  anna.session = people::SessionRecord{Digest{1}, AccountId{7}, kNow, kNow + 1h};
  ASSERT_TRUE(add(anna));
  database.query("INSERT INTO room_event VALUES (5, 1, 0, 'comment', 0, $1)",
                 std::string(R"({"from":{"id":"7","name":"Name of anna","role":"learner"},"text":"hi"})"));
  database.query(
      "INSERT INTO lesson(id, lecturer_id, title, description, state, access, password_hash, starts_us, "
      "started_us, "
      "ended_us, created_us, filed_us, deleted_us, cover_version, key_version, previous_key_until_us, "
      "gop_ms) "
      "VALUES (5, 7, 'Tea', '', 'ended', 'free', '', NULL, NULL, NULL, 0, 0, NULL, 0, 1, "
      "NULL, 0)");
  database.query("INSERT INTO room_reply VALUES (7, 5, 2, 0)");
  database.query("INSERT INTO room_reply_seen VALUES (7, 0)");
  ASSERT_TRUE(database.run(accounts.erase(AccountId{7}, kNow)));
  EXPECT_TRUE(database.query("SELECT n FROM room_reply").empty());
  EXPECT_TRUE(database.query("SELECT t_us FROM room_reply_seen").empty());
  EXPECT_FALSE(database.run(accounts.find(AccountId{7})).value());
  EXPECT_FALSE(database.run(accounts.find_login("anna")).value());
  EXPECT_FALSE(database.run(accounts.find_login("deleted/7")).value());
  Sessions sessions(*database);
  EXPECT_FALSE(database.run(sessions.find(Digest{1})).value());
  const auto row = database.query("SELECT login, name, search, password_hash FROM account WHERE id = 7");
  EXPECT_EQ(row[0].text(0) + row[0].text(1) + row[0].text(2) + row[0].text(3), "deleted/7");
  EXPECT_EQ(database.query("SELECT body FROM room_event")[0].text(0),
            R"({"from":{"id":"7","name":"","role":"learner"},"text":"hi"})");
  EXPECT_EQ(code(database.run(accounts.erase(AccountId{7}, kNow))), "account_not_found");
  EXPECT_TRUE(add(person(8, "anna")));  // the login is free again
}

TEST_F(AccountsTest, a_lecturer_leaves_only_after_class_and_takes_lessons_not_yet_held_along) {
  ASSERT_TRUE(add(person(7, "anna")));
  const auto lesson = [&](int id, std::string_view state) {
    database.query(
        "INSERT INTO lesson(id, lecturer_id, title, description, state, access, password_hash, starts_us, "
        "started_us, "
        "ended_us, created_us, filed_us, deleted_us, cover_version, key_version, previous_key_until_us, "
        "gop_ms) "
        "VALUES ($1, 7, 't', '', $2, 'free', '', NULL, NULL, NULL, 0, 0, NULL, 0, 1, "
        "NULL, 0)",
        id, state);
  };
  lesson(1, "live"), lesson(2, "scheduled"), lesson(3, "ended");
  EXPECT_EQ(code(database.run(accounts.erase(AccountId{7}, kNow))), "lesson_live");
  database.query("UPDATE lesson SET state = 'ended' WHERE id = 1");
  ASSERT_TRUE(database.run(accounts.erase(AccountId{7}, kNow)));
  const auto left = database.query("SELECT id FROM lesson WHERE deleted_us IS NULL ORDER BY id");
  ASSERT_EQ(left.size(), 2u);
  EXPECT_EQ(left[0].integer(0) + left[1].integer(0), 4);
}

}  // namespace
}  // namespace lyceum::store
