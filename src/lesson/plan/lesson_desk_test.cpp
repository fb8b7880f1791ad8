#include "lesson/plan/lesson_desk.hpp"

#include "lesson/plan/plan_test.hpp"

namespace lyceum::lesson {
namespace {

using LessonDeskTest = PlanTest;

TEST_F(LessonDeskTest, lecturers_make_lessons_with_nine_digit_numbers) {
  lessons.numbers_taken = 3;
  const LessonId id = lesson();
  EXPECT_EQ(id.str().size(), 9u);
  EXPECT_EQ(run(desk.get(id)).value().lecturer, lecturer.id);
  EXPECT_EQ(code(run(desk.get(LessonId{5}))), "lesson_not_found");
}

TEST_F(LessonDeskTest, others_do_only_where_everybody_teaches) {
  Draft draft;
  draft.title = "Mine";
  EXPECT_EQ(code(run(desk.create(anna, draft))), "may_not_teach");
  FixedPolicy for_all;
  for_all.everybody = true;
  LessonDesk open(needs, for_all);
  EXPECT_EQ(code(run(open.create(anna, draft))), "ok");
}

TEST_F(LessonDeskTest, a_draft_is_checked) {
  Draft draft;
  EXPECT_EQ(code(run(desk.create(lecturer, draft))), "title_invalid");
  draft.title = "A lesson";
  draft.starts_at = clock.utc() - 48h;
  EXPECT_EQ(code(run(desk.create(lecturer, draft))), "starts_at_invalid");
  draft.starts_at.reset();
  draft.access = AccessKind::password;
  EXPECT_EQ(code(run(desk.create(lecturer, draft))), "password_invalid");
  EXPECT_TRUE(lessons.lessons.empty());
}

TEST_F(LessonDeskTest, only_lecturer_and_operators_edit_and_delete) {
  const LessonId id = lesson();
  Change change;
  change.title = "Mine now";
  EXPECT_EQ(code(run(desk.edit(anna, id, change))), "not_allowed");
  EXPECT_EQ(code(run(desk.remove(anna, id))), "not_allowed");
  EXPECT_EQ(code(run(desk.put_cover(anna, id, {}))), "not_allowed");
  EXPECT_EQ(run(desk.edit(lecturer, id, change)).value().title, "Mine now");
  EXPECT_EQ(code(run(desk.edit(lecturer, LessonId{5}, change))), "lesson_not_found");
  EXPECT_EQ(code(run(desk.remove(lecturer, id))), "ok");
  EXPECT_EQ(watch(id, anna), "lesson_not_found");
}

TEST_F(LessonDeskTest, access_changes_count_at_once) {
  const LessonId id = lesson();
  EXPECT_EQ(watch(id, anna), "ok");
  Change change;
  change.access = AccessKind::password;
  EXPECT_EQ(code(run(desk.edit(lecturer, id, change))), "password_invalid");  // it needs one
  change.password = "888";
  EXPECT_EQ(code(run(desk.edit(lecturer, id, change))), "ok");
  EXPECT_EQ(watch(id, anna), "password_needed");
  EXPECT_EQ(code(run(reception.enter_with_password(anna, id, "888", ""))), "ok");
  Change same;
  same.access = AccessKind::password;
  EXPECT_EQ(code(run(desk.edit(lecturer, id, same))), "ok");
  EXPECT_EQ(watch(id, anna), "ok");  // nothing has changed
  Change free;
  free.access = AccessKind::free;
  free.password = "1";
  EXPECT_EQ(code(run(desk.edit(lecturer, id, free))), "no_password");
  free.password.reset();
  EXPECT_EQ(code(run(desk.edit(lecturer, id, free))), "ok");
  EXPECT_EQ(watch(id, ben), "ok");
}

TEST_F(LessonDeskTest, staff_start_and_stop) {
  const LessonId id = lesson();
  EXPECT_EQ(code(run(desk.move(anna, id, Move::start))), "not_allowed");
  lessons.seats[{id, anna.id}] = Role::assistant;
  access.access_changed(id, anna.id);
  EXPECT_EQ(run(desk.move(anna, id, Move::start)).value().state, State::live);
  EXPECT_EQ(code(run(desk.move(lecturer, id, Move::start))), "already_live");
  EXPECT_EQ(run(desk.move(id, Move::stop)).value().state, State::ended);
}

TEST_F(LessonDeskTest, a_named_room_is_made_on_first_use_and_anew_after_its_end) {
  const auto first = run(desk.named_room(lecturer, " room 101 ", true)).value();
  EXPECT_EQ(first.title, "room 101");
  EXPECT_EQ(run(desk.named_room(lecturer, "room 101", true)).value().id, first.id);
  ASSERT_TRUE(run(desk.move(first.id, Move::start)));
  ASSERT_TRUE(run(desk.move(first.id, Move::stop)));
  EXPECT_EQ(run(desk.named_room(lecturer, "room 101", false)).value().id, first.id);
  EXPECT_NE(run(desk.named_room(lecturer, "room 101", true)).value().id, first.id);
  EXPECT_EQ(code(run(desk.named_room(anna, "room 101", true))), "may_not_teach");
  EXPECT_EQ(code(run(desk.find_named_room(anna, "room 101"))), "ok");
  EXPECT_EQ(code(run(desk.find_named_room(anna, "room 102"))), "lesson_not_found");
  EXPECT_EQ(code(run(desk.named_room(lecturer, "", true))), "room_name_invalid");
}

TEST_F(LessonDeskTest, a_stream_key_is_for_staff_and_opens_its_lesson) {
  const LessonId id = lesson();
  EXPECT_EQ(code(run(keys.key(anna, id))), "not_allowed");
  const auto key = run(keys.key(lecturer, id)).value();
  EXPECT_EQ(run(keys.admit(key)).value().id, id);
  for (const auto& bad : {std::string(), id.str(), key + "A", stream_keys.key(LessonId{5}, 1)})
    EXPECT_EQ(code(run(keys.admit(bad))), "bad_stream_key");
}

TEST_F(LessonDeskTest, a_rotated_key_stays_good_for_its_grace_only) {
  const LessonId id = lesson();
  const auto old = run(keys.key(lecturer, id)).value();
  const auto fresh = run(keys.rotate(lecturer, id, 60s)).value();
  EXPECT_NE(fresh, old);
  EXPECT_EQ(code(run(keys.admit(old))), "ok");
  EXPECT_EQ(code(run(keys.admit(fresh))), "ok");
  clock.advance(60s);
  EXPECT_EQ(code(run(keys.admit(old))), "bad_stream_key");
  (void)run(keys.rotate(lecturer, id, 0s));
  EXPECT_EQ(code(run(keys.admit(fresh))), "bad_stream_key");
  EXPECT_EQ(code(run(keys.rotate(anna, id))), "not_allowed");
}

TEST_F(LessonDeskTest, a_cover_is_shown_once_there_is_one) {
  const LessonId id = lesson();
  EXPECT_EQ(code(run(desk.cover(id))), "cover_not_found");
  EXPECT_EQ(code(run(desk.put_cover(lecturer, id, {1, 2, 3}))), "cover_type");
  EXPECT_EQ(code(run(desk.put_cover(lecturer, id, {0xFF, 0xD8, 0xFF}))), "ok");
  EXPECT_EQ(run(desk.cover(id)).value().type, "image/jpeg");
}

TEST_F(PlanTest, where_lessons_are_reviewed_a_new_one_is_known_to_its_staff_only) {
  policy.reviewed = true;
  const LessonId id = lesson();
  EXPECT_FALSE(lessons.lessons.at(id).lesson.published);
  EXPECT_EQ(watch(id, anna), "lesson_not_found");
  EXPECT_EQ(watch(id, lecturer), "ok");
  Change change;
  change.title = "Another";
  ASSERT_EQ(code(run(desk.edit(lecturer, id, change))), "ok");
  EXPECT_TRUE(lessons.last_edit.reviewed);
  people::Account oper = person(9, false);
  oper.is_operator = true;
  Draft draft;
  draft.title = "An operator's own";
  const LessonId own = run(desk.create(oper, draft)).value().id;
  EXPECT_TRUE(lessons.lessons.at(own).lesson.published);
  EXPECT_EQ(code(run(desk.approve(lecturer, id, ""))), "not_allowed");
  EXPECT_EQ(code(run(desk.decline(oper, id, " ", ""))), "words_invalid");
  ASSERT_EQ(code(run(desk.decline(oper, id, "say more", ""))), "ok");
  ASSERT_EQ(code(run(desk.approve(oper, id, ""))), "ok");
  EXPECT_EQ(lessons.reviews, (std::vector<std::string>{"say more", "approved"}));
}

TEST_F(PlanTest, only_operators_cut_a_class_and_then_nobody_else_sees_it) {
  const LessonId id = lesson();
  people::Account oper = person(9, false);
  oper.is_operator = true;
  ASSERT_TRUE(run(desk.move(id, Move::start)));
  EXPECT_EQ(code(run(desk.cut(lecturer, id, "why", ""))), "not_allowed");
  EXPECT_EQ(code(run(desk.cut(oper, id, "", ""))), "words_invalid");
  const auto play = [&](const people::Account& who) {
    return code(run(access.ask(id, who.id)).value().allow(money::Action::play));
  };
  EXPECT_EQ(play(anna), "ok");
  ASSERT_EQ(code(run(desk.cut(oper, id, "why", "192.0.2.1"))), "ok");
  EXPECT_EQ(play(anna), "class_cut");
  EXPECT_EQ(play(lecturer), "class_cut");
  EXPECT_EQ(watch(id, anna), "ok");  // the room stays, and says why
  EXPECT_EQ(code(run(desk.uncut(lecturer, id, ""))), "not_allowed");
  ASSERT_EQ(code(run(desk.uncut(oper, id, ""))), "ok");
  EXPECT_EQ(play(anna), "ok");
}

}  // namespace
}  // namespace lyceum::lesson
