#include "store/lessons/members.hpp"

#include "store/trial/test_database.hpp"

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

using namespace std::chrono_literals;

const Utc kNow(500'000h);
constexpr LessonId kLesson{5}, kOther{6};
constexpr AccountId kAnna{7}, kBen{8};

class MembersTest : public testing::Test {
 protected:
  MembersTest() {
    for (int id : {1, 7, 8})
      database.query(
          "INSERT INTO account(id, login, name, search, password_hash, is_operator, is_lecturer, created_us, "
          "deleted_us) "
          "VALUES ($1, $2, $3, '', '', 0, 0, 0, NULL)",
          id, std::to_string(id), "Name " + std::to_string(id));
    for (int id : {5, 6})
      database.query(
          "INSERT INTO lesson(id, lecturer_id, title, description, state, access, password_hash, starts_us, "
          "started_us, "
          "ended_us, created_us, filed_us, deleted_us, cover_version, key_version, previous_key_until_us, "
          "gop_ms) "
          "VALUES ($1, 1, 't', '', 'scheduled', 'invite', 'hash', NULL, NULL, NULL, 0, 0, "
          "NULL, 0, 1, NULL, 0)",
          id);
  }
  void invite(const std::string& code, Role role) {
    lesson::Invite fresh;
    fresh.lesson = kLesson;
    fresh.code = code;
    fresh.role = role;
    fresh.created_at = kNow;
    ASSERT_TRUE(database.run(members.add_invite(fresh)));
  }
  std::string_view redeem(const std::string& code, AccountId account, LessonId lesson = kLesson) {
    const auto role = database.run(members.redeem(lesson, code, account, kNow));
    return role ? role_name(*role) : role.error().code;
  }
  std::string seats() {
    std::string all;
    const auto there = database.run(members.members(kLesson)).value();
    for (const auto& member : there) all += member.account.str() + std::string(role_name(member.role)) + " ";
    return all;
  }
  TestDatabase database{"members_test"};
  Members members{*database};
};

TEST_F(MembersTest, an_invite_works_once_and_for_the_same_account_again) {
  invite("code", Role::assistant);
  EXPECT_EQ(redeem("code", kAnna), "assistant");
  EXPECT_EQ(redeem("code", kAnna), "assistant");
  EXPECT_EQ(redeem("code", kBen), "invite_invalid");
  EXPECT_EQ(seats(), "7assistant ");
  const auto invites = database.run(members.invites(kLesson)).value();
  ASSERT_EQ(invites.size(), 1u);
  EXPECT_EQ(invites[0].used_by, kAnna);
  EXPECT_EQ(invites[0].used_by_name, "Name 7");
  EXPECT_EQ(invites[0].used_at, kNow);
  const auto found = database.run(members.find_invite("code")).value();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->lesson, kLesson);
  EXPECT_EQ(found->used_by, kAnna);
  EXPECT_FALSE(database.run(members.find_invite("other")).value());
}

TEST_F(MembersTest, an_invite_opens_its_own_lesson_only_and_not_when_taken_back) {
  invite("code", Role::guest);
  EXPECT_EQ(redeem("code", kAnna, kOther), "invite_invalid");
  EXPECT_EQ(redeem("Code", kAnna), "invite_invalid");
  ASSERT_TRUE(database.run(members.remove_invite(kLesson, "code")));
  EXPECT_EQ(redeem("code", kAnna), "invite_invalid");
  EXPECT_FALSE(database.run(members.remove_invite(kLesson, "code")));
}

TEST_F(MembersTest, a_learner_gets_an_entitlement_and_a_higher_seat_stays) {
  invite("learner", Role::learner), invite("guest", Role::guest), invite("assistant", Role::assistant);
  EXPECT_EQ(redeem("learner", kAnna), "learner");
  EXPECT_EQ(seats(), "");
  EXPECT_EQ(
      database.query("SELECT source FROM entitlement WHERE lesson_id = 5 AND account_id = 7")[0].text(0),
      "invite");
  EXPECT_EQ(redeem("assistant", kBen), "assistant");
  EXPECT_EQ(redeem("guest", kBen), "guest");
  EXPECT_EQ(seats(), "8assistant ");
}

TEST_F(MembersTest, who_loses_the_seat_cannot_take_it_again_with_the_old_invite) {
  invite("code", Role::guest);
  EXPECT_EQ(redeem("code", kAnna), "guest");
  ASSERT_TRUE(database.run(members.remove_member(kLesson, kAnna)));
  EXPECT_EQ(seats(), "");
  EXPECT_EQ(redeem("code", kAnna), "invite_invalid");
  EXPECT_EQ(database.run(members.remove_member(kLesson, kAnna)).error().code, "member_not_found");
}

TEST_F(MembersTest, invites_are_bounded) {
  for (int i = 0; i < Members::kInvitesMax; ++i) invite("code" + std::to_string(i), Role::learner);
  lesson::Invite more;
  more.lesson = kLesson;
  more.code = "more";
  EXPECT_EQ(database.run(members.add_invite(more)).error().code, "too_many_invites");
}

TEST_F(MembersTest, the_password_hash_is_the_lessons) {
  EXPECT_EQ(database.run(members.password_hash(kLesson)).value(), "hash");
  EXPECT_EQ(database.run(members.password_hash(LessonId{9})).error().code, "lesson_not_found");
}

}  // namespace
}  // namespace lyceum::store
