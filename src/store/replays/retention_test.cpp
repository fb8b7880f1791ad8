#include "store/replays/retention.hpp"

#include "store/replays/replays.hpp"
#include "store/trial/test_database.hpp"

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

using namespace std::chrono_literals;

class RetentionTest : public testing::Test {
 protected:
  RetentionTest() {
    database.query(
        "INSERT INTO account(id, login, name, search, password_hash, is_operator, is_lecturer, created_us, "
        "deleted_us) VALUES (1, 'l', 'Ms Lin', '', '', 0, 1, 0, NULL)");
    add(5, "'ended'", "NULL");
    add(6, "'live'", "NULL");
    add(7, "'ended'", "9");
  }
  void add(int lesson, const std::string& state, const std::string& deleted) {
    database.query(
        "INSERT INTO lesson(id, lecturer_id, title, description, state, access, password_hash, created_us, "
        "filed_us, deleted_us, cover_version, key_version, gop_ms) VALUES (" +
        std::to_string(lesson) + ", 1, 'Bridges', '', " + state + ", 'free', '', 0, 0, " + deleted +
        ", 0, 1, 0)");
    EXPECT_TRUE(database.run(replays.note(LessonId{lesson}, 60s, clock.utc())));
  }
  std::int64_t count(const std::string& sql) { return database.query(sql)[0].integer(0); }

  TestDatabase database{"retention_test"};
  ManualClock clock;
  Replays replays{*database};
  Retention retention{*database, clock};
};

TEST_F(RetentionTest, what_was_never_set_keeps_all_for_ever) {
  EXPECT_EQ(*database.run(retention.rule()), lesson::RetentionRule());
  database.query("INSERT INTO setting(name, value) VALUES ('retention', '[30')");
  EXPECT_EQ(*database.run(retention.rule()), lesson::RetentionRule())
      << "what cannot be read deletes nothing";
  database.query("UPDATE setting SET value = '[99999999,0,true]' WHERE name = 'retention'");
  EXPECT_EQ(*database.run(retention.rule()), lesson::RetentionRule()) << "what is out of its range, too";
}

TEST_F(RetentionTest, a_rule_is_read_as_it_was_set_and_the_audit_log_knows) {
  const lesson::RetentionRule rule{.keep_days = 30, .limit_gb = 200, .when_needed = true};
  ASSERT_TRUE(database.run(retention.set_rule({.keep_days = 1}, Actor{AccountId{1}, {}})));
  ASSERT_TRUE(database.run(retention.set_rule(rule, Actor{AccountId{1}, {}})));
  EXPECT_EQ(*database.run(retention.rule()), rule);
  EXPECT_EQ(count("SELECT count(*) FROM audit WHERE action = 'site.retention' AND account_id = 1"), 2);
}

TEST_F(RetentionTest, replays_are_seen_with_what_decides_about_them) {
  ASSERT_TRUE(database.run(replays.edit(LessonId{5}, 60s, {.keep_days = std::optional<int>(7)})));
  ASSERT_TRUE(database.run(replays.watched(LessonId{5}, clock.utc() + 1h)));
  const auto all = database.run(retention.replays());
  ASSERT_TRUE(all);
  ASSERT_EQ(all->size(), 3u);
  const auto& [ended, live, deleted] = std::tie((*all)[0], (*all)[1], (*all)[2]);
  EXPECT_EQ(ended.title, "Bridges");
  EXPECT_EQ(ended.lecturer, "Ms Lin");
  EXPECT_EQ(ended.since, clock.utc());
  EXPECT_EQ(ended.own_days, 7);
  EXPECT_EQ(ended.watched_at, clock.utc() + 1h);
  EXPECT_FALSE(ended.growing || ended.abandoned);
  EXPECT_TRUE(live.growing);
  EXPECT_EQ(live.own_days, std::nullopt);
  EXPECT_TRUE(deleted.abandoned);
}

TEST_F(RetentionTest, one_whose_time_is_over_leaves_a_line_in_the_audit_log) {
  ASSERT_TRUE(database.run(retention.expire(LessonId{5})));
  EXPECT_FALSE(*database.run(replays.find(LessonId{5})));
  EXPECT_EQ(count("SELECT count(*) FROM audit WHERE action = 'lesson.replay_expired' AND subject = '5'"), 1);
}

}  // namespace
}  // namespace lyceum::store
