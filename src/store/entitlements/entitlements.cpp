#include "store/entitlements/entitlements.hpp"

namespace lyceum::store {
namespace {

using money::Entitlement;
using money::Facts;

Result<std::optional<Entitlement>> longest_entitlement(Transaction& tx, LessonId lesson, AccountId account) {
  LYCEUM_TRY(const auto rows,
             tx.query("SELECT source, since_us, until_us FROM entitlement "
                      "WHERE lesson_id = $1 AND account_id = $2 ORDER BY until_us DESC NULLS FIRST LIMIT 1",
                      lesson, account));
  if (rows.empty()) return std::nullopt;
  const auto source = money::parse_source(rows[0].text(0));
  if (!source) return std::nullopt;
  return Entitlement{.lesson = lesson,
                     .account = account,
                     .source = *source,
                     .since = rows[0].utc(1),
                     .until = rows[0].optional_utc(2)};
}

// What is particular to the account; one statement for the rest.
Result<void> add_account_facts(Transaction& tx, LessonId lesson, AccountId account, Facts& facts) {
  LYCEUM_TRY(const auto rows,
             tx.query("SELECT a.is_operator, s.role, b.until_us, a.blocked_us FROM account a "
                      "LEFT JOIN seat s ON s.lesson_id = $1 AND s.account_id = a.id "
                      "LEFT JOIN ban b ON b.lesson_id = $1 AND b.account_id = a.id "
                      "WHERE a.id = $2 AND a.deleted_us IS NULL",
                      lesson, account));
  if (rows.empty()) return {};
  facts.is_operator = rows[0].flag(0);
  if (!rows[0].is_null(1)) facts.seat = parse_role(rows[0].text(1));
  facts.banned_until = rows[0].optional_utc(2);
  facts.blocked = !rows[0].is_null(3);
  LYCEUM_TRY(facts.entitlement, longest_entitlement(tx, lesson, account));
  return {};
}

Result<std::optional<Facts>> facts_in(Transaction& tx, LessonId lesson, AccountId account) {
  LYCEUM_TRY(const auto rows, tx.query("SELECT lecturer_id, access, cut_us, published FROM lesson "
                                       "WHERE id = $1 AND deleted_us IS NULL",
                                       lesson));
  if (rows.empty()) return std::nullopt;
  Facts facts;
  facts.lecturer = rows[0].id<AccountId>(0);
  facts.kind = parse_access_kind(rows[0].text(1)).value_or(AccessKind::invite);  // what is unknown stays shut
  facts.cut = !rows[0].is_null(2);
  facts.published = rows[0].flag(3);
  if (account) LYCEUM_CHECK(add_account_facts(tx, lesson, account, facts));
  return facts;
}

}  // namespace

Task<Result<std::optional<Facts>>> Entitlements::facts(LessonId lesson, AccountId account) {
  return database_.read([=](Transaction& tx) { return facts_in(tx, lesson, account); });
}

Task<Result<void>> Entitlements::grant(Entitlement entitlement) {
  return database_.write([entitlement](Transaction& tx) -> Result<void> {
    LYCEUM_CHECK(tx.query(
        "INSERT INTO entitlement(lesson_id, account_id, source, since_us, until_us) "
        "VALUES ($1, $2, $3, $4, $5) ON CONFLICT(lesson_id, account_id, source) DO UPDATE SET until_us = "
        "CASE WHEN entitlement.until_us IS NULL OR CAST($5 AS BIGINT) IS NULL THEN NULL "
        "WHEN entitlement.until_us > CAST($5 AS BIGINT) THEN entitlement.until_us ELSE CAST($5 AS BIGINT) "
        "END",
        entitlement.lesson, entitlement.account, money::source_name(entitlement.source), entitlement.since,
        entitlement.until));
    return {};
  });
}

Task<Result<void>> Entitlements::revoke(LessonId lesson, AccountId account) {
  return database_.write([=](Transaction& tx) -> Result<void> {
    LYCEUM_CHECK(
        tx.query("DELETE FROM entitlement WHERE lesson_id = $1 AND account_id = $2", lesson, account));
    return {};
  });
}

Task<Result<bool>> Entitlements::ban(LessonId lesson, AccountId account, std::optional<Utc> until) {
  return database_.write([=](Transaction& tx) -> Result<bool> {
    if (!until) {
      LYCEUM_CHECK(tx.query("DELETE FROM ban WHERE lesson_id = $1 AND account_id = $2", lesson, account));
      return true;
    }
    LYCEUM_TRY(const auto rows,
               tx.query("INSERT INTO ban(lesson_id, account_id, until_us) "
                        "SELECT CAST($1 AS BIGINT), id, CAST($3 AS BIGINT) FROM account WHERE id = $2 "
                        "ON CONFLICT(lesson_id, account_id) DO UPDATE SET until_us = excluded.until_us "
                        "RETURNING account_id",
                        lesson, account, *until));
    return !rows.empty();
  });
}

Task<Result<std::vector<money::Ban>>> Entitlements::bans(LessonId lesson, Utc now) {
  return database_.read([=](Transaction& tx) -> Result<std::vector<money::Ban>> {
    LYCEUM_TRY(const auto rows,
               tx.query("SELECT b.account_id, a.name, b.until_us FROM ban b "
                        "JOIN account a ON a.id = b.account_id WHERE b.lesson_id = $1 AND b.until_us > $2 "
                        "ORDER BY b.until_us DESC, b.account_id LIMIT 500",
                        lesson, now));
    std::vector<money::Ban> bans;
    for (const Row row : rows) bans.push_back({row.id<AccountId>(0), row.text(1), row.utc(2)});
    return bans;
  });
}

}  // namespace lyceum::store
