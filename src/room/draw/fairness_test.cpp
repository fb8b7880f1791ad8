// What a draw's file proves: each thing that somebody might do afterwards, and the step that shows it. And
// that everybody's chance is the same.
#include "base/secret/hex.hpp"
#include "room/draw/verify.hpp"

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

using enum DrawStep;

Digest digest(std::string_view text) { return sha256(as_bytes(text)); }

struct Made {
  DrawFile file;
  DrawReceipt receipt;  // of the third that entered
};

// A draw of `people` with two winners.
Made make(std::size_t people, const Digest& seed = digest("seed"), bool beacon = false) {
  Made made;
  DrawFile& file = made.file;
  file.lesson = "7";
  file.opened = {12, Utc(std::chrono::milliseconds(1'790'000'000'000))};
  file.rules = {.prize = "一本书",
                .winners = 2,
                .conditions = {Condition::checked_in, Condition::watched},
                .minutes = 10};
  if (beacon)
    file.rules.beacon = {"52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971", 32'402'000};
  file.closed_at = file.opened.t + std::chrono::minutes(1);
  file.seed = seed;
  file.commitment = commitment_to(seed);
  file.start = file.head = start_of(opening_text(file.rules, file.opened, file.commitment));
  for (std::size_t i = 0; i < people; ++i) {
    const AccountId account{static_cast<std::int64_t>(100 + i)};
    const std::string nonce = hex(digest(account.str())).substr(0, 32);
    file.tickets.push_back(ticket_of(seed, 12, account, nonce));
    file.head = next_head(file.head, file.tickets.back());
    if (i == 2) made.receipt = {12, account, nonce, file.tickets.back(), 3, file.head};
  }
  file.list = list_of(file.tickets);
  if (beacon) file.beacon = digest("beacon");
  for (const std::size_t place : winning(seed, file.beacon, file.tickets, 2))
    file.won.push_back(file.tickets[place]);
  file.done = true;
  return made;
}

std::vector<DrawStep> broken(const DrawFile& file, const DrawReceipt* receipt = nullptr) {
  std::vector<DrawStep> steps;
  for (const DrawFinding& finding : verify(file, receipt))
    if (!finding.holds) steps.push_back(finding.step);
  return steps;
}

// The operator makes all of it fit again: head, list and winners.
void remake(DrawFile& file) {
  file.head = file.start;
  for (const Digest& ticket : file.tickets) file.head = next_head(file.head, ticket);
  file.list = list_of(file.tickets);
  file.won.clear();
  for (const std::size_t place : winning(file.seed, file.beacon, file.tickets, 2))
    file.won.push_back(file.tickets[place]);
}

using Steps = std::vector<DrawStep>;

TEST(DrawFile, of_an_honest_draw_all_holds_and_is_read_as_it_was_written) {
  for (const bool beacon : {false, true}) {
    const Made made = make(20, digest("seed"), beacon);
    EXPECT_EQ(broken(made.file, &made.receipt), Steps{});
    const auto read = read_draw_file(write_draw_file(made.file));
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, made.file);
    EXPECT_EQ(broken(*read, &made.receipt), Steps{});
  }
  EXPECT_EQ(broken(make(0).file), Steps{});
}

TEST(DrawFile, a_forged_ticket_breaks_the_chain_and_the_list) {
  Made made = make(20);
  made.file.tickets[5] = digest("forged");
  const Steps steps = broken(made.file, &made.receipt);
  EXPECT_TRUE(std::ranges::count(steps, chain) == 1 && std::ranges::count(steps, list) == 1);
}

TEST(DrawFile, a_ticket_added_or_dropped_afterwards_is_shown_by_a_receipt_even_when_all_is_made_to_fit) {
  Made added = make(20);
  added.file.tickets.insert(added.file.tickets.begin(), digest("late"));
  remake(added.file);
  EXPECT_EQ(broken(added.file), Steps{}) << "the file alone cannot tell";
  EXPECT_EQ(broken(added.file, &added.receipt), (Steps{receipt_place, receipt_head}));
  Made dropped = make(20);
  dropped.file.tickets.erase(dropped.file.tickets.begin());
  remake(dropped.file);
  EXPECT_EQ(broken(dropped.file, &dropped.receipt), (Steps{receipt_place, receipt_head}));
  Made mine = make(20);
  mine.file.tickets.erase(mine.file.tickets.begin() + 2);
  remake(mine.file);
  EXPECT_EQ(broken(mine.file, &mine.receipt), (Steps{receipt_place, receipt_head}));
}

