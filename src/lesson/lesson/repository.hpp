// What lessons need remembered. Implemented by store/. Every call is one unit of work and is durable when it
// returns; all from any thread. Arguments are values, since units may run again.
#pragma once

#include "base/flow/task.hpp"
#include "base/names/actor.hpp"
#include "base/names/role.hpp"
#include "lesson/lesson/cover.hpp"
#include "lesson/lesson/lesson.hpp"

#include <optional>
#include <string>
#include <vector>

namespace lyceum::lesson {

struct NewLesson {
  Lesson lesson;
  std::string password_hash;  // empty unless access is password
  std::string
      room_name;  // empty: none. Else the lecturer's room of that name leads to this lesson from now on
};

// What is given changes. `starts_at`: outer given, inner empty: no longer planned for a time.
struct LessonEdit {
  std::optional<std::string> title, description;
  std::optional<std::optional<Utc>> starts_at;
  std::optional<AccessKind> access;  // any change of access or password ends what passwords had opened
  std::optional<std::string> password_hash;
  bool reviewed = false;  // title and description go to an operator first
};

struct LessonQuery {
  std::optional<State> state;
  std::vector<Kind> kinds = {};  // empty: of any kind
  AccountId lecturer;            // only this lecturer's; 0: all that `viewer` may find
  AccountId viewer;              // lessons by invite are found only by those who are in them; 0: nobody
  bool sees_all = false;         // an operator
  std::string search = {};       // people/account's search form of a part of the title or the lecturer's
                                 // name, or the lesson's number; empty: all
  bool waiting = false;          // only those that wait for a review
  int limit = 50;                // 1 to 200
  std::string after;             // LessonPage::next of the page before
};

struct LessonPage {
  std::vector<Lesson> items;  // scheduled ones: the next to begin first; else the latest first
  std::string next;           // empty: that was the last
};

class LessonRepository {
 public:
  virtual ~LessonRepository() = default;
  // False: the number is taken, choose another.
  virtual Task<Result<bool>> add(NewLesson lesson) = 0;
  virtual Task<Result<std::optional<Lesson>>> find(LessonId id) = 0;
  virtual Task<Result<std::optional<Lesson>>> find_named(AccountId lecturer, std::string room_name) = 0;
  // Whoever's room of that name it is; of several the one made last.
  virtual Task<Result<std::optional<Lesson>>> find_any_named(std::string room_name) = 0;
  virtual Task<Result<LessonPage>> list(LessonQuery query) = 0;
  // nullopt from the four below: no such lesson.
  virtual Task<Result<std::optional<Lesson>>> edit(LessonId id, LessonEdit edit, Utc now) = 0;
  // Decides inside the unit, so that of two moves at once one is refused. Refusals: those of after();
  // not_published.
  virtual Task<Result<std::optional<Lesson>>> move(LessonId id, Move move, Utc now) = 0;
  // An operator ends a class that runs: ended and cut in one unit, and to the audit log.
  // Refusals: those of after().
  virtual Task<Result<std::optional<Lesson>>> cut(Actor by, LessonId id, std::string why, Utc now) = 0;
  // What was recorded may be seen again. Refusal: not_cut.
  virtual Task<Result<std::optional<Lesson>>> uncut(Actor by, LessonId id, Utc now) = 0;
  // The version moves on; the key before stays good until `previous_until`.
  virtual Task<Result<std::optional<Lesson>>> rotate_key(LessonId id, Utc previous_until) = 0;
  // `reviewed`: it goes to an operator first.
  virtual Task<Result<std::optional<Lesson>>> put_cover(LessonId id, Cover cover, bool reviewed, Utc now) = 0;
  // Decided by lesson/review inside the unit, and to the audit log. `why`: declined; none: approved. Refusal:
  // nothing_to_review.
  virtual Task<Result<std::optional<Lesson>>> review(Actor by, LessonId id, std::optional<std::string> why,
                                                     Utc now) = 0;
  // How many wait for a review.
  virtual Task<Result<std::int64_t>> waiting() = 0;
  // The cover that waits for a review.
  virtual Task<Result<std::optional<Cover>>> proposed_cover(LessonId id) = 0;
  virtual Task<Result<std::optional<Cover>>> cover(LessonId id) = 0;
  virtual Task<Result<void>> note_gop(LessonId id, std::chrono::milliseconds gop) = 0;
  // Uploaded lessons that wait for their time and have a recording: those whose time has come.
  virtual Task<Result<std::vector<LessonId>>> due(Utc now) = 0;
  // From now on it is not found any more; its records stay. Refusal: live_not_deletable.
  virtual Task<Result<void>> remove(LessonId id, Utc now) = 0;
};

struct Invite {
  LessonId lesson;
  std::string code;
  Role role = Role::learner;
  Utc created_at;
  std::optional<AccountId> used_by;
  std::string used_by_name;
  std::optional<Utc> used_at;
};

struct Member {
  AccountId account;
  std::string name;
  Role role = Role::guest;  // assistant or guest
  Utc since;
};

// Who has been let into a lesson, and how.
class MemberRepository {
 public:
  virtual ~MemberRepository() = default;
  // Empty: the lesson asks for none. Refusal: lesson_not_found.
  virtual Task<Result<std::string>> password_hash(LessonId id) = 0;
  // Refusal: too_many_invites (500 a lesson).
  virtual Task<Result<void>> add_invite(Invite invite) = 0;
  virtual Task<Result<std::vector<Invite>>> invites(LessonId id) = 0;  // newest first
  // By its code alone, used or not; of a lesson that is still there.
  virtual Task<Result<std::optional<Invite>>> find_invite(std::string code) = 0;
  // An unused one. Refusal: invite_invalid.
  virtual Task<Result<void>> remove_invite(LessonId id, std::string code) = 0;
  // Uses the code up and seats the account (assistant, guest) or entitles it to watch (learner). The same
  // account may repeat it. Never takes a higher seat away. Refusal: invite_invalid.
  virtual Task<Result<Role>> redeem(LessonId id, std::string code, AccountId account, Utc now) = 0;
  virtual Task<Result<std::vector<Member>>> members(LessonId id) = 0;
  // Refusal: member_not_found.
  virtual Task<Result<void>> remove_member(LessonId id, AccountId account) = 0;
};

}  // namespace lyceum::lesson
