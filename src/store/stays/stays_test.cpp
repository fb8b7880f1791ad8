#include "store/stays/stays.hpp"

#include "store/accounts/accounts.hpp"
#include "store/trial/test_database.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

using namespace std::chrono_literals;
using insight::Attended;
using insight::Attendee;
using insight::Span;
using room::Stay;
using room::Stayed;

const Utc kNow(500'000h);
constexpr LessonId kFirst{5}, kSecond{6};
constexpr AccountId kWei{7}, kAnna{8};

class StaysTest : public testing::Test {
 protected:
  StaysTest() {
    for (const auto& [id, name] : {std::pair(kWei, "Wei"), std::pair(kAnna, "Anna")})
      database.query(
          "INSERT INTO account(id, login, name, search, password_hash, is_operator, is_lecturer, "
          "created_us) VALUES (" +
          id.str() + ", 'l" + id.str() + "', '" + name + "', '', '', 0, 0, 0)");
    for (const LessonId id : {kFirst, kSecond})
      database.query(
          "INSERT INTO lesson(id, lecturer_id, title, description, state, access, password_hash, created_us, "
          "filed_us, cover_version, key_version, gop_ms, started_us, ended_us) VALUES (" +
              id.str() + ", 8, 'T" + id.str() + "', '', 'ended', 'free', '', 0, 0, 0, 1, 0, $1, $2)",
          kNow + std::chrono::minutes(id.value), kNow + 60min);
  }
  void save(LessonId lesson, std::vector<Stay> all) {
    ASSERT_TRUE(database.run(stays.save(lesson, std::move(all))));
  }
  std::vector<LessonId> attended(AccountId account, int limit = 20, std::string after = "") {
    std::vector<LessonId> lessons;
    auto page = database.run(stays.attended(account, {limit, std::move(after)})).value();
    for (const Attended& item : page.items) lessons.push_back(item.lesson);
    next = page.next;
    return lessons;
  }

  TestDatabase database{"stays_test"};
  Stays stays{*database};
  std::string next;
};

TEST_F(StaysTest, a_stay_grows_and_a_room_that_opens_knows_the_latest_and_the_sum_of_those_before) {
  EXPECT_TRUE(database.run(stays.saved(kFirst)).value().empty());
  save(kFirst, {{kWei, Role::learner, kNow, kNow + 40s}, {kAnna, Role::lecturer, kNow, kNow + 10s}});
  save(kFirst, {{kWei, Role::learner, kNow, kNow + 80s}});
  save(kFirst, {{kWei, Role::learner, kNow + 200s, kNow + 205s}});
  database.reopen();
  auto saved = database.run(Stays(*database).saved(kFirst)).value();
  std::ranges::sort(saved, {}, &Stayed::account);
  EXPECT_EQ(saved,
            (std::vector<Stayed>{{kWei, 80s, kNow + 200s, kNow + 205s}, {kAnna, 0s, kNow, kNow + 10s}}));
}

TEST_F(StaysTest, of_a_lesson_tells_who_was_there_by_name) {
  save(kFirst, {{kWei, Role::learner, kNow, kNow + 40s},
                {kWei, Role::assistant, kNow + 60s, kNow + 70s},
                {kAnna, Role::learner, kNow + 5s, kNow + 10s}});
  EXPECT_EQ(database.run(stays.attendees(kFirst)).value(),
            (std::vector<Attendee>{{kAnna, "Anna", Role::learner, 5s, kNow + 5s, kNow + 10s},
                                   {kWei, "Wei", Role::assistant, 50s, kNow, kNow + 70s}}));
  EXPECT_TRUE(database.run(stays.attendees(kSecond)).value().empty());
}

TEST_F(StaysTest, of_an_account_tells_its_classes_the_newest_first) {
  save(kFirst,
       {{kWei, Role::learner, kNow + 6min, kNow + 7min}, {kWei, Role::learner, kNow + 9min, kNow + 10min}});
  save(kSecond, {{kWei, Role::learner, kNow, kNow + 1min}});
  EXPECT_EQ(attended(kWei), (std::vector{kSecond, kFirst}));
  EXPECT_TRUE(next.empty());
  EXPECT_EQ(attended(kWei, 1), std::vector{kSecond});
  EXPECT_EQ(attended(kWei, 1, next), std::vector{kFirst});
  EXPECT_TRUE(next.empty());
  EXPECT_TRUE(attended(kAnna).empty());
  database.query("INSERT INTO replay(lesson_id, duration_ms, hidden, chapters) VALUES (5, 1000, 0, '[]')");
  EXPECT_EQ(database.run(stays.attended(kWei, kFirst)).value(),
            (Attended{.lesson = kFirst,
                      .title = "T5",
                      .begun = kNow + 5min,
                      .over = kNow + 60min,
                      .replay = true,
                      .stays = {Span{kNow + 6min, kNow + 7min}, Span{kNow + 9min, kNow + 10min}}}));
  EXPECT_FALSE(database.run(stays.attended(kAnna, kFirst)).value());
  database.query("UPDATE lesson SET deleted_us = 1 WHERE id = 6");
  EXPECT_EQ(attended(kWei), std::vector{kFirst});
}

TEST_F(StaysTest, of_a_deleted_account_nothing_is_left_and_nothing_comes) {
  save(kFirst, {{kWei, Role::learner, kNow, kNow + 40s}});
  ASSERT_TRUE(database.run(Accounts(*database).erase(kWei, kNow)));
  save(kFirst, {{kWei, Role::learner, kNow, kNow + 80s}, {kAnna, Role::learner, kNow, kNow + 80s}});
  EXPECT_EQ(database.query("SELECT COUNT(*) FROM stay WHERE account_id = 7")[0].integer(0), 0);
  EXPECT_EQ(database.run(stays.attendees(kFirst)).value().size(), 1U);
}

}  // namespace
}  // namespace lyceum::store
