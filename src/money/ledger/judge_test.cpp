// Every outcome, row by row: one posting that is good, changed in one thing.
#include "money/ledger/judge.hpp"

#include <functional>
#include <set>

#include <gtest/gtest.h>

namespace lyceum::money {
namespace {

using enum Outcome;
constexpr LedgerAccount kClearing{Book::clearing, 1, Currency::cny};
constexpr LedgerAccount kCustomer{Book::customer, 7, Currency::cny};
constexpr LedgerAccount kPayable{Book::payable, 9, Currency::cny};
constexpr LedgerAccount kIncome{Book::income, 0, Currency::cny};

std::vector<Entry> paid(std::int64_t amount) {
  return {{kClearing, Side::debit, amount}, {kCustomer, Side::credit, amount}};
}
std::vector<Entry> shared(std::int64_t lecturer, std::int64_t platform) {
  return {{kCustomer, Side::debit, lecturer + platform},
          {kPayable, Side::credit, lecturer},
          {kIncome, Side::credit, platform}};
}

// A posting with what is known about it; what has no balance here has none yet.
struct Trial {
  Posting posting{.key = "paid:42", .reason = "sale", .about = 42, .entries = paid(9900)};
  std::optional<Posting> same_key, target;
  std::optional<Act> ended_by;
  Balance customer{.credits = 9900};

