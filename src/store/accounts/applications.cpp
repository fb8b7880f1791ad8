#include "store/accounts/applications.hpp"

#include "people/account/refusal.hpp"
#include "store/accounts/rows.hpp"
#include "store/audit/audit.hpp"
#include "store/database/cursor.hpp"

#include <limits>

namespace lyceum::store {
namespace {

using people::Applicant;
using people::Application;
using people::ApplicationState;
using people::Refusal;
using people::refuse;

Application read_application(const Row& row, std::size_t from) {
  return {.state = people::parse_application_state(row.text(from)).value_or(ApplicationState::declined),
          .words = row.text(from + 1),
          .answer = row.text(from + 2),
          .asked_at = row.utc(from + 3),
          .decided_at = row.optional_utc(from + 4),
          .seen = row.flag(from + 5)};
}

Result<std::optional<Application>> find_in(Transaction& tx, AccountId account) {
  LYCEUM_TRY(const auto rows,
             tx.query("SELECT state, words, answer, asked_us, decided_us, seen FROM application "
                      "WHERE account_id = $1",
                      account));
  if (rows.empty()) return std::nullopt;
  return read_application(rows[0], 0);
}

Result<people::Account> existing(Transaction& tx, AccountId id) {
  LYCEUM_TRY(auto account, find_account(tx, id));
  if (!account) return Failure(refuse(Refusal::account_not_found));
  return std::move(*account);
}

Result<Application> apply_in(Transaction& tx, const Actor& by, const std::string& words, bool open, Utc now) {
  LYCEUM_TRY(const auto account, existing(tx, by.account));
  LYCEUM_TRY(const auto last, find_in(tx, by.account));
  LYCEUM_CHECK(people::may_apply(account, last, open));
  LYCEUM_CHECK(
      tx.query("INSERT INTO application(account_id, state, words, answer, asked_us, decided_us, seen) "
               "VALUES ($1, 'pending', $2, '', $3, NULL, 0) ON CONFLICT(account_id) DO UPDATE SET "
               "state = 'pending', words = $2, answer = '', asked_us = $3, decided_us = NULL, seen = 0",
               by.account, words, now));
  LYCEUM_CHECK(audit(tx, now, by, "account.apply", by.account.str()));
  return Application{.state = ApplicationState::pending, .words = words, .answer = {}, .asked_at = now};
}

Result<Applicant> decide_in(Transaction& tx, const Actor& by, AccountId id, ApplicationState to,
                            const std::string& answer, Utc now) {
  LYCEUM_TRY(auto account, existing(tx, id));
  LYCEUM_TRY(auto application, find_in(tx, id));
  if (!application || application->state != ApplicationState::pending)
    return Failure(refuse(Refusal::application_not_found));
  application->state = to;
  application->answer = answer;
  application->decided_at = now;
  LYCEUM_CHECK(
      tx.query("UPDATE application SET state = $2, answer = $3, decided_us = $4, seen = 0 "
               "WHERE account_id = $1",
               id, people::application_state_name(to), answer, now));
  if (to == ApplicationState::approved) {
    account.is_lecturer = true;
    LYCEUM_CHECK(tx.query("UPDATE account SET is_lecturer = 1 WHERE id = $1", id));
  }
  LYCEUM_CHECK(audit(tx, now, by, to == ApplicationState::approved ? "account.approve" : "account.decline",
                     id.str(), answer));
  return Applicant{std::move(account), std::move(*application)};
}

std::int64_t sort_of(const Applicant& one, bool waiting) {
  return utc_micros(waiting ? one.application.asked_at : one.application.decided_at.value_or(Utc()));
}

// Who waits: from the one who has waited longest. Decided: from the latest.
Result<people::ApplicantPage> list_in(Transaction& tx, const people::ApplicantQuery& query) {
  constexpr auto edge = std::numeric_limits<std::int64_t>::max();
  const Cursor from =
      Cursor::parse(query.after).value_or(query.waiting ? Cursor{-1, -1} : Cursor{edge, edge});
  constexpr std::string_view waiting_sql =
      "SELECT a.id, a.login, a.name, a.is_operator, a.is_lecturer, a.created_us, a.blocked_us, "
      "a.blocked_why, "
      "p.state, p.words, p.answer, p.asked_us, p.decided_us, p.seen FROM application p "
      "JOIN account a ON a.id = p.account_id WHERE a.deleted_us IS NULL AND p.state = 'pending' "
      "AND (p.asked_us > $1 OR (p.asked_us = $1 AND a.id > $2)) ORDER BY p.asked_us, a.id LIMIT $3";
  constexpr std::string_view decided_sql =
      "SELECT a.id, a.login, a.name, a.is_operator, a.is_lecturer, a.created_us, a.blocked_us, "
      "a.blocked_why, "
      "p.state, p.words, p.answer, p.asked_us, p.decided_us, p.seen FROM application p "
      "JOIN account a ON a.id = p.account_id WHERE a.deleted_us IS NULL AND p.state <> 'pending' "
      "AND (p.decided_us < $1 OR (p.decided_us = $1 AND a.id < $2)) "
      "ORDER BY p.decided_us DESC, a.id DESC LIMIT $3";
  LYCEUM_TRY(const auto rows,
             tx.query(query.waiting ? waiting_sql : decided_sql, from.sort, from.id, query.limit + 1));
  people::ApplicantPage page;
  for (const Row row : rows) {
    LYCEUM_TRY(auto account, read_account(tx, row));
    page.items.push_back({std::move(account), read_application(row, 8)});
  }
  if (page.items.size() > static_cast<std::size_t>(query.limit)) {
    page.items.pop_back();
    page.next = Cursor{sort_of(page.items.back(), query.waiting), page.items.back().account.id.value}.str();
  }
  return page;
}

}  // namespace

Task<Result<std::optional<Application>>> Applications::find(AccountId account) {
  return database_.read([account](Transaction& tx) { return find_in(tx, account); });
}

Task<Result<Application>> Applications::apply(Actor by, std::string words, bool open, Utc now) {
  return database_.write([=](Transaction& tx) { return apply_in(tx, by, words, open, now); });
}

Task<Result<Applicant>> Applications::decide(Actor by, AccountId account, ApplicationState to,
                                             std::string answer, Utc now) {
  return database_.write([=](Transaction& tx) { return decide_in(tx, by, account, to, answer, now); });
}

Task<Result<void>> Applications::seen(AccountId account) {
  return database_.write([account](Transaction& tx) -> Result<void> {
    LYCEUM_CHECK(
        tx.query("UPDATE application SET seen = 1 WHERE account_id = $1 AND state <> 'pending'", account));
    return {};
  });
}

Task<Result<people::ApplicantPage>> Applications::list(people::ApplicantQuery query) {
  return database_.read([query](Transaction& tx) { return list_in(tx, query); });
}

Task<Result<std::int64_t>> Applications::waiting() {
  return database_.read([](Transaction& tx) -> Result<std::int64_t> {
    LYCEUM_TRY(const auto rows, tx.query("SELECT COUNT(*) FROM application p JOIN account a ON a.id = "
                                         "p.account_id WHERE p.state = 'pending' AND a.deleted_us IS NULL"));
    return rows[0].integer(0);
  });
}

}  // namespace lyceum::store
