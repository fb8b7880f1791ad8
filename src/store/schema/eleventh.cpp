// Version 11: the ledger.
#include "store/schema/steps.hpp"

#include <array>

namespace lyceum::store {
namespace {

constexpr std::array<std::string_view, 5> kStatements{
    // Rows are written once and never changed. n counts from 1 without gaps. At most one posting ends
    // another.
    R"(CREATE TABLE ledger_posting(
      n BIGINT NOT NULL PRIMARY KEY, key TEXT NOT NULL UNIQUE, act TEXT NOT NULL, target TEXT UNIQUE,
      reason TEXT NOT NULL, about BIGINT NOT NULL, at_us BIGINT NOT NULL))",
    // side 0: debit, 1: credit. owner 0: none.
    R"(CREATE TABLE ledger_entry(
      n BIGINT NOT NULL REFERENCES ledger_posting(n), line BIGINT NOT NULL, book TEXT NOT NULL, owner BIGINT NOT NULL,
      currency TEXT NOT NULL, side BIGINT NOT NULL, amount BIGINT NOT NULL, PRIMARY KEY(n, line)))",
    "CREATE INDEX ledger_entry_account ON ledger_entry(book, owner, currency, n)",
    R"(CREATE TABLE ledger_balance(
      book TEXT NOT NULL, owner BIGINT NOT NULL, currency TEXT NOT NULL, debits BIGINT NOT NULL,
      credits BIGINT NOT NULL, pending_debits BIGINT NOT NULL, pending_credits BIGINT NOT NULL,
      PRIMARY KEY(book, owner, currency)))",
    // One row, of which every posting takes the next number: two at once wait for each other.
    "CREATE TABLE ledger_counter(one BIGINT NOT NULL PRIMARY KEY, n BIGINT NOT NULL)",
};

}  // namespace

Migration eleventh_step() { return kStatements; }

}  // namespace lyceum::store
