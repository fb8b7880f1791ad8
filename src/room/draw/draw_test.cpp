#include "base/secret/hex.hpp"
#include "room/draw/decide.hpp"
#include "room/draw/verify.hpp"

#include <random>

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;

Standing learner(std::int64_t id) {
  return {Person{AccountId{id}, "P" + std::to_string(id), Role::learner}, true, false};
}
const Standing staff{Person{AccountId{1}, "Lin", Role::lecturer}, true, true};

Digest seed_of(std::uint8_t byte) {
  Digest seed{};
  seed.fill(byte);
  return seed;
}
std::string nonce_of(std::int64_t id) { return hex(sha256(as_bytes(std::to_string(id)))).substr(0, 32); }

// The draws of one class; what is decided happens.
class Class {
 public:
  static constexpr No fine = No::not_known;

  const Draws& draws() const { return draws_; }
  const Draws::Kept& kept(Offset n) const { return *draws_.find(n); }
  Utc now() const { return now_; }
  void wait(microseconds time) { now_ += time; }
  void set_now(Utc t) { now_ = t; }
  Deeds deeds;

  std::expected<Offset, No> open(OpenDraw command, const Standing& who = staff) {
    const auto made = decide(draws_, who, command, now_, upto_ + 1);
    if (!made) return std::unexpected(made.error().no);
    happen(made->first);
    happen(made->second);
    return upto_;
  }
  No enter(const Standing& who, Offset n, std::string nonce = {}) {
    if (nonce.empty()) nonce = nonce_of(who.person->id.value);
    return settle(decide(draws_, who, EnterDraw{n, std::move(nonce)}, now_, deeds));
  }
  No close(const Standing& who, Offset n) {
    const auto made = decide(draws_, who, CloseDraw{n}, now_);
    if (!made) return made.error().no;
    if (*made) end(**made);
    return fine;
  }
  No give(Offset n, const Digest& value) { return settle(decide(draws_, staff, GiveBeacon{n, value}, now_)); }
  No leave(const Standing& who, Offset n, DrawAddressed::Address to) {
    return settle(decide(draws_, who, LeaveAddress{n, std::move(to)}));
  }
  void say(std::int64_t id, std::string_view text) {
    if (const Offset n = draws_.phrase_for(AccountId{id}, text)) happen(DrawPhrased{n, AccountId{id}});
  }
  // As the room does: what is due, when it is due, and not before.
  bool pay(bool over = false) {
    const auto due = [&](std::optional<Utc> when) { return when && *when <= now_; };
    if (due(draws_.closes_at(over))) return end(end_of(draws_, now_));
    return due(draws_.count_due()) && happen(draws_.count());
  }
  void forget(AccountId account) {
    draws_.forget(account);
    again_.forget(account);
  }
  DrawFile file(Offset n) const { return file_of(LessonId{7}, n, kept(n)); }

 private:
  template <class Kind>
  No settle(std::expected<std::optional<Kind>, Refusal> made) {
    if (!made) return made.error().no;
    if (*made) happen(**made);
    return fine;
  }
  bool end(const DrawEnd& end) {
    happen(end.closed);
    return !end.done || happen(*end.done);
  }
  template <class Event>
  bool happen(const Event& event) {
    draws_.evolve(event, {++upto_, now_});
    // What is written is what happened.
    std::string body = "{";
    append_fields(body, event);
    Event read;
    EXPECT_TRUE(read_fields(boost::json::parse(body + "}").as_object(), read)) << body;
    again_.evolve(read, {upto_, now_});
    EXPECT_EQ(again_, draws_) << body;
    return true;
  }

