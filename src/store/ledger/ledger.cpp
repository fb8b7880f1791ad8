#include "store/ledger/ledger.hpp"

#include "store/database/refusal.hpp"

namespace lyceum::store {
namespace {

using money::Act;
using money::Balance;
using money::Entry;
using money::LedgerAccount;
using money::Outcome;
using money::Posting;
using money::Side;

struct Found {
  std::int64_t n = 0;
  Posting posting;
};

Error unreadable(std::int64_t n) {
  return refuse(Refusal::failed, "ledger posting " + std::to_string(n) + " cannot be read");
}

// book, owner, currency from column `at` on.
std::optional<LedgerAccount> read_account(const Row& row, std::size_t at) {
  const auto book = money::parse_book(row.text(at));
  const auto currency = parse_currency(row.text(at + 2));
  if (!book || !currency) return std::nullopt;
  return LedgerAccount{*book, row.integer(at + 1), *currency};
}

Balance read_balance(const Row& row, std::size_t at) {
  return {row.integer(at), row.integer(at + 1), row.integer(at + 2), row.integer(at + 3)};
}

// n, key, act, target, reason, about, at_us; without its entries.
std::optional<Found> read_posting(const Row& row) {
  const auto act = money::parse_act(row.text(2));
  if (!act) return std::nullopt;
  return Found{.n = row.integer(0),
               .posting = {.key = row.text(1),
                           .act = *act,
                           .target = row.is_null(3) ? std::string() : row.text(3),
                           .reason = row.text(4),
                           .about = row.integer(5),
                           .at = row.utc(6)}};
}

// book, owner, currency, side, amount.
std::optional<Entry> read_entry(const Row& row, std::size_t at) {
  const auto account = read_account(row, at);
  if (!account) return std::nullopt;
  return Entry{*account, row.integer(at + 3) == 0 ? Side::debit : Side::credit, row.integer(at + 4)};
}

Result<std::optional<Found>> find(Transaction& tx, const std::string& key) {
  LYCEUM_TRY(const auto rows, tx.query("SELECT n, key, act, target, reason, about, at_us FROM ledger_posting "
                                       "WHERE key = $1",
                                       key));
  if (rows.empty()) return std::nullopt;
  auto found = read_posting(rows[0]);
  if (!found) return Failure(unreadable(rows[0].integer(0)));
  LYCEUM_TRY(const auto lines, tx.query("SELECT book, owner, currency, side, amount FROM ledger_entry "
                                        "WHERE n = $1 ORDER BY line",
                                        found->n));
  for (const Row line : lines) {
    const auto entry = read_entry(line, 0);
    if (!entry) return Failure(unreadable(found->n));
    found->posting.entries.push_back(*entry);
  }
  return found;
}

Result<std::optional<Act>> ended_by(Transaction& tx, const std::string& key) {
  LYCEUM_TRY(const auto rows, tx.query("SELECT act FROM ledger_posting WHERE target = $1", key));
  if (rows.empty()) return std::nullopt;
  return money::parse_act(rows[0].text(0));
}

Result<Balance> balance_of(Transaction& tx, const LedgerAccount& account) {
  LYCEUM_TRY(const auto rows,
             tx.query("SELECT debits, credits, pending_debits, pending_credits FROM "
                      "ledger_balance WHERE book = $1 AND owner = $2 AND currency = $3",
                      money::book_name(account.book), account.owner, currency_code(account.currency)));
  return rows.empty() ? Balance() : read_balance(rows[0], 0);
}

Result<void> keep_balance(Transaction& tx, const LedgerAccount& account, const Balance& balance) {
  LYCEUM_CHECK(tx.query(
      "INSERT INTO ledger_balance(book, owner, currency, debits, credits, pending_debits, pending_credits) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT(book, owner, currency) DO UPDATE SET "
      "debits = excluded.debits, credits = excluded.credits, pending_debits = excluded.pending_debits, "
      "pending_credits = excluded.pending_credits",
      money::book_name(account.book), account.owner, currency_code(account.currency), balance.debits,
      balance.credits, balance.pending_debits, balance.pending_credits));
  return {};
}

Result<std::int64_t> next_number(Transaction& tx) {
  LYCEUM_TRY(const auto rows,
             tx.query("INSERT INTO ledger_counter(one, n) VALUES (1, 1) "
                      "ON CONFLICT(one) DO UPDATE SET n = ledger_counter.n + 1 RETURNING n"));
  return rows[0].integer(0);
}

Result<void> write(Transaction& tx, const Posting& posting, const std::vector<Entry>& entries) {
  LYCEUM_TRY(const auto n, next_number(tx));
  LYCEUM_CHECK(
      tx.query("INSERT INTO ledger_posting(n, key, act, target, reason, about, at_us) "
               "VALUES ($1, $2, $3, $4, $5, $6, $7)",
               n, posting.key, money::act_name(posting.act),
               posting.target.empty() ? std::nullopt : std::optional(posting.target), posting.reason,
               posting.about, posting.at));
  for (std::size_t line = 0; line < entries.size(); ++line) {
    const Entry& entry = entries[line];
    LYCEUM_CHECK(
        tx.query("INSERT INTO ledger_entry(n, line, book, owner, currency, side, amount) "
                 "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                 n, line, money::book_name(entry.account.book), entry.account.owner,
                 currency_code(entry.account.currency), entry.side == Side::credit, entry.amount));
  }
  return {};
}

Result<void> check_postings(Transaction& tx, money::LedgerCheck& check) {
  constexpr std::int64_t at_once = 1000;
  LYCEUM_TRY(const auto last, tx.query("SELECT COALESCE(MAX(n), 0) FROM ledger_posting"));
  for (std::int64_t after = 0; after < last[0].integer(0); after += at_once) {
    LYCEUM_TRY(const auto rows,
               tx.query("SELECT p.n, p.key, p.act, p.target, p.reason, p.about, p.at_us, e.book, e.owner, "
                        "e.currency, e.side, e.amount FROM ledger_posting p "
                        "LEFT JOIN ledger_entry e ON e.n = p.n "
                        "WHERE p.n > $1 AND p.n <= $2 ORDER BY p.n, e.line",
                        after, after + at_once));
    std::optional<Found> now;
    for (const Row row : rows) {
      if (!now || row.integer(0) != now->n) {
        if (now) check.posting(now->n, now->posting);
        now = read_posting(row);
      }
      const auto entry = row.is_null(7) ? std::nullopt : read_entry(row, 7);
      if (!now || (!entry && !row.is_null(7))) return Failure(unreadable(row.integer(0)));
      if (entry) now->posting.entries.push_back(*entry);
    }
    if (now) check.posting(now->n, now->posting);
  }
  return {};
}

Result<money::LedgerCheck> check_in(Transaction& tx) {
  money::LedgerCheck check;
  LYCEUM_CHECK(check_postings(tx, check));
  LYCEUM_TRY(const auto rows, tx.query("SELECT book, owner, currency, debits, credits, pending_debits, "
                                       "pending_credits FROM ledger_balance"));
  for (const Row row : rows) {
    const auto account = read_account(row, 0);
    if (!account) return Failure(refuse(Refusal::failed, "a ledger balance cannot be read"));
    check.kept(*account, read_balance(row, 3));
  }
  check.finish();
  return check;
}

}  // namespace

Result<Outcome> record(Transaction& tx, const Posting& posting) {
  std::optional<Found> same, target;
  std::optional<Act> end;
  LYCEUM_TRY(same, find(tx, posting.key));
  if (!same && !posting.target.empty()) {
    LYCEUM_TRY(target, find(tx, posting.target));
    LYCEUM_TRY(end, ended_by(tx, posting.target));
  }
  const money::Known known{same ? &same->posting : nullptr, target ? &target->posting : nullptr, end};
  if (const Outcome outcome = money::judge(posting, known); outcome != Outcome::done) return outcome;

  const auto entries = money::entries_of(posting, known.target);
  const auto& touched = posting.act == Act::release ? target->posting.entries : entries;
  std::vector<Balance> balances;
  for (const Entry& entry : touched) {
    LYCEUM_TRY(const Balance before, balance_of(tx, entry.account));
    balances.push_back(before);
  }
  if (const Outcome outcome = money::judge_balances(posting, touched, balances); outcome != Outcome::done)
    return outcome;

  LYCEUM_CHECK(write(tx, posting, entries));
  for (std::size_t i = 0; i < touched.size(); ++i) {
    money::apply(balances[i], posting.act, touched[i]);
    LYCEUM_CHECK(keep_balance(tx, touched[i].account, balances[i]));
  }
  return Outcome::done;
}

Task<Result<Outcome>> Ledgers::record(Posting posting) {
  return database_.write([own = std::move(posting)](Transaction& tx) { return store::record(tx, own); });
}

Task<Result<Balance>> Ledgers::balance(LedgerAccount account) {
  return database_.read([account](Transaction& tx) { return balance_of(tx, account); });
}

Task<Result<money::LedgerCheck>> Ledgers::check() {
  return database_.read([](Transaction& tx) { return check_in(tx); });
}

}  // namespace lyceum::store
