#include "money/access/facts.hpp"

namespace lyceum::money {
namespace {

bool entitled(const Facts& facts, Utc now) {
  return facts.entitlement && (!facts.entitlement->until || now < *facts.entitlement->until);
}

std::optional<AccessRefusal> why_not_watch(AccountId account, const Facts& facts, Utc now) {
  if (facts.kind == AccessKind::free) return std::nullopt;
  if (!account) return AccessRefusal::sign_in;
  if (facts.seat || entitled(facts, now)) return std::nullopt;
  return facts.kind == AccessKind::password ? AccessRefusal::password_needed : AccessRefusal::invite_needed;
}

}  // namespace

std::string_view source_name(Source source) { return source == Source::password ? "password" : "invite"; }

std::optional<Source> parse_source(std::string_view name) {
  for (const Source source : {Source::password, Source::invite})
    if (source_name(source) == name) return source;
  return std::nullopt;
}

Standing decide(LessonId lesson, AccountId account, const Facts& facts, Utc now) {
  Standing standing{
      .lesson = lesson, .account = account, .role = {}, .watch = {}, .speak = {}, .moderate = {}, .own = {}};
  const bool lecturer = account && account == facts.lecturer;
  standing.admitted = lecturer || facts.is_operator || facts.seat || entitled(facts, now);
  if (facts.blocked) {
    standing.watch = standing.speak = standing.moderate = standing.own = standing.play =
        AccessRefusal::blocked;
    return standing;
  }
  if (facts.cut && !facts.is_operator) standing.play = AccessRefusal::class_cut;
  if (lecturer || facts.is_operator) {
    standing.role = lecturer ? Role::lecturer : facts.seat.value_or(Role::learner);
    return standing;
  }
  standing.own = account ? AccessRefusal::not_allowed : AccessRefusal::sign_in;
  if (facts.seat == Role::assistant) {
    standing.role = Role::assistant;
    return standing;
  }
  if (!facts.published) {
    standing.see = standing.watch = standing.speak = standing.moderate = standing.own = standing.play =
        AccessRefusal::lesson_not_found;
    return standing;
  }
  standing.moderate = standing.own;
  const bool banned = facts.banned_until && now < *facts.banned_until;
  standing.watch = banned ? AccessRefusal::banned : why_not_watch(account, facts, now);
  standing.speak = standing.watch;
  if (standing.watch) standing.play = standing.watch;
  if (!account && !standing.speak) standing.speak = AccessRefusal::sign_in;
  if (account && !standing.watch) standing.role = facts.seat.value_or(Role::learner);
  return standing;
}

}  // namespace lyceum::money
