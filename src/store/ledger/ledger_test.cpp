#include "store/ledger/ledger.hpp"

#include "money/ledger/chance.hpp"
#include "money/ledger/ledger.hpp"
#include "store/trial/test_database.hpp"

#include <map>
#include <string>

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

using money::Act;
using money::Balance;
using money::Book;
using money::LedgerAccount;
using money::Outcome;
using money::Posting;
using money::Side;

constexpr LedgerAccount kClearing{Book::clearing, 1, Currency::cny};
constexpr LedgerAccount kCustomer{Book::customer, 7, Currency::cny};

Posting paid(std::string key, std::int64_t amount) {
  return {.key = std::move(key),
          .reason = "paid",
          .about = 42,
          .entries = {{kClearing, Side::debit, amount}, {kCustomer, Side::credit, amount}}};
}

class LedgerStoreTest : public testing::Test {
 protected:
  Outcome record(Posting posting) {
    return database.run(Ledgers(*database).record(std::move(posting))).value();
  }
  Balance balance(const LedgerAccount& account) {
    return database.run(Ledgers(*database).balance(account)).value();
  }
  money::LedgerCheck check() { return database.run(Ledgers(*database).check()).value(); }

  TestDatabase database{"ledger_test"};
};

TEST_F(LedgerStoreTest, whatever_happens_it_does_what_the_ledger_in_memory_does) {
  for (const std::uint64_t seed : {20'261'127U, 7U}) {
    SCOPED_TRACE(seed);
    money::Chance chance(seed);
    money::Ledger model;
    TestDatabase fresh{"ledger_chance_test"};
    std::size_t done = 0;
    for (int i = 0; i < 400; ++i) {
      if (i == 200) fresh.reopen();
      const Posting posting = chance.next();
      const Outcome outcome = fresh.run(Ledgers(*fresh).record(posting)).value();
      ASSERT_EQ(outcome_name(outcome), outcome_name(model.record(posting))) << i;
      done += outcome == Outcome::done ? 1U : 0U;
    }
    for (const auto& [account, kept] : model.balances())
      ASSERT_EQ(fresh.run(Ledgers(*fresh).balance(account)).value(), kept) << describe(account);
    const auto checked = fresh.run(Ledgers(*fresh).check()).value();
    EXPECT_TRUE(checked.sums()) << checked.findings().front();
    EXPECT_EQ(checked.postings(), done);
    EXPECT_GT(done, 20U);
  }
}

TEST_F(LedgerStoreTest, a_posting_and_what_it_is_for_happen_together_or_not_at_all) {
  const auto outcome = database.run((*database).write([](Transaction& tx) -> Result<void> {
    LYCEUM_CHECK(store::record(tx, paid("paid:42", 9900)));
    return Failure(Error{.status = 409, .code = "trial", .en = "", .zh = "", .detail = {}});
  }));
  EXPECT_FALSE(outcome);
  EXPECT_EQ(balance(kCustomer), Balance());
  EXPECT_EQ(record(paid("paid:42", 9900)), Outcome::done);
  EXPECT_EQ(check().postings(), 1U);
}

TEST_F(LedgerStoreTest, the_check_finds_a_row_that_was_changed_and_one_that_is_gone) {
  record(paid("paid:42", 9900));
  record(paid("paid:43", 100));
  EXPECT_TRUE(check().sums());
  database.query("UPDATE ledger_entry SET amount = 9901 WHERE n = 1 AND line = 0");
  EXPECT_GT(check().found(), 0U);
  database.query("UPDATE ledger_entry SET amount = 9900 WHERE n = 1 AND line = 0");
  database.query("UPDATE ledger_balance SET credits = 1 WHERE book = 'customer'");
  EXPECT_GT(check().found(), 0U);
  database.query("UPDATE ledger_balance SET credits = 10000 WHERE book = 'customer'");
  EXPECT_TRUE(check().sums());
  database.query("DELETE FROM ledger_entry WHERE n = 1");
  database.query("DELETE FROM ledger_posting WHERE n = 1");
  EXPECT_GT(check().found(), 0U);
}

Task<void> record_one(Ledgers& ledgers, int i, std::map<Outcome, int>& outcomes) {
  const auto outcome = co_await ledgers.record(paid("paid:" + std::to_string(i % 30), 10));
  if (outcome) ++outcomes[*outcome];
}

// Each of 30 keys twice, all at the same time.
Task<int> all_at_once(Ledgers& ledgers, std::map<Outcome, int>& outcomes) {
  for (int i = 0; i < 60; ++i) spawn(record_one(ledgers, i, outcomes));
  const auto answered = [&] {
    int sum = 0;
    for (const auto& [outcome, times] : outcomes) sum += times;
    return sum;
  };
  for (int looks = 0; answered() < 60 && looks < 10'000; ++looks) co_await ledgers.balance(kCustomer);
  co_return answered();
}

TEST_F(LedgerStoreTest, of_many_at_once_each_happens_once_without_a_gap) {
  Ledgers ledgers(*database);
  std::map<Outcome, int> outcomes;
  EXPECT_EQ(database.run(all_at_once(ledgers, outcomes)), 60);
  EXPECT_EQ(outcomes, (std::map<Outcome, int>{{Outcome::done, 30}, {Outcome::already_done, 30}}));
  EXPECT_EQ(balance(kCustomer), (Balance{.credits = 300}));
  EXPECT_TRUE(check().sums());
  EXPECT_EQ(check().postings(), 30U);
}

}  // namespace
}  // namespace lyceum::store