  Draws draws_, again_;
  Offset upto_ = 0;
  Utc now_{1'790'000'000s};
};

OpenDraw simple(std::int64_t winners = 1, std::int64_t seconds = 0) {
  return {.prize = "a book", .winners = winners, .seconds = seconds, .seed = seed_of(7)};
}

bool holds(const DrawFile& file) { return std::ranges::all_of(verify(file, nullptr), &DrawFinding::holds); }

TEST(Draws, who_enters_gets_one_ticket_and_keeps_it) {
  Class room;
  const Offset n = room.open(simple()).value();
  EXPECT_EQ(room.enter(learner(7), n, "00112233445566778899aabbccddeeff"), Class::fine);
  const auto first = *room.kept(n).entry_of(AccountId{7});
  EXPECT_EQ(first.ticket, ticket_of(seed_of(7), n, AccountId{7}, "00112233445566778899aabbccddeeff"));
  EXPECT_EQ(first.head, next_head(room.kept(n).start, first.ticket));
  EXPECT_EQ(room.enter(learner(7), n, "ffeeddccbbaa99887766554433221100"), Class::fine) << "entering twice";
  EXPECT_EQ(room.kept(n).entries.size(), 1U);
  EXPECT_EQ(*room.kept(n).entry_of(AccountId{7}), first);
}

TEST(Draws, a_nonce_is_16_to_64_digits_and_nothing_else) {
  Class room;
  const Offset n = room.open(simple()).value();
  for (const std::string& nonce :
       {std::string("x"), std::string(15, 'a'), std::string(65, 'a'), std::string(32, 'A'),
        std::string(32, ' '), std::string(1 << 20, 'a'), std::string(31, 'a') + '"', std::string(16, '\0')})
    EXPECT_EQ(room.enter(learner(7), n, nonce), No::malformed);
  EXPECT_TRUE(room.kept(n).entries.empty());
  EXPECT_EQ(room.enter(learner(7), n, std::string(16, 'a')), Class::fine);
  EXPECT_EQ(room.enter(learner(8), n, std::string(64, 'a')), Class::fine);
}

TEST(Draws, closing_tells_all_and_the_lowest_scores_win) {
  Class room;
  const Offset n = room.open(simple(3)).value();
  for (std::int64_t id = 10; id < 60; ++id) EXPECT_EQ(room.enter(learner(id), n), Class::fine);
  EXPECT_EQ(room.close(learner(10), n), No::not_allowed);
  EXPECT_EQ(room.close(staff, n), Class::fine);
  EXPECT_EQ(room.close(staff, n), Class::fine) << "two assistants at once";
  const auto& kept = room.kept(n);
  EXPECT_EQ(kept.state, DrawState::done);
  ASSERT_EQ(kept.winners.size(), 3U);
  const auto score = [&](const Digest& ticket) { return score_of(kept.seed, kept.list, {}, ticket); };
  for (const auto& entry : kept.entries) {
    if (kept.won(entry.who.id)) continue;
    for (const auto& winner : kept.winners) EXPECT_LT(score(winner.ticket), score(entry.ticket));
  }
  EXPECT_TRUE(holds(room.file(n)));
  EXPECT_EQ(room.enter(learner(99), n), No::draw_over);
}

TEST(Draws, its_time_is_the_rooms_and_the_end_of_the_class_ends_it) {
  Class room;
  const Offset n = room.open(simple(1, 15)).value();
  room.wait(15s - 1us);
  EXPECT_EQ(room.enter(learner(7), n), Class::fine);
  room.wait(1us);
  EXPECT_EQ(room.enter(learner(8), n), No::draw_over) << "before the timer has fired";
  room.wait(60s);
  EXPECT_TRUE(room.pay());
  EXPECT_EQ(room.kept(n).closed_at, room.kept(n).rules.until) << "not when the server was there again";
  EXPECT_EQ(room.kept(n).winners.size(), 1U);
  const Offset other = room.open(simple()).value();
  EXPECT_FALSE(room.pay());
  EXPECT_TRUE(room.pay(true));
  EXPECT_EQ(room.kept(other).state, DrawState::done);
  EXPECT_TRUE(room.kept(other).winners.empty()) << "nobody was in it";
  EXPECT_TRUE(holds(room.file(other)));
}

TEST(Draws, count_and_head_are_told_once_a_second) {
  Class room;
  const Offset n = room.open(simple()).value();
  EXPECT_FALSE(room.pay());
  room.enter(learner(7), n);
  EXPECT_TRUE(room.pay());
  room.enter(learner(8), n);
  EXPECT_FALSE(room.pay()) << "too soon";
  room.wait(1s);
  EXPECT_TRUE(room.pay());
  EXPECT_EQ(room.kept(n).told.head, room.kept(n).entry_of(AccountId{8})->head);
}

TEST(Draws, who_does_not_meet_a_condition_stays_out_until_they_do) {
  Class room;
  OpenDraw all = simple();
  all.conditions = {Condition::checked_in, Condition::asked, Condition::answered, Condition::commented,
                    Condition::not_won};
  all.phrase = " thank you ";
  const Offset n = room.open(all).value();
  EXPECT_EQ(room.enter(learner(7), n), No::draw_condition);
  room.deeds = {.checked_in = true, .asked = true, .answered = true};
  EXPECT_EQ(unmet(room.draws(), room.kept(n), AccountId{7}, room.deeds), std::set{Condition::commented});
  room.say(7, "thanks");
  EXPECT_EQ(room.enter(learner(7), n), No::draw_condition);
  room.say(7, "oh, thank you!");
  EXPECT_EQ(room.draws().phrase_for(AccountId{7}, "thank you again"), 0U) << "noted once";
  EXPECT_EQ(room.enter(learner(7), n), Class::fine);
  room.close(staff, n);
  EXPECT_TRUE(room.kept(n).won(AccountId{7}));
  EXPECT_EQ(room.draws().phrase_for(AccountId{8}, "thank you"), 0U) << "it is over";
  OpenDraw again = simple();
  again.conditions = {Condition::not_won};
  const Offset next = room.open(again).value();
  EXPECT_EQ(room.enter(learner(7), next), No::draw_condition);
  EXPECT_EQ(room.enter(learner(8), next), Class::fine);
}

TEST(Draws, may_ask_for_minutes_that_one_was_there) {
  Class room;
  OpenDraw timed = simple();
  timed.conditions = {Condition::watched};
  for (const std::int64_t wrong : {-1, 0, 601}) {
    timed.minutes = wrong;
    EXPECT_EQ(room.open(timed).error(), No::malformed) << wrong;
  }
  timed.minutes = 10;
  const Offset n = room.open(timed).value();
  EXPECT_NE(opening_text(room.kept(n).rules, {n, Utc()}, {}).find("\nconditions watched:10\n"),
            std::string::npos);
  room.deeds.watched = 10min - 1us;
  EXPECT_EQ(room.enter(learner(7), n), No::draw_condition);
  std::string mine;
  append_mine(mine, room.draws(), AccountId{7}, room.deeds);
  EXPECT_NE(mine.find(R"("unmet":["watched"])"), std::string::npos) << mine;
  room.deeds.watched = 10min;
  EXPECT_EQ(room.enter(learner(7), n), Class::fine);
  OpenDraw minutes_alone = simple();
  minutes_alone.minutes = 10;
  room.close(staff, n);
  EXPECT_EQ(room.open(minutes_alone).error(), No::malformed);
}

TEST(Draws, staff_alone_opens_one_at_a_time_and_takes_no_part) {
  Class room;
  EXPECT_EQ(room.open(simple(), learner(7)).error(), No::not_allowed);
  const Offset n = room.open(simple()).value();
  EXPECT_EQ(room.open(simple()).error(), No::draw_running);
  EXPECT_EQ(room.enter(staff, n), No::not_allowed);
  EXPECT_EQ(room.enter(learner(7), n + 1), No::not_found);
}

TEST(Draws, what_is_laid_down_is_bounded) {
  Class room;
  const auto refused = [&](auto change) {
    OpenDraw command = simple();
    change(command);
    return room.open(command).error();
  };
  EXPECT_EQ(refused([](OpenDraw& c) { c.prize = "  "; }), No::comment_empty);
  EXPECT_EQ(refused([](OpenDraw& c) { c.prize = std::string(101, 'x'); }), No::text_too_long);
  EXPECT_EQ(refused([](OpenDraw& c) { c.prize = std::string(1 << 20, 'x'); }), No::text_too_long);
  for (const std::int64_t winners : {-1, 0, 101})
    EXPECT_EQ(refused([&](OpenDraw& c) { c.winners = winners; }), No::malformed);
  for (const std::int64_t time : {-1, 14, 1801})
    EXPECT_EQ(refused([&](OpenDraw& c) { c.seconds = time; }), No::malformed);
  EXPECT_EQ(refused([](OpenDraw& c) { c.phrase = "hello"; }), No::malformed) << "no condition asks for it";
  EXPECT_EQ(refused([](OpenDraw& c) { c.conditions = {Condition::commented}; }), No::comment_empty);
  for (std::size_t i = 0; i < draws_max; ++i) room.close(staff, room.open(simple()).value());
  EXPECT_EQ(room.open(simple()).error(), No::too_many_draws);
}

constexpr std::string_view quicknet = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971";
Beacon round_after(Utc now, std::chrono::seconds wait) {
  const auto first = *known_at({std::string(quicknet), 1});
  return {std::string(quicknet), 1 + (now + wait - first) / 3s};
}

TEST(Draws, a_named_beacon_decides_and_its_round_comes_after_the_end) {
  Class room;
  OpenDraw command = simple(2);
  const auto opens = [&](Beacon beacon) {
    command.beacon = std::move(beacon);
    return room.open(command);
  };
  EXPECT_EQ(opens({std::string(64, '0'), 5}).error(), No::beacon_wrong) << "a chain we do not know";
  EXPECT_EQ(opens(round_after(room.now(), -60s)).error(), No::beacon_wrong) << "known already";
  EXPECT_EQ(opens(round_after(room.now(), 48h)).error(), No::beacon_wrong);
  const Offset n = opens(round_after(room.now(), 600s)).value();
  for (std::int64_t id = 10; id < 40; ++id) room.enter(learner(id), n);
  EXPECT_EQ(room.give(n, seed_of(9)), No::draw_running);
  EXPECT_EQ(room.close(staff, n), Class::fine);
  EXPECT_EQ(room.kept(n).state, DrawState::closed);
  EXPECT_EQ(room.give(n, seed_of(9)), No::beacon_wrong) << "nobody can know it yet";
  EXPECT_EQ(room.open(simple()).error(), No::draw_running) << "what was begun is brought to its end";
  EXPECT_FALSE(holds(room.file(n))) << "there are no winners yet";
  room.wait(700s);
  EXPECT_EQ(room.give(n, seed_of(9)), Class::fine);
  EXPECT_EQ(room.give(n, seed_of(9)), Class::fine);
  EXPECT_EQ(room.give(n, seed_of(8)), No::draw_over) << "once given it stays";
  EXPECT_EQ(room.kept(n).winners.size(), 2U);
  EXPECT_TRUE(holds(room.file(n)));
}

TEST(Draws, entries_end_before_the_round_that_decides_is_known) {
  Class room;
  OpenDraw command = simple();
  command.beacon = round_after(room.now(), 60s);
  const Offset n = room.open(command).value();
  room.set_now(*known_at(*command.beacon));
  EXPECT_EQ(room.enter(learner(7), n), No::draw_over);
  EXPECT_TRUE(room.pay());
  EXPECT_LE(room.kept(n).closed_at, *known_at(*command.beacon));
}

TEST(Draws, winners_leave_an_address_which_goes_with_the_account) {
  Class room;
  const Offset n = room.open(simple()).value();
  room.enter(learner(7), n);
  room.enter(learner(8), n);
  room.close(staff, n);
  const AccountId won = room.kept(n).winners.front().from.id;
  const AccountId lost{won.value == 7 ? 8 : 7};
  const DrawAddressed::Address home{" Wei ", "123", "Main Street 1"};
  EXPECT_EQ(room.leave(learner(lost.value), n, home), No::not_allowed);
  EXPECT_EQ(room.leave(learner(won.value), n, {"Wei", "", "x"}), No::comment_empty);
  EXPECT_EQ(room.leave(learner(won.value), n, {"Wei", "1", std::string(301, 'x')}), No::text_too_long);
  EXPECT_EQ(room.leave(learner(won.value), n, home), Class::fine);
  EXPECT_EQ(room.kept(n).addresses.at(won).name, "Wei");
  for (int i = 0; i < 20; ++i) room.leave(learner(won.value), n, {"Wei", std::to_string(i + 1), "x"});
  EXPECT_EQ(room.kept(n).address_changes.at(won), address_changes_max);
  const DrawFile before = room.file(n);
  room.forget(won);
  EXPECT_EQ(room.kept(n).addresses.at(won), DrawAddressed::Address());
  EXPECT_EQ(room.kept(n).winners.front().from.name, "");
  EXPECT_EQ(room.file(n), before) << "the file holds no name";
  EXPECT_TRUE(holds(room.file(n)));
}

// Whatever people do, and however often what happened is read back: a person has one ticket at most, nothing
// enters after the end, and every draw that is done verifies.
void live_at_random(std::uint32_t seed) {
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  Class room;
  const auto pick = [&](std::size_t below) { return static_cast<std::int64_t>(random() % below); };
  std::size_t done = 0;
  for (int step = 0; step < 400; ++step) {
    room.wait(milliseconds(pick(3000)));
    const Standing who = pick(6) == 0 ? staff : learner(2 + pick(25));
    const Offset newest = room.draws().all().empty() ? 1 : room.draws().all().rbegin()->first;
    OpenDraw command = simple(1 + pick(4), pick(2) * 30);
    command.seed = seed_of(static_cast<std::uint8_t>(pick(256)));
    if (pick(3) == 0) command.conditions.insert(Condition::not_won);
    if (pick(2) == 0) static_cast<void>(room.open(command, who));
    if (pick(12) == 0) room.close(staff, newest);
    room.enter(who, newest);
    room.pay();
    for (const auto& [n, kept] : room.draws().all()) {
      ASSERT_EQ(kept.entries.size(), kept.places.size());
      ASSERT_LE(kept.winners.size(), static_cast<std::size_t>(kept.rules.winners));
    }
  }
  for (const auto& [n, kept] : room.draws().all())
    if (kept.state == DrawState::done && ++done) {
      EXPECT_TRUE(holds(room.file(n)));
    }
  EXPECT_GT(done, 3U) << "the class was too quiet to prove anything";
}

TEST(Draws, hold_what_they_promise_in_random_classes) {
  for (std::uint32_t seed = 1; seed <= 10; ++seed) live_at_random(seed);
}

}  // namespace
}  // namespace lyceum::room
