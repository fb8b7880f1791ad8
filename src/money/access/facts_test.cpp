#include "money/access/facts.hpp"

#include <set>

#include <gtest/gtest.h>

namespace lyceum::money {
namespace {

using namespace std::chrono_literals;
using enum AccessRefusal;

constexpr LessonId kLesson{100'000'001};
constexpr AccountId kNobody{}, kAnna{7}, kLecturer{1};
const Utc kNow = Utc(1000h);
constexpr std::nullopt_t kYes = std::nullopt;

Entitlement entitlement(std::optional<Utc> until) {
  return {
      .lesson = kLesson, .account = kAnna, .source = Source::password, .since = kNow - 1h, .until = until};
}

struct Case {
  std::string_view what;
  AccountId account;
  Facts facts;
  std::optional<Role> role;
  std::optional<AccessRefusal> watch, speak, moderate, own;
  std::optional<AccessRefusal> see = kYes, play = {};  // play: as watch, unless it says more
};

Facts facts(AccessKind kind) {
  return {.lecturer = kLecturer,
          .kind = kind,
          .is_operator = false,
          .seat = {},
          .entitlement = {},
          .banned_until = {},
          .blocked = false,
          .cut = false,
          .published = true};
}
Facts with(Facts given, auto change) {
  change(given);
  return given;
}

const Facts kFree = facts(AccessKind::free), kPassword = facts(AccessKind::password),
            kInvite = facts(AccessKind::invite);

const Case kCases[] = {
    {"free, nobody", kNobody, kFree, {}, kYes, sign_in, sign_in, sign_in},
    {"free, learner", kAnna, kFree, Role::learner, kYes, kYes, not_allowed, not_allowed},
    {"free, banned",
     kAnna,
     with(kFree, [](Facts& f) { f.banned_until = kNow + 1s; }),
     {},
     banned,
     banned,
     not_allowed,
     not_allowed},
    {"free, ban over", kAnna, with(kFree, [](Facts& f) { f.banned_until = kNow; }), Role::learner, kYes, kYes,
     not_allowed, not_allowed},
    {"free, banned assistant", kAnna,
     with(kFree, [](Facts& f) { f.seat = Role::assistant, f.banned_until = kNow + 1s; }), Role::assistant,
     kYes, kYes, kYes, not_allowed},
    {"free, guest", kAnna, with(kFree, [](Facts& f) { f.seat = Role::guest; }), Role::guest, kYes, kYes,
     not_allowed, not_allowed},
    {"password, nobody", kNobody, kPassword, {}, sign_in, sign_in, sign_in, sign_in},
    {"password, stranger", kAnna, kPassword, {}, password_needed, password_needed, not_allowed, not_allowed},
    {"password, entitled", kAnna, with(kPassword, [](Facts& f) { f.entitlement = entitlement({}); }),
     Role::learner, kYes, kYes, not_allowed, not_allowed},
    {"password, entitled until later", kAnna,
     with(kPassword, [](Facts& f) { f.entitlement = entitlement(kNow + 1us); }), Role::learner, kYes, kYes,
     not_allowed, not_allowed},
    {"password, entitled until now",
     kAnna,
     with(kPassword, [](Facts& f) { f.entitlement = entitlement(kNow); }),
     {},
     password_needed,
     password_needed,
     not_allowed,
     not_allowed},
    {"invite, stranger", kAnna, kInvite, {}, invite_needed, invite_needed, not_allowed, not_allowed},
    {"invite, guest", kAnna, with(kInvite, [](Facts& f) { f.seat = Role::guest; }), Role::guest, kYes, kYes,
     not_allowed, not_allowed},
    {"invite, assistant", kAnna, with(kInvite, [](Facts& f) { f.seat = Role::assistant; }), Role::assistant,
     kYes, kYes, kYes, not_allowed},
    {"invite, lecturer", kLecturer, kInvite, Role::lecturer, kYes, kYes, kYes, kYes},
    {"invite, operator", kAnna, with(kInvite, [](Facts& f) { f.is_operator = true; }), Role::learner, kYes,
     kYes, kYes, kYes},
    {"free, blocked",
     kAnna,
     with(kFree, [](Facts& f) { f.blocked = true; }),
     {},
     blocked,
     blocked,
     blocked,
     blocked,
     kYes,
     blocked},
    {"blocked lecturer",
     kLecturer,
     with(kFree, [](Facts& f) { f.blocked = true; }),
     {},
     blocked,
     blocked,
     blocked,
     blocked,
     kYes,
     blocked},
    {"cut, learner", kAnna, with(kFree, [](Facts& f) { f.cut = true; }), Role::learner, kYes, kYes,
     not_allowed, not_allowed, kYes, class_cut},
    {"cut, nobody",
     kNobody,
     with(kFree, [](Facts& f) { f.cut = true; }),
     {},
     kYes,
     sign_in,
     sign_in,
     sign_in,
     kYes,
     class_cut},
    {"cut, its lecturer", kLecturer, with(kFree, [](Facts& f) { f.cut = true; }), Role::lecturer, kYes, kYes,
     kYes, kYes, kYes, class_cut},
    {"cut, operator", kAnna, with(kFree, [](Facts& f) { f.cut = f.is_operator = true; }), Role::learner, kYes,
     kYes, kYes, kYes},
    {"not published, nobody",
     kNobody,
     with(kFree, [](Facts& f) { f.published = false; }),
     {},
     lesson_not_found,
     lesson_not_found,
     lesson_not_found,
     lesson_not_found,
     lesson_not_found,
     lesson_not_found},
    {"not published, guest",
     kAnna,
     with(kFree, [](Facts& f) { f.published = false, f.seat = Role::guest; }),
     {},
     lesson_not_found,
     lesson_not_found,
     lesson_not_found,
     lesson_not_found,
     lesson_not_found,
     lesson_not_found},
    {"not published, assistant", kAnna,
     with(kFree, [](Facts& f) { f.published = false, f.seat = Role::assistant; }), Role::assistant, kYes,
     kYes, kYes, not_allowed},
    {"not published, lecturer", kLecturer, with(kFree, [](Facts& f) { f.published = false; }), Role::lecturer,
     kYes, kYes, kYes, kYes},
};

TEST(Access, follows_from_the_facts) {
  for (const Case& c : kCases) {
    const Standing standing = decide(kLesson, c.account, c.facts, kNow);
    EXPECT_EQ(standing.role, c.role) << c.what;
    EXPECT_EQ(standing.watch, c.watch) << c.what;
    EXPECT_EQ(standing.speak, c.speak) << c.what;
    EXPECT_EQ(standing.moderate, c.moderate) << c.what;
    EXPECT_EQ(standing.own, c.own) << c.what;
    EXPECT_EQ(standing.see, c.see) << c.what;
    EXPECT_EQ(standing.play, c.play ? c.play : c.watch) << c.what;
  }
}

TEST(Access, nobody_is_never_the_lecturer_of_a_lesson_without_one) {
  Facts orphan = kInvite;
  orphan.lecturer = {};
  EXPECT_EQ(decide(kLesson, kNobody, orphan, kNow).watch, sign_in);
}

TEST(Access, a_refusal_becomes_the_error_that_the_contract_names) {
  Standing standing = decide(kLesson, kAnna, kPassword, kNow);
  EXPECT_EQ(standing.allow(Action::watch).error().status, 403);
  standing.watch = must_buy;
  EXPECT_EQ(standing.allow(Action::watch).error().status, 402);
  EXPECT_TRUE(decide(kLesson, kLecturer, kPassword, kNow).allow(Action::own));
  std::set<std::string_view> codes;
  for (int i = 0; i <= static_cast<int>(AccessRefusal::blocked); ++i)
    EXPECT_TRUE(codes.insert(refuse(static_cast<AccessRefusal>(i)).code).second);
}

TEST(Facts, who_has_a_place_in_the_lesson_is_admitted_and_others_are_only_let_in) {
  const auto admitted = [](AccountId account, const Facts& facts) {
    return decide(kLesson, account, facts, kNow).admitted;
  };
  EXPECT_FALSE(admitted(kNobody, kFree));
  EXPECT_FALSE(admitted(kAnna, kFree));
  EXPECT_TRUE(admitted(kLecturer, kFree));
  EXPECT_TRUE(admitted(kAnna, with(kFree, [](Facts& f) { f.is_operator = true; })));
  EXPECT_TRUE(admitted(kAnna, with(kFree, [](Facts& f) { f.seat = Role::guest; })));
  EXPECT_TRUE(admitted(kAnna, with(kFree, [](Facts& f) { f.entitlement = entitlement(kNow + 1s); })));
  EXPECT_FALSE(admitted(kAnna, with(kFree, [](Facts& f) { f.entitlement = entitlement(kNow); })));
}

}  // namespace
}  // namespace lyceum::money
