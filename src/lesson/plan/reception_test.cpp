#include "lesson/plan/plan_test.hpp"

namespace lyceum::lesson {
namespace {

using ReceptionTest = PlanTest;

TEST_F(ReceptionTest, the_password_of_the_lesson_lets_in) {
  const LessonId id = lesson(AccessKind::password, "８８８");
  EXPECT_EQ(watch(id, anna), "password_needed");
  EXPECT_EQ(code(run(reception.enter_with_password(anna, id, "777", "192.0.2.1"))), "wrong_password");
  EXPECT_EQ(code(run(reception.enter_with_password(anna, id, "", "192.0.2.1"))), "wrong_password");
  EXPECT_EQ(code(run(reception.enter_with_password(anna, id, "888", "192.0.2.1"))), "ok");
  EXPECT_EQ(watch(id, anna), "ok");
  EXPECT_EQ(watch(id, ben), "password_needed");
  EXPECT_EQ(code(run(reception.enter_with_password(anna, lesson(), "888", "192.0.2.1"))), "no_password");
}

TEST_F(ReceptionTest, guessing_the_password_is_slowed_down) {
  const LessonId id = lesson(AccessKind::password, "888");
  for (int i = 0; i < 6; ++i)
    EXPECT_EQ(code(run(reception.enter_with_password(anna, id, "777", "192.0.2.1"))), "wrong_password");
  const auto slowed = run(reception.enter_with_password(anna, id, "888", "192.0.2.1"));
  EXPECT_EQ(code(slowed), "too_many_attempts");
  EXPECT_EQ(slowed.error().retry_after_ms, 1000);
  EXPECT_EQ(code(run(reception.enter_with_password(ben, id, "888", "192.0.2.1"))), "ok");
  clock.advance(1s);
  EXPECT_EQ(code(run(reception.enter_with_password(anna, id, "888", "192.0.2.1"))), "ok");
}

TEST_F(ReceptionTest, an_invite_seats_its_first_user) {
  const LessonId id = lesson(AccessKind::invite);
  EXPECT_EQ(code(run(reception.invite(anna, id, Role::assistant))), "not_allowed");
  EXPECT_EQ(code(run(reception.invite(lecturer, id, Role::lecturer))), "role_invalid");
  const auto invite = run(reception.invite(lecturer, id, Role::assistant)).value();
  EXPECT_EQ(invite.code.size(), 24u);
  EXPECT_EQ(invite.code.find_first_not_of("abcdefghijklmnopqrstuvwxyz234567"), std::string::npos);
  EXPECT_EQ(run(reception.look_at(invite.code, "192.0.2.1")).value().lesson, id);
  EXPECT_EQ(watch(id, anna), "invite_needed");
  EXPECT_EQ(run(reception.enter_with_invite(anna, id, invite.code, "192.0.2.1")).value(), Role::assistant);
  EXPECT_EQ(watch(id, anna), "ok");
  EXPECT_EQ(code(run(reception.enter_with_invite(ben, id, invite.code, "192.0.2.1"))), "invite_invalid");
  EXPECT_EQ(code(run(reception.members(anna, id))), "ok");
  EXPECT_EQ(code(run(reception.invites(anna, id))), "not_allowed");
  EXPECT_EQ(code(run(reception.remove_member(anna, id, anna.id))), "not_allowed");
  EXPECT_EQ(code(run(reception.remove_member(lecturer, id, anna.id))), "ok");
  EXPECT_EQ(watch(id, anna), "invite_needed");
}

TEST_F(ReceptionTest, an_invite_that_was_taken_back_opens_nothing) {
  const LessonId id = lesson(AccessKind::invite);
  const auto invite = run(reception.invite(lecturer, id, Role::learner)).value();
  EXPECT_EQ(code(run(reception.take_back(lecturer, id, invite.code))), "ok");
  EXPECT_EQ(code(run(reception.enter_with_invite(anna, id, invite.code, "192.0.2.1"))), "invite_invalid");
  EXPECT_EQ(code(run(reception.look_at(invite.code, "192.0.2.1"))), "invite_invalid");
}

TEST_F(ReceptionTest, who_is_banned_stays_out_until_then_or_for_good) {
  const LessonId id = lesson();
  EXPECT_EQ(code(run(reception.ban(ben, id, anna.id, 60s))), "not_allowed");
  EXPECT_EQ(code(run(reception.ban(lecturer, id, anna.id, 60s))), "ok");
  EXPECT_EQ(watch(id, anna), "banned");
  EXPECT_EQ(run(reception.bans(lecturer, id)).value().size(), 1u);
  EXPECT_EQ(code(run(reception.bans(anna, id))), "not_allowed");
  clock.advance(60s);
  EXPECT_EQ(watch(id, anna), "ok");
  EXPECT_EQ(code(run(reception.ban(lecturer, id, anna.id, {}))), "ok");
  clock.advance(1000h);
  EXPECT_EQ(watch(id, anna), "banned");
  EXPECT_EQ(code(run(reception.lift_ban(lecturer, id, anna.id))), "ok");
  EXPECT_EQ(watch(id, anna), "ok");
}

TEST_F(ReceptionTest, staff_and_oneself_cannot_be_banned) {
  const LessonId id = lesson();
  const auto invite = run(reception.invite(lecturer, id, Role::assistant)).value();
  EXPECT_EQ(run(reception.enter_with_invite(anna, id, invite.code, "192.0.2.1")).value(), Role::assistant);
  EXPECT_EQ(code(run(reception.ban(lecturer, id, anna.id, {}))), "not_allowed");
  EXPECT_EQ(code(run(reception.ban(anna, id, lecturer.id, {}))), "not_allowed");
  EXPECT_EQ(code(run(reception.ban(lecturer, id, lecturer.id, {}))), "not_allowed");
}

TEST_F(ReceptionTest, guessing_codes_is_slowed_down) {
  const LessonId id = lesson(AccessKind::invite);
  int invalid = 0;
  for (int i = 0; i < 100; ++i)
    invalid += code(run(reception.look_at("guess", "192.0.2.1"))) == "invite_invalid";
  EXPECT_EQ(invalid, 61);
  EXPECT_EQ(code(run(reception.enter_with_invite(anna, id, std::string(1000, 'a'), "192.0.2.2"))),
            "invite_invalid");
}

}  // namespace
}  // namespace lyceum::lesson
