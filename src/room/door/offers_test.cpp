// Reactions, and whom offers reach, in a room with people in it.
#include "room/door/live_room_fixture.hpp"

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;

class OffersInARoom : public LiveRoomTest {
 protected:
  GuestId teacher = enter(person(1, Role::lecturer));
  GuestId wei = enter(person(7));
  GuestId lan = enter(person(8));
  OfferContent book{"The book", "", "https://shop.example/book", 0};

  Offset show() {
    ask(teacher, ShowOffer{0, book});
    pass(100ms);
    return room->as_durable().offers.shown();
  }
  // Of the last event of that type that the teacher got.
  std::pair<std::int64_t, std::int64_t> counted() {
    std::pair<std::int64_t, std::int64_t> last{-1, -1};
    for (const auto& event : client(teacher).events)
      if (event.at("type").as_string() == "offer_count")
        last = {event.at("seen").as_int64(), event.at("clicked").as_int64()};
    return last;
  }
};

TEST_F(OffersInARoom, whom_it_reaches_is_acknowledged_when_it_is_durable_and_exact_after_a_crash) {
  const Offset offer = show();
  ASSERT_NE(offer, 0U);
  for (const GuestId guest : {wei, lan, wei}) ask(guest, SeeOffer{offer});
  ask(lan, ClickOffer{offer});
  settle();
  EXPECT_EQ(client(wei).answers, 2);
  EXPECT_EQ(counted(), std::pair(std::int64_t{2}, std::int64_t{1}));
  restart();
  teacher = enter(person(1, Role::lecturer));
  wei = enter(person(7));
  ask(wei, SeeOffer{offer});
  ask(wei, ClickOffer{offer});
  settle();
  EXPECT_EQ(counted(), std::pair(std::int64_t{2}, std::int64_t{2})) << "seen was counted before the crash";
}

TEST_F(OffersInARoom, what_could_not_be_written_is_refused_and_counts_when_it_is_said_again) {
  const Offset offer = show();
  log.fail_commits = 1;
  ask(wei, SeeOffer{offer});
  settle();
  EXPECT_EQ(counted(), std::pair(std::int64_t{-1}, std::int64_t{-1}));
  ask(wei, SeeOffer{offer});
  settle();
  EXPECT_EQ(counted(), std::pair(std::int64_t{1}, std::int64_t{0}));
}

TEST_F(OffersInARoom, learners_do_not_learn_who_else_looked) {
  const Offset offer = show();
  ask(wei, SeeOffer{offer});
  settle();
  for (const auto& event : client(lan).events) {
    EXPECT_NE(event.at("type").as_string(), "offer_reached");
    EXPECT_NE(event.at("type").as_string(), "offer_count");
  }
}

TEST_F(OffersInARoom, reactions_of_all_are_one_event_a_second) {
  settle();
  for (int i = 0; i < 5; ++i)
    for (const GuestId guest : {wei, lan}) ask(guest, SendReactions{{0, 2, 0, 0, 1}});
  settle();
  EXPECT_EQ(client(wei).answers, 5);
  const auto& totals = room->as_durable().reactions.totals;
  EXPECT_EQ(totals, (ReactionCounts{0, 20, 0, 0, 10}));
  int events = 0;
  for (const auto& event : client(lan).events) events += event.at("type").as_string() == "reactions" ? 1 : 0;
  EXPECT_GE(events, 1);
  EXPECT_LE(events, 2);
}

}  // namespace
}  // namespace lyceum::room