  Trial& as(Act act) {
    posting = {.key = "then:42", .act = act, .target = "before:42", .reason = "sale", .about = 42};
    target =
        Posting{.key = "before:42", .act = Act::post, .reason = "sale", .about = 42, .entries = paid(9900)};
    return *this;
  }
  Trial& ending(Act act) {
    as(act).target->act = Act::hold;
    return *this;
  }
  Outcome outcome() const {
    const Known known{same_key ? &*same_key : nullptr, target ? &*target : nullptr, ended_by};
    const Outcome first = judge(posting, known);
    if (first != done) return first;
    const auto entries = posting.act == Act::release ? target->entries : entries_of(posting, known.target);
    std::vector<Balance> balances;
    for (const Entry& entry : entries) balances.push_back(entry.account == kCustomer ? customer : Balance{});
    return judge_balances(posting, entries, balances);
  }
};

struct Row {
  Outcome outcome;
  std::function<void(Trial&)> change;
};

const Row kRows[] = {
    {done, [](Trial&) {}},
    {done, [](Trial& t) { t.posting.entries = shared(6930, 2970); }},
    {done, [](Trial& t) { t.posting.act = Act::hold; }},
    {done, [](Trial& t) { t.as(Act::reverse); }},
    {already_done, [](Trial& t) { t.same_key = t.posting; }},
    {already_done, [](Trial& t) { (t.same_key = t.posting)->at += std::chrono::hours(1); }},
    {key_invalid, [](Trial& t) { t.posting.key = ""; }},
    {key_invalid, [](Trial& t) { t.posting.key = "paid 42"; }},
    {key_invalid, [](Trial& t) { t.posting.key = std::string(81, 'k'); }},
    {key_invalid, [](Trial& t) { t.posting.reason = "退款"; }},
    {key_reused, [](Trial& t) { (t.same_key = t.posting)->about = 43; }},
    {key_reused, [](Trial& t) { (t.same_key = t.posting)->entries = paid(9901); }},
    {key_reused, [](Trial& t) { (t.same_key = t.posting)->act = Act::hold; }},
    {target_unexpected, [](Trial& t) { t.posting.target = "paid:41"; }},
    {target_missing, [](Trial& t) { t.as(Act::settle).posting.target = ""; }},
    {entries_unexpected, [](Trial& t) { t.ending(Act::settle).posting.entries = paid(9900); }},
    {too_few_entries, [](Trial& t) { t.posting.entries.pop_back(); }},
    {too_many_entries, [](Trial& t) { t.posting.entries.resize(17, t.posting.entries[0]); }},
    {owner_invalid, [](Trial& t) { t.posting.entries[1].account.owner = 0; }},
    {owner_invalid, [](Trial& t) { t.posting.entries[1].account.owner = -7; }},
    {owner_invalid, [](Trial& t) { t.posting.entries[1].account.book = Book::income; }},
    {amount_invalid, [](Trial& t) { t.posting.entries = paid(0); }},
    {amount_invalid, [](Trial& t) { t.posting.entries = paid(-1); }},
    {amount_invalid, [](Trial& t) { t.posting.entries = paid(money_max + 1); }},
    {currencies_mixed, [](Trial& t) { t.posting.entries[1].account.currency = Currency::usd; }},
    {account_twice, [](Trial& t) { t.posting.entries[1].account = kClearing; }},
    {not_balanced, [](Trial& t) { t.posting.entries[1].amount = 9899; }},
    {not_balanced, [](Trial& t) { t.posting.entries[1].side = Side::debit; }},
    {target_unknown, [](Trial& t) { t.as(Act::reverse).target.reset(); }},
    {target_not_held, [](Trial& t) { t.as(Act::settle); }},
    {target_not_held, [](Trial& t) { t.as(Act::release); }},
    {target_settled, [](Trial& t) { t.ending(Act::release).ended_by = Act::settle; }},
    {target_released, [](Trial& t) { t.ending(Act::settle).ended_by = Act::release; }},
    {target_not_posted, [](Trial& t) { t.ending(Act::reverse); }},
    {target_is_reversal, [](Trial& t) { t.as(Act::reverse).target->act = Act::reverse; }},
    {target_reversed, [](Trial& t) { t.as(Act::reverse).ended_by = Act::reverse; }},
    {below_floor, [](Trial& t) { t.posting.entries = shared(6930, 2971); }},
    {below_floor,
     [](Trial& t) {
       t.posting.entries = shared(6930, 2970);
       t.customer.pending_debits = 1;
     }},
    {below_floor, [](Trial& t) { t.as(Act::reverse).customer.credits = 9899; }},
    {sum_too_large, [](Trial& t) { t.customer.credits = sum_max - 9899; }},
};

TEST(Judge, every_outcome_comes_of_the_one_thing_that_is_wrong) {
  std::set<Outcome> seen;
  for (std::size_t i = 0; i < std::size(kRows); ++i) {
    Trial trial;
    kRows[i].change(trial);
    EXPECT_EQ(outcome_name(trial.outcome()), outcome_name(kRows[i].outcome)) << "row " << i;
    seen.insert(kRows[i].outcome);
  }
  EXPECT_EQ(seen.size(), static_cast<std::size_t>(outcomes));
}

TEST(Judge, of_several_wrongs_the_first_in_the_list_is_told) {
  Trial trial;
  Posting& posting = trial.posting;
  posting = {.key = "", .target = "paid:41", .reason = "sale", .about = 42};
  posting.entries = {{kClearing, Side::debit, 0}};
  const auto expect = [&](Outcome outcome) {
    EXPECT_EQ(outcome_name(trial.outcome()), outcome_name(outcome));
  };
  expect(key_invalid);
  posting.key = "paid:42";
  trial.same_key = Posting{.key = "paid:42"};
  expect(key_reused);
  trial.same_key.reset();
  expect(target_unexpected);
  posting.target.clear();
  expect(too_few_entries);
  posting.entries.push_back({{Book::clearing, 0, Currency::usd}, Side::debit, 9900});
  expect(owner_invalid);
  posting.entries[1].account.owner = 1;
  expect(amount_invalid);
  posting.entries[0].amount = 9900;
  expect(currencies_mixed);
  posting.entries[1].account.currency = Currency::cny;
  expect(account_twice);
  posting.entries[1].account = kCustomer;
  expect(not_balanced);
  posting.entries[0].side = Side::credit;
  trial.customer.credits = 100;
  trial.customer.debits = sum_max;
  expect(below_floor);
  trial.customer.credits = 2 * sum_max;
  expect(sum_too_large);
}

TEST(Judge, settling_and_releasing_take_back_what_was_held) {
  for (const Act act : {Act::settle, Act::release}) {
    Balance balance{.pending_debits = 50};
    apply(balance, act, {kCustomer, Side::debit, 50});
    EXPECT_EQ(balance, (Balance{.debits = act == Act::settle ? 50 : 0}));
  }
}

TEST(Balance, what_is_held_against_it_is_not_available_and_what_is_held_for_it_neither) {
  const Balance balance{.debits = 20, .credits = 100, .pending_debits = 30, .pending_credits = 5};
  EXPECT_EQ(balance.posted(Side::credit), 80);
  EXPECT_EQ(balance.pending(Side::credit), 55);
  EXPECT_EQ(balance.available(Side::credit), 50);
  EXPECT_EQ(balance.posted(Side::debit), -80);
}

TEST(Money, a_share_is_rounded_to_the_nearest_unit_and_the_rest_belongs_to_the_other) {
  EXPECT_EQ(share_of(9900, {7000}), 6930);
  EXPECT_EQ(share_of(1, {5000}), 0);
  EXPECT_EQ(share_of(3, {5000}), 1);
  EXPECT_EQ(share_of(1, {5001}), 1);
  EXPECT_EQ(share_of(money_max, {10'000}), money_max);
  EXPECT_EQ(share_of(money_max, {0}), 0);
}

}  // namespace
}  // namespace lyceum::money