TEST(DrawFile, another_seed_another_winner_another_rule_are_each_seen) {
  Made seed = make(20);
  seed.file.seed = digest("a better one");
  remake(seed.file);
  EXPECT_EQ(broken(seed.file), Steps{commitment});
  Made winner = make(20);
  winner.file.won[0] = winner.file.tickets[winner.file.won[0] == winner.file.tickets[0] ? 1 : 0];
  EXPECT_EQ(broken(winner.file), Steps{winners});
  Made rule = make(20);
  rule.file.rules.winners = 3;
  EXPECT_EQ(broken(rule.file), (Steps{start, winners}));
  Made twice = make(20);
  twice.file.tickets.push_back(twice.file.tickets[4]);
  remake(twice.file);
  EXPECT_EQ(broken(twice.file), Steps{once});
}

TEST(DrawFile, a_beacon_that_was_known_before_the_end_is_no_beacon) {
  Made made = make(20, digest("seed"), true);
  made.file.closed_at = *known_at(*made.file.rules.beacon) + std::chrono::milliseconds(1);
  EXPECT_EQ(broken(made.file), Steps{beacon_time});
  made.file.beacon.reset();
  EXPECT_EQ(broken(made.file), (Steps{beacon_time, beacon_value, winners}));
}

TEST(DrawFile, a_receipt_of_somebody_else_or_another_draw_does_not_fit) {
  Made made = make(20);
  made.receipt.nonce = std::string(32, '0');
  EXPECT_EQ(broken(made.file, &made.receipt), Steps{receipt_ticket});
  made = make(20);
  made.receipt.place = 21;
  EXPECT_EQ(broken(made.file, &made.receipt), (Steps{receipt_place, receipt_head}));
  made.receipt.place = 0;
  EXPECT_EQ(broken(made.file, &made.receipt), (Steps{receipt_place, receipt_head}));
}

TEST(DrawFile, what_is_not_one_is_refused) {
  const std::string good = write_draw_file(make(3).file);
  for (std::size_t length = 0; length < good.size(); length += 7)
    EXPECT_FALSE(read_draw_file(good.substr(0, length)));
  for (const auto& [from, to] : std::map<std::string, std::string>{{"\"version\":1", "\"version\":2"},
                                                                   {"lyceum-draw", "something"},
                                                                   {"\"tickets\":[\"", "\"tickets\":[7,\""},
                                                                   {"checked_in", "is_a_friend"}}) {
    std::string bad = good;
    bad.replace(bad.find(from), from.size(), to);
    EXPECT_FALSE(read_draw_file(bad)) << from;
  }
  EXPECT_FALSE(read_draw_receipt(good));
  EXPECT_FALSE(read_draw_file(std::string(draw_file_bytes_max + 1, ' ')));
}

// Every person has the same chance, whatever place they entered at: 2 of 20 win in 10,000 draws with seeds of
// their own. Chi-square with 19 degrees of freedom stays below 43.8 with probability 0.999.
TEST(DrawFairness, chances_are_equal) {
  constexpr int draws = 10'000, people = 20;
  std::array<int, people> wins{};
  for (int i = 0; i < draws; ++i) {
    const DrawFile file = make(people, digest("seed " + std::to_string(i))).file;
    for (const std::size_t place : winning(file.seed, file.beacon, file.tickets, 2)) ++wins.at(place);
  }
  const double expected = draws * 2.0 / people;
  double chi_square = 0;
  for (const int count : wins) chi_square += (count - expected) * (count - expected) / expected;
  // Without replacement the variance is smaller by (people - winners) / (people - 1).
  EXPECT_LT(chi_square, 43.8 * (people - 2) / (people - 1));
}

std::string content(const std::string& name) {
  std::ifstream in(std::filesystem::path(__FILE__).parent_path() / "golden" / name);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// Files kept for ever: what was published once has to verify with every later version, here and in the
// browser (web/src/screens/verify/verify.test.ts reads the same ones).
TEST(DrawGolden, files_give_the_findings_that_stand_beside_them) {
  for (const std::string name : {"plain", "beacon", "empty", "waiting", "forged", "dropped"}) {
    SCOPED_TRACE(name);
    const auto file = read_draw_file(content(name + ".json"));
    const auto receipt = read_draw_receipt(content(name + ".receipt.json"));
    ASSERT_TRUE(file);
    std::string found;
    for (const DrawFinding& finding : verify(*file, receipt ? &*receipt : nullptr))
      found += std::string(draw_step_name(finding.step)) + (finding.holds ? " yes\n" : " no\n");
    EXPECT_EQ(found, content(name + ".findings"));
  }
}

}  // namespace
}  // namespace lyceum::room
