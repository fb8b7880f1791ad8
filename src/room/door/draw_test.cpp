// Draws through the door: who is told what, and when.
#include "room/door/live_room_fixture.hpp"
#include "room/draw/verify.hpp"

#include <algorithm>
#include <random>

#include <boost/json/serialize.hpp>

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;

std::string nonce_of(std::int64_t id) {
  const std::string digits = std::to_string(id);
  return std::string(32 - digits.size(), '0') + digits;
}

class DrawTest : public LiveRoomTest {
 protected:
  GuestId staff = enter(person(1, Role::lecturer));
  GuestId a = enter(person(5));
  GuestId b = enter(person(6));
  DrawTest() { settle(); }

  Offset opened(OpenDraw command = {.prize = "a book"}) {
    ask(staff, command);
    pass(50ms);
    return static_cast<Offset>(client(staff).answer.at("ok").at("n").as_int64());
  }
  void take_part(GuestId who, Offset n) { ask(who, EnterDraw{n, nonce_of(client(who).account->value)}); }
  boost::json::object entry(GuestId who) { return client(who).answer.at("ok").at("entry").as_object(); }
  const Draws::Kept& kept(Offset n) const { return *room->as_durable().draws.find(n); }
  static std::vector<std::string> told(const FakeClient& of) {
    std::vector<std::string> all;
    for (const auto& event : of.events)
      if (event.at("type").as_string().starts_with("draw_")) all.emplace_back(event.at("type").as_string());
    return all;
  }
  bool verifies(Offset n) const {
    return std::ranges::all_of(verify(file_of(LessonId{7}, n, kept(n)), nullptr), &DrawFinding::holds);
  }
};

TEST_F(DrawTest, who_enters_has_a_receipt_once_it_is_written_and_nobody_hears_of_seed_or_names) {
  const Offset n = opened();
  take_part(a, n);
  pass(50ms);
  const auto first = entry(a);
  EXPECT_EQ(first.at("place").as_int64(), 1);
  take_part(a, n);
  EXPECT_EQ(entry(a), first) << "entering twice";
  settle();
  for (const GuestId id : {staff, a, b}) {
    EXPECT_EQ(told(client(id)), (std::vector<std::string>{"draw_opened", "draw_count"}));
    for (const auto& event : client(id).events) {
      const std::string text = boost::json::serialize(event);
      EXPECT_EQ(text.find("seed"), std::string::npos);
    }
  }
  EXPECT_EQ(client(b).events.back().at("head"), first.at("head")) << "which everybody can compare with";
  EXPECT_EQ(client(a).you.at("draw").at("entry").as_object(), first);
}

TEST_F(DrawTest, who_was_there_for_long_enough_may_enter_also_when_the_server_was_restarted) {
  stays.lessons[LessonId{7}][{AccountId{5}, Utc()}] = {AccountId{5}, Role::learner, Utc(), Utc() + 57s};
  restart();
  staff = enter(person(1, Role::lecturer));
  a = enter(person(5));
  b = enter(person(6));
  settle();
  EXPECT_EQ(client(a).hello.at("you").at("present").at("s").as_int64(), 57);
  const Offset n = opened({.prize = "a book", .conditions = {Condition::watched}, .minutes = 1});
  take_part(a, n);
  EXPECT_EQ(client(a).error(), "draw_condition");
  pass(1000ms);
  take_part(a, n);
  pass(50ms);
  EXPECT_EQ(entry(a).at("place").as_int64(), 1);
  take_part(b, n);
  EXPECT_EQ(client(b).error(), "draw_condition");
}

TEST_F(DrawTest, two_at_once_whose_first_is_not_written_yet_get_no_receipt_of_the_air) {
  const Offset n = opened();
  take_part(a, n);
  take_part(a, n);
  pass(300ms);
  EXPECT_EQ(client(a).answers, 2);
  take_part(a, n);
  EXPECT_EQ(entry(a).at("place").as_int64(), 1);
  EXPECT_EQ(kept(n).entries.size(), 1U);
}

