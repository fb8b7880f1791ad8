// What the doors of the site ask about lessons: planning them, running them, who may come in. One object for
// all reactors, all calls from any of them. Rights are asked of money/access; refusals are lesson's and
// money's.
#pragma once

#include "base/time/clock.hpp"
#include "lesson/key/stream_key.hpp"
#include "lesson/lesson/repository.hpp"
#include "lesson/plan/policy.hpp"
#include "money/access/access.hpp"
#include "money/access/facts.hpp"
#include "people/account/account.hpp"
#include "people/secret/password_hasher.hpp"
#include "people/secret/throttle.hpp"

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace lyceum::lesson {

// What the services below work with. Everything outlives them.
struct Needs {
  LessonRepository& lessons;
  MemberRepository& members;
  money::EntitlementRepository& entitlements;
  money::Access& access;
  money::AccessChanges& changes;
  people::PasswordHasher& hasher;
  const StreamKeys& keys;
  const Clock& clock;
};

// As typed; checked by the rules.
struct Draft {
  Kind kind = Kind::live;
  std::string title, description;
  std::optional<Utc> starts_at;
  AccessKind access = AccessKind::free;
  std::string password;  // for AccessKind::password
};

struct Change {
  std::optional<std::string> title, description;
  std::optional<std::optional<Utc>> starts_at;
  std::optional<AccessKind> access;
  std::optional<std::string> password;
};

// Planning and running lessons. `by` is who is signed in.
class LessonDesk {
 public:
  LessonDesk(Needs needs, const TeachingPolicy& policy) : needs_(needs), policy_(policy) {}

  bool may_teach(const people::Account& by) const;
  // Refusals: may_not_teach, the rules'.
  Task<Result<Lesson>> create(people::Account by, Draft draft);
  // Refusal: lesson_not_found. Everybody may know that a lesson is there, whatever it asks to be watched.
  Task<Result<Lesson>> get(LessonId id);
  Task<Result<LessonPage>> list(LessonQuery query);
  Task<Result<Lesson>> edit(people::Account by, LessonId id, Change change);
  Task<Result<void>> remove(people::Account by, LessonId id);
  // Staff. Refusals: already_live, lesson_over, not_live.
  Task<Result<Lesson>> move(people::Account by, LessonId id, Move move);
  // The server's own decision (lesson/class), nobody is asked.
  Task<Result<Lesson>> move(LessonId id, Move move);
  // Operators of the site. Ends a running class for everybody, in the operator's words; what was recorded of
  // it is shut too, until it is lifted. Refusals: not_allowed, words_invalid, not_live, lesson_over; not_cut.
  Task<Result<Lesson>> cut(people::Account by, LessonId id, std::string why, std::string address);
  Task<Result<Lesson>> uncut(people::Account by, LessonId id, std::string address);
  Task<Result<Lesson>> put_cover(people::Account by, LessonId id, Bytes picture);
  Task<Result<Cover>> cover(LessonId id);
  // Operators. What waits becomes what learners read; or stays as it is, with `why`. Refusals: not_allowed,
  // words_invalid, nothing_to_review.
  Task<Result<Lesson>> approve(people::Account by, LessonId id, std::string address);
  Task<Result<Lesson>> decline(people::Account by, LessonId id, std::string why, std::string address);
  // How many wait for a review.
  Task<Result<std::int64_t>> waiting() { return needs_.lessons.waiting(); }
  // Staff: the cover that waits. Refusal: cover_not_found.
  Task<Result<Cover>> proposed_cover(people::Account by, LessonId id);
  // The lecturer's room of that name, made on first use, and made anew once its lesson has ended if `fresh`.
  Task<Result<Lesson>> named_room(people::Account by, std::string room_name, bool fresh);
  // A room of that name that is there: `by`'s own, else anybody's. Refusal: lesson_not_found.
  Task<Result<Lesson>> find_named_room(people::Account by, std::string room_name);
  Task<Result<void>> note_gop(LessonId id, std::chrono::milliseconds gop);

 private:
  Task<Result<Lesson>> store(NewLesson lesson);
  Task<Result<std::string>> hashed(std::string typed);
  Task<Result<LessonEdit>> checked(LessonId id, Change change);
  bool reviewed(const people::Account& by) const { return policy_.reviews_lessons() && !by.is_operator; }
  // Published, or waiting for a review.
  void file(NewLesson& fresh, const people::Account& by) const;
  Task<Result<Lesson>> review(people::Account by, LessonId id, std::optional<std::string> why,
                              std::string address);

  Needs needs_;
  const TeachingPolicy& policy_;
};

// Stream keys: who may see them, and whose stream a key opens.
class IngestKeys {
 public:
  // How long the key before stays good after a rotation. A second rotation ends it at once.
  static constexpr std::chrono::minutes kGrace{10};

  explicit IngestKeys(Needs needs) : needs_(needs) {}

  // Staff.
  Task<Result<std::string>> key(people::Account by, LessonId id);
  // Lecturer and operators. Returns the new key. `grace` 0: the key before ends at once.
  Task<Result<std::string>> rotate(people::Account by, LessonId id, std::chrono::seconds grace = kGrace);
  // The lesson a key opens. Refusal: bad_stream_key, for everything that is wrong with it.
  Task<Result<Lesson>> admit(std::string key);

 private:
  Needs needs_;
};

// Coming in by password or invite; and who sits where.
class Reception {
 public:
  static constexpr int kCodeBytes = 15;  // 120 bits, 24 characters of base32

  explicit Reception(Needs needs);

  // Entitles the account to watch. Slowed down by account and by address. Refusals: wrong_password,
  // no_password, too_many_attempts, busy.
  Task<Result<void>> enter_with_password(people::Account by, LessonId id, std::string password,
                                         std::string address);
  // Refusal: invite_invalid, too_many_attempts.
  Task<Result<Role>> enter_with_invite(people::Account by, LessonId id, std::string code,
                                       std::string address);

  // What an invite is for; whoever has the code may know. Refusals: invite_invalid, too_many_attempts (by
  // address).
  Task<Result<Invite>> look_at(std::string code, std::string address);

  // Lecturer and operators. Codes are stored as they are, so that they can be shown and sent again; each
  // opens one lesson once.
  Task<Result<Invite>> invite(people::Account by, LessonId id, Role role);
  Task<Result<std::vector<Invite>>> invites(people::Account by, LessonId id);
  Task<Result<void>> take_back(people::Account by, LessonId id, std::string code);
  // Staff may look; lecturer and operators may remove.
  Task<Result<std::vector<Member>>> members(people::Account by, LessonId id);
  Task<Result<void>> remove_member(people::Account by, LessonId id, AccountId account);

  // Staff. Keeps a learner or guest out of the lesson, from every page, room and media byte at once; nothing:
  // for good. Refusals: member_not_found, not_allowed (for staff, and for oneself).
  Task<Result<void>> ban(people::Account by, LessonId id, AccountId account,
                         std::optional<std::chrono::seconds> lasts);
  Task<Result<void>> lift_ban(people::Account by, LessonId id, AccountId account);
  Task<Result<std::vector<money::Ban>>> bans(people::Account by, LessonId id);

 private:
  Result<void> charge(AccountId account, LessonId id, const std::string& address);
  void refund(AccountId account, LessonId id, const std::string& address);

  Needs needs_;
  std::mutex mutex_;  // guards the throttles
  people::Throttle by_account_;
  people::Throttle by_address_;
};

}  // namespace lyceum::lesson
