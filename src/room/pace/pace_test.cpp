#include "room/pace/decide.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;
using enum PaceVote;

constexpr auto start = Utc(1'700'000'000s);

// A class with its clock: what is decided happens at once.
struct Class {
  Pace pace;
  Utc now = start;
  Offset n = 0;

  template <class Kind>
  void happen(const Kind& event) {
    pace.evolve(event, {++n, now});
  }
  static Standing learner(std::int64_t id) {
    return {Person{AccountId{id}, "L", Role::learner}, true, false};
  }
  static Standing staff() { return {Person{AccountId{1}, "T", Role::lecturer}, true, true}; }
  // False: it was so already.
  bool vote(std::int64_t id, std::optional<PaceVote> vote) {
    const auto voted = decide(pace, learner(id), VotePace{vote}, now);
    if (!voted.value()) return false;
    happen(**voted);
    return true;
  }
  // Counted when that is due: the count, and the alerts for so many people.
  std::vector<PaceAlerted> count(std::int64_t people) {
    EXPECT_TRUE(pace.due() && *pace.due() <= now);
    const PaceCounted counted = pace.count(now);
    const auto alerts = pace.alerts(counted, people);
    happen(counted);
    for (const PaceAlerted& alert : alerts) happen(alert);
    return alerts;
  }
  PaceCounted::Side side(PaceVote vote) const { return pace.count(now).sides.at(static_cast<int>(vote)); }
};

TEST(Pace, a_person_has_one_vote_and_may_change_or_take_it_back) {
  Class c;
  EXPECT_TRUE(c.vote(5, fast));
  EXPECT_FALSE(c.vote(5, fast));
  EXPECT_TRUE(c.vote(5, lost));
  EXPECT_EQ(c.side(fast).votes, 0);
  EXPECT_EQ(c.side(lost).votes, 1);
  EXPECT_TRUE(c.vote(5, std::nullopt));
  EXPECT_FALSE(c.vote(5, std::nullopt));
  EXPECT_EQ(c.pace.count(c.now), PaceCounted());
}

TEST(Pace, a_vote_fades_evenly_and_is_gone_after_five_minutes) {
  Class c;
  c.vote(5, fast);
  EXPECT_EQ(c.side(fast), (PaceCounted::Side{1, 100}));
  c.now += 150s;
  EXPECT_EQ(c.side(fast), (PaceCounted::Side{1, 50}));
  c.now += 149s;
  EXPECT_EQ(c.side(fast).votes, 1);
  c.now += 1s;
  EXPECT_EQ(c.side(fast), (PaceCounted::Side{0, 0}));
}

TEST(Pace, the_same_vote_again_is_a_fresh_one_but_not_within_ten_seconds) {
  Class c;
  c.vote(5, slow);
  c.now += 9s;
  EXPECT_FALSE(c.vote(5, slow));
  c.now += 1s;
  EXPECT_TRUE(c.vote(5, slow));
  EXPECT_EQ(c.side(slow), (PaceCounted::Side{1, 100}));
}

TEST(Pace, is_counted_at_most_every_two_seconds_and_goes_on_until_all_have_faded) {
  Class c;
  EXPECT_FALSE(c.pace.due());
  c.vote(5, fast);
  EXPECT_LE(*c.pace.due(), c.now);
  c.count(10);
  EXPECT_EQ(*c.pace.due(), c.now + 10s) << "it fades";
  c.now += 1s;
  c.vote(6, fast);
  EXPECT_EQ(*c.pace.due(), c.now + 1s);
  int counts = 0;
  while (c.pace.due()) {
    c.now = std::max(c.now, *c.pace.due());
    c.count(10);
    ASSERT_LT(++counts, 100);
  }
  EXPECT_EQ(counts, 1 + 30) << "one for the vote, one every ten seconds of the five minutes";
  EXPECT_FALSE(c.pace.vote_of(AccountId{5}));
}

TEST(Pace, a_fifth_of_those_present_is_an_alert_once) {
  Class c;
  c.vote(1, fast);
  c.vote(2, lost);
  c.vote(3, fast);
  EXPECT_TRUE(c.count(11).empty()) << "2 of 11";
  c.vote(4, fast);
  c.now += 2s;
  const auto alerts = c.count(15);
  ASSERT_EQ(alerts.size(), 1U);
  EXPECT_EQ(alerts[0].vote, fast);
  EXPECT_EQ(alerts[0].votes, 3);
  EXPECT_EQ(alerts[0].people, 15);
  c.vote(5, fast);
  c.now += 2s;
  EXPECT_TRUE(c.count(15).empty());
}

TEST(Pace, after_falling_to_half_it_may_be_an_alert_again) {
  Class c;
  for (int id = 1; id <= 4; ++id) c.vote(id, slow);
  EXPECT_EQ(c.count(10).size(), 1U);
  for (int id = 1; id <= 2; ++id) c.vote(id, std::nullopt);
  c.now += 2s;
  EXPECT_TRUE(c.count(10).empty());
  c.vote(1, slow);
  c.now += 2s;
  EXPECT_EQ(c.count(10).size(), 1U);
}

TEST(Pace, one_person_alone_is_no_alert) {
  Class c;
  c.vote(1, fast);
  EXPECT_TRUE(c.count(2).empty());
}

TEST(Pace, learners_vote_and_staff_sets_the_alert) {
  Class c;
  EXPECT_EQ(decide(c.pace, c.staff(), VotePace{fast}, c.now).error().no, No::not_allowed);
  EXPECT_EQ(decide(c.pace, c.learner(5), SetPaceAlert{30}).error().no, No::not_allowed);
  EXPECT_FALSE(decide(c.pace, c.staff(), SetPaceAlert{20}).value());
  c.happen(**decide(c.pace, c.staff(), SetPaceAlert{50}));
  for (int id = 1; id <= 4; ++id) c.vote(id, lost);
  EXPECT_TRUE(c.count(10).empty());
}

TEST(Pace, what_was_written_is_read_again) {
  const auto reread = []<class Kind>(Kind event) {
    std::string body = "{";
    append_fields(body, event);
    Kind read;
    EXPECT_TRUE(read_fields(boost::json::parse(body + '}').as_object(), read)) << body;
    return read;
  };
  EXPECT_EQ(reread(PaceVoted{AccountId{7}, lost}).vote, lost);
  EXPECT_EQ(reread(PaceVoted{AccountId{7}, {}}).vote, std::nullopt);
  const PaceCounted counted{{{{3, 250}, {0, 0}, {1, 99}}}};
  EXPECT_EQ(reread(counted), counted);
  EXPECT_EQ(reread(PaceAlerted{slow, 4, 20}).people, 20);
  EXPECT_EQ(reread(PaceAlertSet{35}).percent, 35);
  PaceVoted voted;
  EXPECT_FALSE(read_fields(boost::json::parse(R"({"account":"7","vote":"dance"})").as_object(), voted));
}

}  // namespace
}  // namespace lyceum::room
