#include "money/ledger/ledger.hpp"

#include "money/ledger/chance.hpp"
#include "money/ledger/check.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>

#include <gtest/gtest.h>

namespace lyceum::money {
namespace {

constexpr LedgerAccount kClearing{Book::clearing, 1, Currency::cny};
constexpr LedgerAccount kCustomer{Book::customer, 7, Currency::cny};

Posting paid(std::string key, std::int64_t amount) {
  return {.key = std::move(key),
          .reason = "paid",
          .entries = {{kClearing, Side::debit, amount}, {kCustomer, Side::credit, amount}}};
}
Posting back(std::string key, std::int64_t amount) {
  return {.key = std::move(key),
          .act = Act::hold,
          .reason = "refund",
          .entries = {{kCustomer, Side::debit, amount}, {kClearing, Side::credit, amount}}};
}
Posting then(Act act, std::string target) {
  return {.key = std::string(act_name(act)) + ":" + target, .act = act, .target = target, .reason = "refund"};
}

LedgerCheck checked(const Ledger& ledger) {
  LedgerCheck check;
  std::int64_t n = 0;
  for (const Posting& posting : ledger.postings()) check.posting(++n, posting);
  for (const auto& [account, balance] : ledger.balances()) check.kept(account, balance);
  check.finish();
  return check;
}

TEST(Ledger, what_is_held_cannot_be_held_again_and_happens_when_settled) {
  Ledger ledger;
  EXPECT_EQ(ledger.record(paid("p", 100)), Outcome::done);
  EXPECT_EQ(ledger.record(back("r1", 60)), Outcome::done);
  EXPECT_EQ(ledger.record(back("r2", 60)), Outcome::below_floor);
  EXPECT_EQ(ledger.balance(kCustomer).posted(Side::credit), 100);
  EXPECT_EQ(ledger.balance(kCustomer).available(Side::credit), 40);
  EXPECT_EQ(ledger.record(then(Act::settle, "r1")), Outcome::done);
  EXPECT_EQ(ledger.record(then(Act::settle, "r1")), Outcome::already_done);
  EXPECT_EQ(ledger.record(then(Act::release, "r1")), Outcome::target_settled);
  EXPECT_EQ(ledger.balance(kCustomer), (Balance{.debits = 60, .credits = 100}));
  EXPECT_TRUE(checked(ledger).sums());
}

TEST(Ledger, what_is_released_is_available_again) {
  Ledger ledger;
  ledger.record(paid("p", 100));
  ledger.record(back("r1", 100));
  EXPECT_EQ(ledger.record(then(Act::release, "r1")), Outcome::done);
  EXPECT_EQ(ledger.record(then(Act::settle, "r1")), Outcome::target_released);
  EXPECT_EQ(ledger.record(back("r2", 100)), Outcome::done);
  EXPECT_EQ(checked(ledger).open_holds(), 1U);
}

TEST(Ledger, a_reversal_is_the_mirror_and_happens_once) {
  Ledger ledger;
  ledger.record(paid("p", 100));
  EXPECT_EQ(ledger.record(then(Act::reverse, "p")), Outcome::done);
  EXPECT_EQ(ledger.postings().back().entries,
            (std::vector<Entry>{{kClearing, Side::credit, 100}, {kCustomer, Side::debit, 100}}));
  Posting again = then(Act::reverse, "p");
  again.key = "again";
  EXPECT_EQ(ledger.record(again), Outcome::target_reversed);
  EXPECT_EQ(ledger.balance(kCustomer).posted(Side::credit), 0);
}

TEST(Ledger, a_refused_posting_changes_nothing) {
  Ledger ledger;
  ledger.record(paid("p", 100));
  const auto before = ledger.balances();
  EXPECT_EQ(ledger.record(back("r", 101)), Outcome::below_floor);
  EXPECT_EQ(ledger.record(paid("p", 99)), Outcome::key_reused);
  EXPECT_EQ(ledger.record(then(Act::settle, "r")), Outcome::target_unknown);
  EXPECT_EQ(ledger.balances(), before);
  EXPECT_EQ(ledger.postings().size(), 1U);
}

TEST(LedgerCheck, finds_a_balance_that_is_not_the_sum_an_entry_changed_and_a_posting_lost) {
  Ledger ledger;
  ledger.record(paid("p", 100));
  ledger.record(back("r", 60));
  ledger.record(then(Act::settle, "r"));
  const auto count_with = [&](std::size_t lost, std::int64_t more) {
    LedgerCheck check;
    for (std::size_t i = 0; i < ledger.postings().size(); ++i) {
      Posting posting = ledger.postings()[i];
      posting.entries[0].amount += i == 0 ? more : 0;
      if (i != lost) check.posting(static_cast<std::int64_t>(i) + 1, posting);
    }
    for (const auto& [account, balance] : ledger.balances()) check.kept(account, balance);
    check.finish();
    return check.found();
  };
  EXPECT_EQ(count_with(9, 0), 0U);
  EXPECT_GT(count_with(9, 1), 0U);
  for (const std::size_t lost : {0U, 1U, 2U}) EXPECT_GT(count_with(lost, 0), 0U) << lost;
  LedgerCheck check = checked(ledger);
  check.kept({Book::income, 0, Currency::cny}, {.credits = 1});
  EXPECT_FALSE(check.sums());
}

void expect_sound(const Ledger& ledger) {
  std::map<Currency, std::int64_t> net;
  for (const auto& [account, balance] : ledger.balances()) {
    net[account.currency] += balance.debits - balance.credits;
    ASSERT_GE(std::min({balance.debits, balance.credits, balance.pending_debits, balance.pending_credits}),
              0);
    if (has_floor(account.book)) {
      ASSERT_GE(balance.available(grows_on(account.book)), 0) << describe(account);
    }
  }
  for (const auto& [currency, sum] : net) ASSERT_EQ(sum, 0) << currency_code(currency);
}

std::uint64_t seed_of_the_day() {
  const char* given = std::getenv("LYCEUM_SEED");
  return given != nullptr ? std::stoull(given) : 20'261'127;
}

TEST(LedgerChance, whatever_is_posted_sums_are_nothing_floors_hold_and_replaying_gives_the_same_balances) {
  for (std::uint64_t seed = seed_of_the_day(), last = seed + 50; seed < last; ++seed) {
    SCOPED_TRACE("LYCEUM_SEED=" + std::to_string(seed));
    Chance chance(seed);
    Ledger ledger, replayed;
    std::size_t done = 0;
    for (int i = 0; i < 1'000; ++i) {
      const Posting posting = chance.next();
      const auto before = ledger.balances();
      const Outcome outcome = ledger.record(posting);
      done += outcome == Outcome::done ? 1U : 0U;
      if (outcome == Outcome::done) {
        ASSERT_EQ(replayed.record(posting), Outcome::done);
      } else {
        ASSERT_EQ(ledger.balances(), before) << outcome_name(outcome);
      }
    }
    expect_sound(ledger);
    EXPECT_EQ(ledger.balances(), replayed.balances());
    EXPECT_EQ(ledger.postings().size(), done);
    EXPECT_GT(done, 50U);
    const LedgerCheck check = checked(ledger);
    EXPECT_TRUE(check.sums()) << check.findings().front();
  }
}

}  // namespace
}  // namespace lyceum::money
