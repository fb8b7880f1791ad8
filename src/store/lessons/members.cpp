#include "store/lessons/members.hpp"

#include "lesson/lesson/refusal.hpp"
#include "money/access/facts.hpp"
#include "store/lessons/rows.hpp"

namespace lyceum::store {
namespace {

using lesson::Invite;
using lesson::Member;
using lesson::Refusal;
using lesson::refuse;

// A guest who gets an assistant's invite becomes one; never the other way round.
Result<void> seat(Transaction& tx, LessonId id, AccountId account, Role role, Utc now) {
  LYCEUM_TRY(const auto rows,
             tx.query("SELECT role FROM seat WHERE lesson_id = $1 AND account_id = $2", id, account));
  if (!rows.empty() && parse_role(rows[0].text(0)) >= role) return {};
  LYCEUM_CHECK(
      tx.query("INSERT INTO seat(lesson_id, account_id, role, since_us) VALUES ($1, $2, $3, $4) "
               "ON CONFLICT(lesson_id, account_id) DO UPDATE SET role = $3, since_us = $4",
               id, account, role_name(role), now));
  return {};
}

Result<void> entitle(Transaction& tx, LessonId id, AccountId account, Utc now) {
  LYCEUM_CHECK(
      tx.query("INSERT INTO entitlement(lesson_id, account_id, source, since_us) VALUES ($1, $2, $3, $4) "
               "ON CONFLICT(lesson_id, account_id, source) DO NOTHING",
               id, account, money::source_name(money::Source::invite), now));
  return {};
}

Result<Role> redeem_in(Transaction& tx, LessonId id, const std::string& code, AccountId account, Utc now) {
  LYCEUM_TRY(
      const auto used,
      tx.query("UPDATE invite SET used_by = $3, used_us = COALESCE(used_us, CAST($4 AS BIGINT)) "
               "WHERE lesson_id = $1 AND code = $2 AND (used_by IS NULL OR used_by = $3) RETURNING role",
               id, code, account, now));
  if (used.empty()) return Failure(refuse(Refusal::invite_invalid));
  const auto role = parse_role(used[0].text(0));
  if (!role) return Failure(refuse(Refusal::invite_invalid));
  LYCEUM_CHECK(*role == Role::learner ? entitle(tx, id, account, now) : seat(tx, id, account, *role, now));
  return *role;
}

Invite read_invite(LessonId lesson, const Row& row) {
  const bool used = !row.is_null(3);
  return {.lesson = lesson,
          .code = row.text(0),
          .role = parse_role(row.text(1)).value_or(Role::learner),
          .created_at = row.utc(2),
          .used_by = used ? std::optional(row.id<AccountId>(3)) : std::nullopt,
          .used_by_name = row.is_null(5) ? std::string() : row.text(5),
          .used_at = row.optional_utc(4)};
}

}  // namespace

Task<Result<std::string>> Members::password_hash(LessonId id) {
  return database_.read([id](Transaction& tx) -> Result<std::string> {
    LYCEUM_TRY(const auto rows,
               tx.query("SELECT password_hash FROM lesson WHERE id = $1 AND deleted_us IS NULL", id));
    if (rows.empty()) return Failure(refuse(Refusal::lesson_not_found));
    return rows[0].text(0);
  });
}

Task<Result<void>> Members::add_invite(Invite invite) {
  return database_.write([invite](Transaction& tx) -> Result<void> {
    LYCEUM_TRY(const auto there, tx.query("SELECT COUNT(*) FROM invite WHERE lesson_id = $1", invite.lesson));
    if (there[0].integer(0) >= kInvitesMax) return Failure(refuse(Refusal::too_many_invites));
    LYCEUM_CHECK(tx.query("INSERT INTO invite(lesson_id, code, role, created_us) VALUES ($1, $2, $3, $4)",
                          invite.lesson, invite.code, role_name(invite.role), invite.created_at));
    return {};
  });
}

Task<Result<std::vector<Invite>>> Members::invites(LessonId id) {
  return database_.read([id](Transaction& tx) -> Result<std::vector<Invite>> {
    LYCEUM_TRY(const auto rows,
               tx.query("SELECT i.code, i.role, i.created_us, i.used_by, i.used_us, a.name "
                        "FROM invite i LEFT JOIN account a ON a.id = i.used_by "
                        "WHERE i.lesson_id = $1 ORDER BY i.created_us DESC, i.code LIMIT 500",
                        id));
    std::vector<Invite> invites;
    for (const Row row : rows) invites.push_back(read_invite(id, row));
    return invites;
  });
}

Task<Result<std::optional<Invite>>> Members::find_invite(std::string code) {
  return database_.read([code](Transaction& tx) -> Result<std::optional<Invite>> {
    LYCEUM_TRY(const auto rows,
               tx.query("SELECT i.code, i.role, i.created_us, i.used_by, i.used_us, a.name, i.lesson_id "
                        "FROM invite i JOIN lesson l ON l.id = i.lesson_id "
                        "LEFT JOIN account a ON a.id = i.used_by "
                        "WHERE i.code = $1 AND l.deleted_us IS NULL LIMIT 1",
                        code));
    if (rows.empty()) return std::nullopt;
    return read_invite(rows[0].id<LessonId>(6), rows[0]);
  });
}

Task<Result<void>> Members::remove_invite(LessonId id, std::string code) {
  return database_.write([=](Transaction& tx) -> Result<void> {
    LYCEUM_TRY(
        const auto gone,
        tx.query("DELETE FROM invite WHERE lesson_id = $1 AND code = $2 AND used_by IS NULL", id, code));
    if (gone.changed() == 0) return Failure(refuse(Refusal::invite_invalid));
    return {};
  });
}

Task<Result<Role>> Members::redeem(LessonId id, std::string code, AccountId account, Utc now) {
  return database_.write([=](Transaction& tx) { return redeem_in(tx, id, code, account, now); });
}

Task<Result<std::vector<Member>>> Members::members(LessonId id) {
  return database_.read([id](Transaction& tx) -> Result<std::vector<Member>> {
    LYCEUM_TRY(const auto rows, tx.query("SELECT s.account_id, a.name, s.role, s.since_us FROM seat s "
                                         "JOIN account a ON a.id = s.account_id WHERE s.lesson_id = $1 "
                                         "ORDER BY s.since_us, s.account_id LIMIT 500",
                                         id));
    std::vector<Member> members;
    for (const Row row : rows)
      members.push_back(
          {row.id<AccountId>(0), row.text(1), parse_role(row.text(2)).value_or(Role::guest), row.utc(3)});
    return members;
  });
}

// Also ends the invite that led to the seat, which could otherwise be used again.
Task<Result<void>> Members::remove_member(LessonId id, AccountId account) {
  return database_.write([=](Transaction& tx) -> Result<void> {
    LYCEUM_TRY(const auto gone,
               tx.query("DELETE FROM seat WHERE lesson_id = $1 AND account_id = $2", id, account));
    if (gone.changed() == 0) return Failure(refuse(Refusal::member_not_found));
    LYCEUM_CHECK(tx.query("DELETE FROM invite WHERE lesson_id = $1 AND used_by = $2", id, account));
    return {};
  });
}

}  // namespace lyceum::store
