#include "store/replies/replies.hpp"

#include "store/room_log/room_log.hpp"
#include "store/trial/test_database.hpp"

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

constexpr LessonId kLesson{5};
constexpr AccountId kAnna{7}, kBen{8};

Utc at(int second) { return Utc(std::chrono::seconds(second)); }

class RepliesTest : public testing::Test {
 protected:
  RepliesTest() {
    for (const AccountId id : {kAnna, kBen})
      database.query(
          "INSERT INTO account(id, login, name, search, password_hash, is_operator, is_lecturer, created_us, "
          "deleted_us) "
          "VALUES ($1, $2, 'N', '', '', 0, 0, 0, NULL)",
          id, id.str());
    database.query(
        "INSERT INTO lesson(id, lecturer_id, title, description, state, access, password_hash, starts_us, "
        "started_us, "
        "ended_us, created_us, filed_us, deleted_us, cover_version, key_version, previous_key_until_us, "
        "gop_ms) "
        "VALUES (5, 7, 'Tea', '', 'ended', 'free', '', NULL, NULL, NULL, 0, 0, "
        "NULL, 0, 1, NULL, 0)");
    EXPECT_TRUE(database.run(log->open(kLesson, "e")));
  }
  void write(room::LogRow row) { EXPECT_TRUE(database.run(log->append(kLesson, "e", {std::move(row)}))); }
  static room::LogRow comment(Offset n, AccountId answers) {
    return {n, at(static_cast<int>(n)), "comment", room::Audience::everyone, "{}", answers};
  }
  room::Replies to(AccountId account, std::size_t limit = 10) {
    return database.run(replies.to(account, limit)).value();
  }
  std::vector<Offset> numbers(const room::Replies& found) {
    std::vector<Offset> numbers;
    for (const auto& reply : found.newest) numbers.push_back(reply.row.n);
    return numbers;
  }

  TestDatabase database{"replies_test"};
  std::unique_ptr<room::RoomLog> log = make_room_log(*database);
  Replies replies{*database};
};

TEST_F(RepliesTest, are_told_to_whom_they_answer_newest_first) {
  write(comment(1, {}));
  write(comment(2, kAnna));
  write(comment(3, kBen));
  write(comment(4, kAnna));
  const auto found = to(kAnna);
  EXPECT_EQ(numbers(found), (std::vector<Offset>{4, 2}));
  EXPECT_EQ(found.newest[0].title, "Tea");
  EXPECT_EQ(found.newest[0].lesson, kLesson);
  EXPECT_EQ(numbers(to(kAnna, 1)), (std::vector<Offset>{4}));
}

TEST_F(RepliesTest, are_unseen_until_they_were_looked_at) {
  write(comment(1, kAnna));
  write(comment(2, kAnna));
  EXPECT_EQ(to(kAnna).unseen, 2);
  ASSERT_TRUE(database.run(replies.seen(kAnna, at(1))));
  EXPECT_EQ(to(kAnna).unseen, 1);
  ASSERT_TRUE(database.run(replies.seen(kAnna, at(2))));
  ASSERT_TRUE(database.run(replies.seen(kAnna, at(1)))) << "an older page that comes late";
  EXPECT_EQ(to(kAnna).unseen, 0);
  EXPECT_EQ(numbers(to(kAnna)), (std::vector<Offset>{2, 1}));
}

TEST_F(RepliesTest, that_were_deleted_are_not_told) {
  write(comment(1, kAnna));
  write({2, at(2), "deleted", room::Audience::everyone, "{}", {}, 1});
  EXPECT_TRUE(to(kAnna).newest.empty());
  EXPECT_EQ(to(kAnna).unseen, 0);
}

TEST_F(RepliesTest, to_an_account_that_does_not_exist_hold_up_nothing) {
  write(comment(1, AccountId{99}));
  EXPECT_TRUE(to(AccountId{99}).newest.empty());
}

}  // namespace
}  // namespace lyceum::store