TEST_F(DrawTest, after_a_crash_it_is_what_was_acknowledged_and_goes_on) {
  const Offset n = opened();
  take_part(a, n);
  pass(50ms);
  const auto before = entry(a);
  restart();
  a = enter(person(5));
  b = enter(person(6));
  staff = enter(person(1, Role::lecturer));
  EXPECT_EQ(client(a).you.at("draw").at("entry").as_object(), before);
  EXPECT_EQ(client(b).you.at("draw").at("unmet").as_array().size(), 0U);
  take_part(b, n);
  ask(staff, CloseDraw{n});
  settle();
  EXPECT_EQ(told(client(b)).back(), "draw_done");
  EXPECT_EQ(kept(n).entries.size(), 2U);
  EXPECT_TRUE(verifies(n));
}

TEST_F(DrawTest, winners_alone_hear_that_they_have_won) {
  const Offset n = opened();
  for (const GuestId id : {a, b}) take_part(id, n);
  ask(staff, CloseDraw{n});
  settle();
  const bool a_won = kept(n).won(AccountId{5});
  EXPECT_EQ(client(a).you.contains("won"), a_won);
  EXPECT_EQ(client(b).you.contains("won"), !a_won);
}

TEST_F(DrawTest, a_phrase_counts_from_the_comment_on_and_the_comment_keeps_its_number) {
  const Offset n =
      opened({.prize = "a book", .conditions = {Condition::commented, Condition::asked}, .phrase = "thanks"});
  say(a, "many thanks");
  pass(50ms);
  const auto said = client(a).answer.at("ok").at("n").as_int64();
  const auto& events = client(b).events;
  EXPECT_TRUE(std::ranges::any_of(events, [&](const auto& e) {
    return e.at("type").as_string() == "comment" && e.at("n").as_int64() == said;
  }));
  settle();
  EXPECT_EQ(boost::json::serialize(client(a).you.at("draw").at("unmet")), R"(["asked"])");
  ask(a, AskQuestion{"why?"});
  settle();
  EXPECT_EQ(boost::json::serialize(client(a).you.at("draw").at("unmet")), "[]");
  take_part(a, n);
  pass(50ms);
  EXPECT_EQ(entry(a).at("place").as_int64(), 1);
  take_part(b, n);
  EXPECT_EQ(client(b).error(), "draw_condition");
}

TEST_F(DrawTest, the_end_of_the_class_draws_the_winners) {
  const Offset n = opened();
  take_part(a, n);
  room->tell(MoveLesson{Phase::ended});
  settle();
  EXPECT_EQ(told(client(b)).back(), "draw_done");
  EXPECT_TRUE(kept(n).won(AccountId{5}));
  ask(a, LeaveAddress{n, {"Wei", "1", "Main Street"}});
  pass(50ms);
  EXPECT_EQ(client(a).error(), "") << "an address can be left afterwards, too";
  EXPECT_EQ(client(a).you.at("won").as_array().at(0).at("to").at("name").as_string(), "Wei");
}

// People enter at random while the server is killed again and again: what was acknowledged is there, at its
// place, and all of it verifies.
TEST_F(DrawTest, holds_every_receipt_through_random_crashes) {
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const Offset n = opened({.prize = "a book", .winners = 3});
    std::map<std::int64_t, boost::json::object> receipts;
    for (int step = 0; step < 40; ++step) {
      const std::int64_t id = 100 + static_cast<std::int64_t>(random() % 30);
      const GuestId guest = enter(person(id));
      take_part(guest, n);
      pass(milliseconds(random() % 40));
      if (client(guest).answer.contains("ok")) receipts[id] = entry(guest);
      if (random() % 8 == 0) {
        room.reset();
        halls.clients.clear();
        open();
      }
    }
    settle();
    for (const auto& [id, receipt] : receipts) {
      const auto* there = kept(n).entry_of(AccountId{id});
      ASSERT_NE(there, nullptr);
      std::string again;
      append_entry(again, kept(n), AccountId{id});
      EXPECT_EQ(boost::json::parse(again).as_object(), receipt);
    }
    staff = enter(person(1, Role::lecturer));
    ask(staff, CloseDraw{n});
    settle();
    EXPECT_EQ(kept(n).state, DrawState::done);
    EXPECT_TRUE(verifies(n));
  }
}

}  // namespace
}  // namespace lyceum::room
