#include "lesson/plan/lesson_desk.hpp"

#include "base/secret/random.hpp"
#include "lesson/lesson/refusal.hpp"
#include "lesson/lesson/rules.hpp"
#include "lesson/plan/permit.hpp"

namespace lyceum::lesson {
namespace {

constexpr int kNumberTries = 20;  // with half of all numbers taken, one in a million creations would fail

// Nine digits, the first not 0: short enough to be told over the telephone.
LessonId new_number() { return {random_between(100'000'000, 999'999'999)}; }

}  // namespace

bool LessonDesk::may_teach(const people::Account& by) const {
  return policy_.everybody_teaches() || by.is_lecturer || by.is_operator;
}

Task<Result<std::string>> LessonDesk::hashed(std::string typed) {
  LYCEUM_CO_TRY(auto password, checked_lesson_password(typed));
  co_return co_await needs_.hasher.hash(std::move(password));
}

Task<Result<Lesson>> LessonDesk::store(NewLesson fresh) {
  for (int i = 0; i < kNumberTries; ++i) {
    fresh.lesson.id = new_number();
    LYCEUM_CO_TRY(const bool added, co_await needs_.lessons.add(fresh));
    if (added) co_return co_await get(fresh.lesson.id);
  }
  co_return Failure(internal_error("no lesson number is free"));
}

Task<Result<Lesson>> LessonDesk::create(people::Account by, Draft draft) {
  if (!may_teach(by)) co_return Failure(refuse(Refusal::may_not_teach));
  NewLesson fresh;
  fresh.lesson.lecturer = by.id;
  fresh.lesson.kind = draft.kind;
  fresh.lesson.access = draft.access;
  fresh.lesson.created_at = needs_.clock.utc();
  LYCEUM_CO_TRY(fresh.lesson.title, checked_title(draft.title));
  LYCEUM_CO_TRY(fresh.lesson.description, checked_description(draft.description));
  if (draft.starts_at) {
    LYCEUM_CO_TRY(fresh.lesson.starts_at, checked_start(*draft.starts_at, fresh.lesson.created_at));
  }
  if (draft.access == AccessKind::password) {
    LYCEUM_CO_TRY(fresh.password_hash, co_await hashed(std::move(draft.password)));
  }
  file(fresh, by);
  co_return co_await store(std::move(fresh));
}

void LessonDesk::file(NewLesson& fresh, const people::Account& by) const {
  Lesson& lesson = fresh.lesson;
  Filed filed = filed_new({lesson.title, lesson.description, 0}, reviewed(by), lesson.created_at);
  lesson.published = filed.published;
  lesson.review = std::move(filed.review);
}

Task<Result<Lesson>> LessonDesk::get(LessonId id) {
  LYCEUM_CO_TRY(auto found, co_await needs_.lessons.find(id));
  co_return present(std::move(found));
}

Task<Result<LessonPage>> LessonDesk::list(LessonQuery query) { return needs_.lessons.list(std::move(query)); }

// The checked form of a change. A lesson that turns to passwords needs one.
Task<Result<LessonEdit>> LessonDesk::checked(LessonId id, Change change) {
  LessonEdit edit;
  if (change.title) {
    LYCEUM_CO_TRY(edit.title, checked_title(*change.title));
  }
  if (change.description) {
    LYCEUM_CO_TRY(edit.description, checked_description(*change.description));
  }
  if (change.starts_at) {
    edit.starts_at = change.starts_at;
    if (*change.starts_at) LYCEUM_CO_CHECK(checked_start(**change.starts_at, needs_.clock.utc()));
  }
  edit.access = change.access;
  if (!change.access && !change.password) co_return edit;
  LYCEUM_CO_TRY(const auto now, co_await get(id));
  if (change.access.value_or(now.access) != AccessKind::password) {
    if (change.password) co_return Failure(refuse(Refusal::no_password));
    co_return edit;
  }
  if (change.password) {
    LYCEUM_CO_TRY(edit.password_hash, co_await hashed(std::move(*change.password)));
  } else if (now.access != AccessKind::password) {
    co_return Failure(refuse(Refusal::password_invalid));
  } else {
    edit.access.reset();  // it asks for its password as before
  }
  co_return edit;
}

Task<Result<Lesson>> LessonDesk::edit(people::Account by, LessonId id, Change change) {
  LYCEUM_CO_CHECK(co_await permit(needs_.access, by.id, id, money::Action::own));
  LYCEUM_CO_TRY(auto edit, co_await checked(id, std::move(change)));
  const bool opens_otherwise = edit.access || edit.password_hash;
  edit.reviewed = reviewed(by);
  LYCEUM_CO_TRY(auto edited, co_await needs_.lessons.edit(id, std::move(edit), needs_.clock.utc()));
  if (opens_otherwise) needs_.changes.access_changed(id, {});
  co_return present(std::move(edited));
}

Task<Result<void>> LessonDesk::remove(people::Account by, LessonId id) {
  LYCEUM_CO_CHECK(co_await permit(needs_.access, by.id, id, money::Action::own));
  LYCEUM_CO_CHECK(co_await needs_.lessons.remove(id, needs_.clock.utc()));
  needs_.changes.access_changed(id, {});
  co_return Result<void>();
}

Task<Result<Lesson>> LessonDesk::move(people::Account by, LessonId id, Move move_to) {
  LYCEUM_CO_CHECK(co_await permit(needs_.access, by.id, id, money::Action::moderate));
  co_return co_await move(id, move_to);
}

Task<Result<Lesson>> LessonDesk::move(LessonId id, Move move_to) {
  LYCEUM_CO_TRY(auto moved, co_await needs_.lessons.move(id, move_to, needs_.clock.utc()));
  co_return present(std::move(moved));
}

Task<Result<Lesson>> LessonDesk::cut(people::Account by, LessonId id, std::string why, std::string address) {
  if (!by.is_operator) co_return Failure(money::refuse(money::AccessRefusal::not_allowed));
  LYCEUM_CO_TRY(auto words, checked_words(why));
  Actor actor{by.id, std::move(address)};
  LYCEUM_CO_TRY(auto cut,
                co_await needs_.lessons.cut(std::move(actor), id, std::move(words), needs_.clock.utc()));
  needs_.changes.access_changed(id, {});
  co_return present(std::move(cut));
}

Task<Result<Lesson>> LessonDesk::uncut(people::Account by, LessonId id, std::string address) {
  if (!by.is_operator) co_return Failure(money::refuse(money::AccessRefusal::not_allowed));
  Actor actor{by.id, std::move(address)};
  LYCEUM_CO_TRY(auto lifted, co_await needs_.lessons.uncut(std::move(actor), id, needs_.clock.utc()));
  needs_.changes.access_changed(id, {});
  co_return present(std::move(lifted));
}

Task<Result<Lesson>> LessonDesk::put_cover(people::Account by, LessonId id, Bytes picture) {
  LYCEUM_CO_CHECK(co_await permit(needs_.access, by.id, id, money::Action::own));
  LYCEUM_CO_TRY(auto cover, checked_cover(std::move(picture)));
  LYCEUM_CO_TRY(auto covered,
                co_await needs_.lessons.put_cover(id, std::move(cover), reviewed(by), needs_.clock.utc()));
  co_return present(std::move(covered));
}

Task<Result<Cover>> LessonDesk::cover(LessonId id) {
  LYCEUM_CO_TRY(auto cover, co_await needs_.lessons.cover(id));
  if (!cover) co_return Failure(refuse(Refusal::cover_not_found));
  co_return std::move(*cover);
}

Task<Result<Lesson>> LessonDesk::review(people::Account by, LessonId id, std::optional<std::string> why,
                                        std::string address) {
  if (!by.is_operator) co_return Failure(money::refuse(money::AccessRefusal::not_allowed));
  if (why) {
    LYCEUM_CO_TRY(why, checked_words(*why));
  }
  Actor actor{by.id, std::move(address)};
  LYCEUM_CO_TRY(auto reviewed,
                co_await needs_.lessons.review(std::move(actor), id, std::move(why), needs_.clock.utc()));
  needs_.changes.access_changed(id, {});
  co_return present(std::move(reviewed));
}

Task<Result<Lesson>> LessonDesk::approve(people::Account by, LessonId id, std::string address) {
  std::optional<std::string> none;
  co_return co_await review(std::move(by), id, std::move(none), std::move(address));
}

Task<Result<Lesson>> LessonDesk::decline(people::Account by, LessonId id, std::string why,
                                         std::string address) {
  std::optional<std::string> words(std::move(why));
  co_return co_await review(std::move(by), id, std::move(words), std::move(address));
}

Task<Result<Cover>> LessonDesk::proposed_cover(people::Account by, LessonId id) {
  LYCEUM_CO_CHECK(co_await permit(needs_.access, by.id, id, money::Action::moderate));
  LYCEUM_CO_TRY(auto cover, co_await needs_.lessons.proposed_cover(id));
  if (!cover) co_return Failure(refuse(Refusal::cover_not_found));
  co_return std::move(*cover);
}

Task<Result<Lesson>> LessonDesk::named_room(people::Account by, std::string room_name, bool fresh) {
  LYCEUM_CO_TRY(auto name, checked_room_name(room_name));
  LYCEUM_CO_TRY(auto known, co_await needs_.lessons.find_named(by.id, name));
  if (known && !(fresh && known->state == State::ended)) co_return std::move(*known);
  if (!may_teach(by)) co_return Failure(refuse(Refusal::may_not_teach));
  NewLesson made;
  made.lesson.lecturer = by.id;
  made.lesson.title = name;
  made.lesson.created_at = needs_.clock.utc();
  made.room_name = std::move(name);
  file(made, by);
  co_return co_await store(std::move(made));
}

Task<Result<Lesson>> LessonDesk::find_named_room(people::Account by, std::string room_name) {
  LYCEUM_CO_TRY(auto name, checked_room_name(room_name));
  LYCEUM_CO_TRY(auto own, co_await needs_.lessons.find_named(by.id, name));
  if (own) co_return std::move(*own);
  LYCEUM_CO_TRY(auto any, co_await needs_.lessons.find_any_named(std::move(name)));
  co_return present(std::move(any));
}

Task<Result<void>> LessonDesk::note_gop(LessonId id, std::chrono::milliseconds gop) {
  return needs_.lessons.note_gop(id, gop);
}

}  // namespace lyceum::lesson
