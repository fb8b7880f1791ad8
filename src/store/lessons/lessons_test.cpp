#include "store/lessons/lessons.hpp"

#include "people/account/rules.hpp"
#include "store/accounts/accounts.hpp"
#include "store/trial/test_database.hpp"

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

using namespace std::chrono_literals;
using lesson::Lesson;
using lesson::LessonEdit;
using lesson::LessonQuery;
using lesson::Move;
using lesson::NewLesson;
using lesson::State;

const Utc kNow(500'000h);
constexpr AccountId kLecturer{1}, kAnna{7};

class LessonsTest : public testing::Test {
 protected:
  LessonsTest() {
    add_account(kLecturer, "lecturer");
    add_account(kAnna, "anna");
  }
  void add_account(AccountId id, const std::string& login) {
    const people::Account account{.id = id,
                                  .login = login,
                                  .name = "Name of " + login,
                                  .is_operator = false,
                                  .is_lecturer = true,
                                  .created_at = kNow};
    const people::NewAccount fresh{
        .account = account, .password_hash = {}, .terms_version = {}, .session = {}};
    ASSERT_TRUE(database.run(accounts.add(std::vector{fresh})));
  }
  bool add(std::int64_t id, AccessKind access = AccessKind::free, std::optional<Utc> starts_at = {},
           const std::string& room = {}) {
    NewLesson fresh;
    fresh.lesson.id = {id};
    fresh.lesson.lecturer = kLecturer;
    fresh.lesson.title = "Lesson " + std::to_string(id);
    fresh.lesson.description = "About";
    fresh.lesson.access = access;
    fresh.lesson.starts_at = starts_at;
    fresh.lesson.created_at = kNow + seconds(id);
    fresh.room_name = room;
    return database.run(lessons.add(fresh)).value();
  }
  Lesson find(std::int64_t id) { return database.run(lessons.find(LessonId{id})).value().value(); }
  Result<std::optional<Lesson>> move(std::int64_t id, Move what, Utc now) {
    return database.run(lessons.move(LessonId{id}, what, now));
  }
  std::string list(std::optional<State> state, AccountId lecturer = {}, AccountId viewer = {},
                   bool sees_all = false) {
    const LessonQuery query{.state = state,
                            .lecturer = lecturer,
                            .viewer = viewer,
                            .sees_all = sees_all,
                            .limit = 50,
                            .after = {}};
    std::string ids;
    const auto page = database.run(lessons.list(query)).value();
    for (const auto& found : page.items) ids += found.id.str();
    return ids;
  }
  std::string_view code(const auto& result) { return result ? "ok" : result.error().code; }

  TestDatabase database{"lessons_test"};
  Accounts accounts{*database};
  Lessons lessons{*database};
};

TEST_F(LessonsTest, a_lesson_is_found_as_it_was_added_also_after_a_restart) {
  ASSERT_TRUE(add(5, AccessKind::password, kNow + 1h));
  const Lesson found = find(5);
  EXPECT_EQ(found.title, "Lesson 5");
  EXPECT_EQ(found.lecturer_name, "Name of lecturer");
  EXPECT_EQ(found.state, State::scheduled);
  EXPECT_EQ(found.access, AccessKind::password);
  EXPECT_EQ(found.starts_at, kNow + 1h);
  EXPECT_EQ(found.key_version, 1);
  EXPECT_EQ(found.gop, 0ms);
  EXPECT_FALSE(found.started_at);
}

TEST_F(LessonsTest, a_number_is_given_once) {
  EXPECT_TRUE(add(5));
  EXPECT_FALSE(add(5));
}

TEST_F(LessonsTest, only_what_is_given_changes) {
  ASSERT_TRUE(add(5, AccessKind::free, kNow + 1h));
  LessonEdit edit;
  edit.title = "New";
  const Lesson renamed = database.run(lessons.edit(LessonId{5}, edit, kNow)).value().value();
  EXPECT_EQ(renamed.title, "New");
  EXPECT_EQ(renamed.description, "About");
  EXPECT_EQ(renamed.starts_at, kNow + 1h);
  LessonEdit unplanned;
  unplanned.starts_at.emplace();
  EXPECT_FALSE(database.run(lessons.edit(LessonId{5}, unplanned, kNow)).value()->starts_at);
  EXPECT_FALSE(database.run(lessons.edit(LessonId{6}, edit, kNow)).value());
}

TEST_F(LessonsTest, a_change_of_password_ends_what_passwords_had_opened) {
  ASSERT_TRUE(add(5, AccessKind::password));
  database.query("INSERT INTO entitlement VALUES (5, 7, 'password', 0, NULL), (5, 7, 'invite', 0, NULL)");
  LessonEdit title;
  title.title = "New";
  ASSERT_TRUE(database.run(lessons.edit(LessonId{5}, title, kNow)));
  EXPECT_EQ(database.query("SELECT COUNT(*) FROM entitlement")[0].integer(0), 2);
  LessonEdit password;
  password.password_hash = "other";
  ASSERT_TRUE(database.run(lessons.edit(LessonId{5}, password, kNow)));
  EXPECT_EQ(database.query("SELECT source FROM entitlement")[0].text(0), "invite");
  LessonEdit open;
  open.access = AccessKind::free;
  EXPECT_EQ(database.run(lessons.edit(LessonId{5}, open, kNow)).value()->access, AccessKind::free);
  EXPECT_EQ(database.query("SELECT password_hash FROM lesson")[0].text(0), "");
}

TEST_F(LessonsTest, it_starts_and_ends_once) {
  ASSERT_TRUE(add(5));
  EXPECT_EQ(code(move(5, Move::stop, kNow)), "not_live");
  EXPECT_EQ(move(5, Move::start, kNow + 1h).value()->started_at, kNow + 1h);
  EXPECT_EQ(code(move(5, Move::start, kNow + 2h)), "already_live");
  EXPECT_EQ(code(database.run(lessons.remove(LessonId{5}, kNow))), "live_not_deletable");
  const Lesson ended = move(5, Move::stop, kNow + 3h).value().value();
  EXPECT_EQ(ended.state, State::ended);
  EXPECT_EQ(ended.started_at, kNow + 1h);
  EXPECT_EQ(ended.ended_at, kNow + 3h);
  EXPECT_EQ(code(move(5, Move::start, kNow + 4h)), "lesson_over");
}

TEST_F(LessonsTest, keys_rotate_and_the_gop_is_kept) {
  ASSERT_TRUE(add(5));
  const Lesson rotated = database.run(lessons.rotate_key(LessonId{5}, kNow + 10min)).value().value();
  EXPECT_EQ(rotated.key_version, 2);
  EXPECT_EQ(rotated.previous_key_until, kNow + 10min);
  ASSERT_TRUE(database.run(lessons.note_gop(LessonId{5}, 8333ms)));
  EXPECT_EQ(find(5).gop, 8333ms);
}

TEST_F(LessonsTest, a_cover_has_a_version_and_goes_with_its_lesson) {
  ASSERT_TRUE(add(5));
  const lesson::Cover jpeg{"image/jpeg", {0xFF, 0xD8, 0xFF, 0xE0}};
  EXPECT_EQ(database.run(lessons.put_cover(LessonId{5}, jpeg, false, kNow)).value()->cover_version, 1);
  EXPECT_EQ(database.run(lessons.put_cover(LessonId{5}, jpeg, false, kNow)).value()->cover_version, 2);
  const auto cover = database.run(lessons.cover(LessonId{5})).value();
  EXPECT_EQ(cover->type, "image/jpeg");
  EXPECT_EQ(cover->bytes, jpeg.bytes);
  EXPECT_FALSE(database.run(lessons.put_cover(LessonId{6}, jpeg, false, kNow)).value());
  ASSERT_TRUE(database.run(lessons.remove(LessonId{5}, kNow)));
  EXPECT_FALSE(database.run(lessons.cover(LessonId{5})).value());
}

TEST_F(LessonsTest, a_deleted_lesson_is_not_found_any_more) {
  ASSERT_TRUE(add(5, AccessKind::free, {}, "room"));
  ASSERT_TRUE(database.run(lessons.remove(LessonId{5}, kNow)));
  EXPECT_FALSE(database.run(lessons.find(LessonId{5})).value());
  EXPECT_FALSE(database.run(lessons.find_named(kLecturer, "room")).value());
  EXPECT_EQ(list({}), "");
  EXPECT_EQ(code(database.run(lessons.remove(LessonId{5}, kNow))), "lesson_not_found");
  EXPECT_FALSE(add(5));  // its number is not given again
}

TEST_F(LessonsTest, a_room_name_leads_to_the_newest_lesson_of_that_lecturer) {
  ASSERT_TRUE(add(5, AccessKind::free, {}, "room"));
  EXPECT_EQ(database.run(lessons.find_named(kLecturer, "room")).value()->id, LessonId{5});
  ASSERT_TRUE(add(6, AccessKind::free, {}, "room"));
  EXPECT_EQ(database.run(lessons.find_named(kLecturer, "room")).value()->id, LessonId{6});
  EXPECT_FALSE(database.run(lessons.find_named(kAnna, "room")).value());
  EXPECT_EQ(database.run(lessons.find_any_named("room")).value()->id, LessonId{6});
  EXPECT_FALSE(database.run(lessons.find_any_named("other")).value());
}

TEST_F(LessonsTest, lists_are_ordered_and_paged) {
  for (std::int64_t id : {1, 2, 3, 4, 5})
    ASSERT_TRUE(add(id, AccessKind::free, kNow + std::chrono::hours(10 - id)));
  EXPECT_EQ(list(State::scheduled), "54321");  // the next to begin first
  EXPECT_EQ(list({}), "12345");                // the latest first
  ASSERT_TRUE(move(3, Move::start, kNow));
  EXPECT_EQ(list(State::live), "3");
  EXPECT_EQ(list(State::scheduled), "5421");
  EXPECT_EQ(list({}, kAnna), "");
  std::string pages, after;
  do {
    const LessonQuery query{.state = State::scheduled,
                            .lecturer = {},
                            .viewer = {},
                            .sees_all = false,
                            .limit = 3,
                            .after = after};
    const auto page = database.run(lessons.list(query)).value();
    for (const auto& found : page.items) pages += found.id.str();
    pages += "|";
    after = page.next;
  } while (!after.empty());
  EXPECT_EQ(pages, "542|1|");
}

TEST_F(LessonsTest, lessons_by_invite_are_listed_only_to_those_who_are_in) {
  ASSERT_TRUE(add(1, AccessKind::invite));
  ASSERT_TRUE(add(2, AccessKind::password));
  EXPECT_EQ(list({}), "2");
  EXPECT_EQ(list({}, {}, kAnna), "2");
  EXPECT_EQ(list({}, {}, kLecturer), "21");
  EXPECT_EQ(list({}, {}, kAnna, true), "21");
  database.query("INSERT INTO seat VALUES (1, 7, 'guest', 0)");
  EXPECT_EQ(list({}, {}, kAnna), "21");
  database.query("DELETE FROM seat");
  database.query("INSERT INTO entitlement VALUES (1, 7, 'invite', 0, NULL)");
  EXPECT_EQ(list({}, {}, kAnna), "21");
}

TEST_F(LessonsTest, a_class_is_cut_once_and_the_cut_can_be_lifted) {
  const Actor root{AccountId{1}, "192.0.2.1"};
  ASSERT_TRUE(add(5));
  EXPECT_EQ(database.run(lessons.cut(root, LessonId{5}, "why", kNow)).error().code, "not_live");
  ASSERT_TRUE(database.run(lessons.move(LessonId{5}, lesson::Move::start, kNow)));
  const auto cut = database.run(lessons.cut(root, LessonId{5}, "why", kNow)).value().value();
  EXPECT_EQ(cut.state, lesson::State::ended);
  EXPECT_EQ(cut.cut_why, "why");
  EXPECT_EQ(database.run(lessons.cut(root, LessonId{5}, "why", kNow)).error().code, "lesson_over");
  EXPECT_FALSE(database.run(lessons.uncut(root, LessonId{5}, kNow)).value()->cut_at);
  EXPECT_EQ(database.run(lessons.uncut(root, LessonId{5}, kNow)).error().code, "not_cut");
  EXPECT_EQ(database.query("SELECT action FROM audit").size(), 2u);
}

TEST_F(LessonsTest, a_reviewed_change_waits_beside_what_is_published) {
  const Actor root{AccountId{1}, "192.0.2.1"};
  ASSERT_TRUE(add(5));
  lesson::LessonEdit edit;
  edit.title = "Changed";
  edit.reviewed = true;
  const auto waits = database.run(lessons.edit(LessonId{5}, edit, kNow)).value().value();
  EXPECT_NE(waits.title, "Changed");
  ASSERT_TRUE(waits.review);
  EXPECT_EQ(waits.review->face.title, "Changed");
  const lesson::Cover jpeg = lesson::checked_cover({0xFF, 0xD8, 0xFF, 1}).value();
  EXPECT_EQ(database.run(lessons.put_cover(LessonId{5}, jpeg, true, kNow)).value()->cover_version, 0);
  EXPECT_FALSE(database.run(lessons.cover(LessonId{5})).value());
  EXPECT_EQ(database.run(lessons.proposed_cover(LessonId{5})).value()->bytes, jpeg.bytes);
  EXPECT_EQ(database.run(lessons.waiting()).value(), 1);
  lesson::LessonQuery query;
  query.sees_all = query.waiting = true;
  EXPECT_EQ(database.run(lessons.list(query)).value().items.size(), 1u);

  ASSERT_TRUE(database.run(lessons.review(root, LessonId{5}, "Say more", kNow)));
  EXPECT_EQ(database.run(lessons.find(LessonId{5})).value()->review->why, "Say more");
  EXPECT_EQ(database.run(lessons.waiting()).value(), 0);
  const auto published = database.run(lessons.review(root, LessonId{5}, std::nullopt, kNow)).value().value();
  EXPECT_EQ(published.title, "Changed");
  EXPECT_FALSE(published.review);
  EXPECT_EQ(database.run(lessons.cover(LessonId{5})).value()->bytes, jpeg.bytes);
  EXPECT_EQ(database.run(lessons.review(root, LessonId{5}, std::nullopt, kNow)).error().code,
            "nothing_to_review");
}

TEST_F(LessonsTest, a_lesson_that_waits_for_its_first_review_is_found_by_its_staff_and_does_not_begin) {
  lesson::NewLesson fresh;
  fresh.lesson.id = LessonId{5};
  fresh.lesson.lecturer = AccountId{1};
  fresh.lesson.title = "Tea";
  fresh.lesson.created_at = kNow;
  fresh.lesson.published = false;
  fresh.lesson.review = lesson::filed_new({"Tea", "", 0}, true, kNow).review;
  ASSERT_TRUE(database.run(lessons.add(fresh)).value());
  lesson::LessonQuery query;
  EXPECT_TRUE(database.run(lessons.list(query)).value().items.empty());
  query.viewer = AccountId{1};
  EXPECT_EQ(database.run(lessons.list(query)).value().items.size(), 1u);
  EXPECT_EQ(database.run(lessons.move(LessonId{5}, lesson::Move::start, kNow)).error().code, "not_published");
  ASSERT_TRUE(database.run(lessons.review(Actor{}, LessonId{5}, std::nullopt, kNow)));
  EXPECT_TRUE(database.run(lessons.move(LessonId{5}, lesson::Move::start, kNow)));
}

TEST_F(LessonsTest, lessons_are_searched_by_title_lecturer_and_number) {
  ASSERT_TRUE(add(5));
  lesson::LessonQuery query;
  query.sees_all = true;
  const auto found = [&](const std::string& search) {
    query.search = search;
    return database.run(lessons.list(query)).value().items.size();
  };
  const std::string title = database.run(lessons.find(LessonId{5})).value()->title;
  EXPECT_EQ(found("5"), 1u);
  EXPECT_EQ(found("nothing like it"), 0u);
  EXPECT_EQ(found(people::search_form(title.substr(1))), 1u);
}

}  // namespace
}  // namespace lyceum::store
