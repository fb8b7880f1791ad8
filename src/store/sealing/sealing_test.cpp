#include "store/sealing/sealing.hpp"

#include "store/accounts/accounts.hpp"
#include "store/room_log/room_log.hpp"
#include "store/trial/test_database.hpp"

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

constexpr LessonId kLesson{5};
const std::string first(64, 'a'), second(64, 'b');

class SealingTest : public testing::Test {
 protected:
  SealingTest() {
    open();
    say(1, 300);
    add(7, "anna@example.org");
  }
  Result<void> try_add(std::int64_t id, const std::string& login) {
    people::NewAccount fresh;
    fresh.account.id = AccountId{id};
    fresh.account.login = login;
    fresh.account.name = "Anna";
    return database.run(accounts().add({fresh}));
  }
  void add(std::int64_t id, const std::string& login) { EXPECT_TRUE(try_add(id, login)); }
  Accounts accounts() { return Accounts(*database); }
  bool finds(const std::string& login) {
    const auto found = database.run(accounts().find_login(login));
    return found && *found && (*found)->account.login == login;
  }
  std::size_t listed(const std::string& search) {
    people::AccountQuery query;
    query.search = search;
    query.limit = 10;
    return database.run(accounts().list(query)).value().items.size();
  }
  bool login_shows() {
    return database
               .query(
                   "SELECT count(*) FROM account WHERE replace(login, 'anna', '') <> login "
                   "OR replace(search, 'example', '') <> search")[0]
               .integer(0) > 0;
  }
  void open() {
    log = make_room_log(*database);
    epoch = database.run(log->open(kLesson, "e1")).value().epoch;
  }
  void say(Offset from, Offset count) {
    std::vector<room::LogRow> rows;
    for (Offset n = from; n < from + count; ++n)
      rows.push_back({n, Utc(), "comment", room::Audience::everyone, "{\"text\":\"private\"}"});
    ASSERT_TRUE(database.run(log->append(kLesson, epoch, rows)));
  }
  void use(const std::string& keys, Seal::Use what = Seal::Use::close) {
    (*database).use_seal(keys.empty() ? Seal() : Seal::read(keys, what).value());
  }
  std::string check() {
    const auto done = database.run(check_seal(*database));
    return done ? "ok" : done.error().detail;
  }
  std::uint64_t work() {
    return database.run(reseal(*database, []() -> Task<void> { co_return; })).value();
  }
  std::int64_t in_clear() {
    return database.query("SELECT count(*) FROM room_event WHERE replace(body, 'private', '') <> body")[0]
        .integer(0);
  }
  std::size_t readable() {
    const auto page = database.run(log->rows_after(kLesson, 0, 1000));
    return page ? page->rows.size() : 0;
  }

  TestDatabase database{"sealing_test"};
  std::unique_ptr<room::RoomLog> log;
  Epoch epoch;
};

TEST_F(SealingTest, a_site_that_switches_it_on_is_sealed_to_its_first_word) {
  EXPECT_EQ(check(), "ok");
  EXPECT_EQ(work(), 0u) << "nothing to do without a key";
  EXPECT_EQ(in_clear(), 300);
  use(first);
  EXPECT_EQ(check(), "ok");
  say(301, 10);
  EXPECT_EQ(in_clear(), 300) << "what is new is sealed at once";
  EXPECT_FALSE(database.run(seal_state(*database))->whole);
  EXPECT_EQ(readable(), 310u) << "meanwhile both can be read";
  EXPECT_EQ(work(), 301u);
  EXPECT_EQ(in_clear(), 0);
  EXPECT_EQ(readable(), 310u);
  EXPECT_TRUE(database.run(seal_state(*database))->whole);
  EXPECT_EQ(work(), 0u) << "and that is known";
}

TEST_F(SealingTest, a_missing_or_wrong_key_is_told_at_the_start) {
  use(first);
  ASSERT_EQ(check(), "ok");
  use("");
  EXPECT_NE(check().find("sealed with key"), std::string::npos);
  use(second);
  EXPECT_NE(check().find("sealed with key"), std::string::npos);
  use(first);
  EXPECT_EQ(check(), "ok");
}

TEST_F(SealingTest, a_new_key_takes_over_and_the_old_one_may_go) {
  use(first);
  ASSERT_EQ(check(), "ok");
  work();
  use(second + "\n" + first);
  ASSERT_EQ(check(), "ok");
  EXPECT_EQ(work(), 301u);
  use(second);
  EXPECT_EQ(check(), "ok");
  EXPECT_EQ(readable(), 300u);
}

TEST_F(SealingTest, switched_off_all_is_in_clear_again_and_no_key_is_needed) {
  use(first);
  ASSERT_EQ(check(), "ok");
  work();
  use(first, Seal::Use::open);
  ASSERT_EQ(check(), "ok");
  EXPECT_EQ(work(), 301u);
  EXPECT_EQ(in_clear(), 300);
  use("");
  EXPECT_EQ(check(), "ok");
  EXPECT_EQ(readable(), 300u);
}

TEST_F(SealingTest, a_row_that_was_tampered_with_is_refused_and_not_guessed) {
  use(first);
  ASSERT_EQ(check(), "ok");
  work();
  database.query("UPDATE room_event SET body = (SELECT body FROM room_event WHERE n = 2) WHERE n = 1");
  const auto page = database.run(log->rows_after(kLesson, 0, 1000));
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().code, "seal_broken");
}

TEST_F(SealingTest, a_login_is_found_before_during_and_after_and_cannot_be_taken_twice) {
  const auto all_is_well = [this](bool shows) {
    EXPECT_TRUE(finds("anna@example.org"));
    EXPECT_FALSE(finds("ben@example.org"));
    EXPECT_EQ(login_shows(), shows);
    EXPECT_EQ(listed("anna"), 1u) << "by name";
    EXPECT_EQ(try_add(8, "anna@example.org").error().code, "login_taken");
  };
  EXPECT_EQ(listed("example"), 1u);
  use(first);
  ASSERT_EQ(check(), "ok");
  all_is_well(true);
  work();
  all_is_well(false);
  EXPECT_EQ(listed("anna@example.org"), 1u) << "as a whole";
  EXPECT_EQ(listed("example"), 0u);
  use(second + "\n" + first);
  ASSERT_EQ(check(), "ok");
  all_is_well(false);
  work();
  all_is_well(false);
  use(second, Seal::Use::open);
  ASSERT_EQ(check(), "ok");
  all_is_well(false);
  work();
  all_is_well(true);
  EXPECT_EQ(listed("example"), 1u);
}

}  // namespace
}  // namespace lyceum::store
