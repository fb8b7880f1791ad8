#include "room/state/room.hpp"

#include "room/state/command.hpp"

#include <random>

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;

// A life of a room: people ask at random, what the room decides is written down as text.
class Life {
 public:
  explicit Life(std::uint32_t seed) : random_(seed) {}

  void step() {
    now_ += milliseconds(pick(4000));
    for (const Event& event : ask()) {
      rows_.push_back({std::string(event_type(event)), event_body(event), {room_.upto + 1, whole_ms(now_)}});
      evolve(room_, {rows_.back().at, event});
    }
  }

  const Room& room() const { return room_; }

  Room replayed() const {
    Room room;
    for (const Row& row : rows_) evolve(room, {row.at, read_event(row.type, row.body).value()});
    return room;
  }

 private:
  struct Row {
    std::string type, body;
    Stamp at;
  };

  static Utc whole_ms(Utc t) { return std::chrono::floor<milliseconds>(t); }
  std::int64_t pick(std::int64_t below) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(below));
  }
  Standing someone() {
    const std::int64_t id = 1 + pick(6);
    const Role role = id == 1 ? Role::lecturer : id == 2 ? Role::assistant : Role::learner;
    return {Person{AccountId{id}, "P" + std::to_string(id), role}, true, role >= Role::assistant};
  }
  Offset some_event() { return static_cast<Offset>(pick(static_cast<std::int64_t>(room_.upto) + 2)); }

  Offset some_question() {
    const auto& all = room_.questions.all();
    return all.empty() ? 1 : std::next(all.begin(), pick(static_cast<std::int64_t>(all.size())))->first;
  }

  Offset some_poll() {
    const auto& all = room_.polls.all();
    return all.empty() ? 1 : all.rbegin()->first;
  }

  Offset some_checkin() {
    const auto& all = room_.checkins.all();
    return all.empty() ? 1 : all.rbegin()->first;
  }

  Offset some_draw() {
    const auto& all = room_.draws.all();
    return all.empty() ? 1 : all.rbegin()->first;
  }

  std::vector<Event> use_tool(const Standing& who, Utc now) {
    switch (pick(9)) {
      case 5:
        return or_none(decide(room_, who, AnnounceToClass{std::to_string(pick(3))}, now));
      case 6:
        return pick(2) == 0 ? or_none(decide(room_, who, SetOutline{{"a", std::to_string(pick(3))}}, now))
                            : or_none(decide(room_, who, MoveToTopic{std::to_string(pick(3))}, now));
      case 7:
        return or_none(
            decide(room_, who, ShowOffer{0, OfferContent{std::to_string(pick(9)), "", "/", 0}}, now));
      case 8:
        return offer(who, now);
      case 0:
        return or_none(decide(room_, who, OpenCheckin{15 + pick(60)}, now));
      case 1:
        return or_none(decide(room_, who, CheckIn{some_checkin()}, now));
      case 2:
        return or_none(decide(room_, who, OpenDraw{.prize = "a book", .seconds = pick(2) * 30}, now));
      default:
        return or_none(decide(room_, who, EnterDraw{some_draw(), std::string(16, 'a')}, now));
    }
  }

  std::vector<Event> offer(const Standing& who, Utc now) {
    const auto& all = room_.offers.all();
    const Offset some = all.empty() ? 1 : all.rbegin()->first;
    switch (pick(4)) {
      case 0:
        return or_none(decide(room_, who, DropOffer{some}, now));
      case 1:
        return or_none(decide(room_, who, HideOffer{some}, now));
      case 2:
        return or_none(decide(room_, who, KeepOffer{some, OfferContent{"x", "", "/", 0}}, now));
      default:
        return {OfferReached{some, {AccountId{1 + pick(6)}}, {AccountId{1 + pick(6)}}}};
    }
  }

  std::vector<Event> moderate(const Standing& who, Utc now) {
    switch (pick(5)) {
      case 0:
        return or_none(
            decide(room_, who, SetRules{.silent = pick(4) == 0, .review = pick(2) == 0, .links = {}}, now));
      case 1:
        return or_none(decide(room_, who, SetWords{some_words()}, now));
      case 2:
        return or_none(pick(3) == 0 ? decide(room_, who, CloseReport{some_event()}, now)
                                    : decide(room_, who, ReportComment{.n = some_event()}, now));
      default:
        return or_none(decide(room_, who, SettleHeld{some_waiting(), pick(2) == 0}, now));
    }
  }

  std::vector<Event> ask() {
    const Standing who = someone();
    const Utc now = whole_ms(now_);
    if (pick(7) == 0) return use_tool(who, now);
    switch (pick(31)) {
      case 23:
      case 24:
      case 25:
      case 26:
      case 27:
        return moderate(who, now);
      case 20:
        return or_none(decide(room_, who, some_pace(), now));
      case 21:
        return or_none(decide(room_, who, SetPaceAlert{1 + pick(100)}, now));
      case 19:
      case 22:
        return owed(room_, now);
      case 12:
      case 13:
        return or_none(decide(room_, who, AskQuestion{"why " + std::to_string(pick(99)), pick(2) == 0}, now));
      case 14:
      case 15:
        return or_none(decide(room_, who, VoteQuestion{some_question(), pick(3) != 0}, now));
      case 16:
        return or_none(
            decide(room_, who, MoveQuestion{some_question(), static_cast<QuestionState>(pick(5))}, now));
      case 17:
        return or_none(decide(room_, who, MergeQuestion{some_question(), some_question()}, now));
      case 18:
        return or_none(decide(room_, who, ReplyQuestion{some_question(), "so"}, now));
      case 28:
        return or_none(
            decide(room_, who, OpenPoll{0, Poll{.title = "?", .options = {"a", "b"}, .timer = 60s}}, now));
      case 29:
      case 30:
        return or_none(decide(room_, who, AnswerPoll{some_poll(), {pick(2)}}, now));
      case 0:
        return or_none(decide(room_, who, DeleteComment{.n = some_event()}, now));
      case 1:
        return or_none(decide(room_, who, PinComment{.n = some_event()}, now));
      case 2:
        return or_none(
            decide(room_, who, MuteAccount{.account = AccountId{1 + pick(6)}, .seconds = 10}, now));
      case 3:
        return or_none(decide(room_, who, SetSlow{pick(2) * 5}, now));
      case 4:
        return turn_stream();
      case 5:
        return {LikesCounted{room_.likes.total + 1 + pick(9)}};
      case 6:
        return {PresenceCounted{pick(100)}};
      case 7:
        return decide(room_, Telling(MoveLesson{pick(8) == 0 ? Phase::ended : Phase::live}));
      default:
        return or_none(decide(
            room_, who,
            SendComment{.text = "你好 " + std::to_string(pick(99)), .reply = pick(3) == 0 ? some_event() : 0},
            now));
    }
  }
  WordLists some_words() {
    return {.mask = {std::to_string(pick(99))}, .review = {std::to_string(pick(99))}, .block = {}};
  }
  Offset some_waiting() {
    const auto& all = room_.moderation.waiting();
    return all.empty() ? 1 : std::next(all.begin(), pick(static_cast<std::int64_t>(all.size())))->first;
  }
  VotePace some_pace() {
    const auto vote = pick(static_cast<std::int64_t>(pace_votes) + 1);
    return {vote == pace_votes ? std::nullopt : std::optional(static_cast<PaceVote>(vote))};
  }
  std::vector<Event> turn_stream() {
    const bool on = pick(2) == 1;
    return decide(room_, Telling(TurnStream{on, on ? Utc() : whole_ms(now_ + milliseconds(pick(99'000)))}));
  }
  static std::vector<Event> or_none(Decision decision) { return decision ? *decision : std::vector<Event>{}; }

  std::mt19937 random_;
  Utc now_ = utc_from_micros(1'700'000'000'000'000);
  Room room_;
  std::vector<Row> rows_;
};

TEST(Room, its_state_is_what_a_replay_of_its_record_gives) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    Life life(seed);
    for (int i = 1; i <= 1500; ++i) {
      life.step();
      if (i % 500 == 0) {
        ASSERT_EQ(life.room(), life.replayed()) << "seed " << seed << ", step " << i;
      }
    }
    EXPECT_GT(life.room().upto, 300U) << "the life was too quiet to prove anything";
  }
}

TEST(Room, shows_newcomers_the_last_fifty_living_comments_oldest_first) {
  Room room;
  const Person wei{AccountId{7}, "Wei", Role::learner};
  for (Offset n = 1; n <= 70; ++n) evolve(room, {{n, Utc()}, Commented{wei, std::to_string(n), {}}});
  evolve(room, {{71, Utc()}, Deleted{70}});
  const auto state = boost::json::parse(state_json(room, Audience::everyone));
  const auto& comments = state.at("comments").as_array();
  ASSERT_EQ(comments.size(), 50U);
  EXPECT_EQ(comments.front().at("n").as_int64(), 20);
  EXPECT_EQ(comments.back().at("n").as_int64(), 69);
}

TEST(Room, an_empty_room_has_a_complete_state) {
  EXPECT_EQ(
      state_json(Room(), Audience::everyone),
      R"({"lesson":"scheduled","stream":false,"slow":0,"likes":0,"reactions":{"thumb":0,"clap":0,"laugh":0,"wow":0,"party":0},"people":0,"pinned":null,"comments":[],"nameless":true,"questions":[],"rules":{"silent":false,"review":false,"links":false},"poll":null})");
}

TEST(Room, a_newcomer_hears_until_when_the_encoder_is_waited_for) {
  Room room;
  const Utc back_by(milliseconds(1'790'000'120'000));
  evolve(room, {{1, Utc()}, StreamTurned{true, {}}});
  evolve(room, {{2, Utc()}, StreamTurned{false, back_by}});
  EXPECT_EQ(boost::json::parse(state_json(room, Audience::everyone)).at("back_by").as_int64(),
            1'790'000'120'000);
  evolve(room, {{3, Utc()}, StreamTurned{true, {}}});
  EXPECT_FALSE(boost::json::parse(state_json(room, Audience::everyone)).as_object().contains("back_by"));
}

TEST(Record, an_unknown_type_or_a_body_that_does_not_fit_is_refused) {
  EXPECT_FALSE(read_event("dance", "{}"));
  EXPECT_FALSE(read_event("comment", "{}"));
  EXPECT_FALSE(read_event("likes", "[]"));
  EXPECT_FALSE(read_event("likes", R"({"total":1)"));
}

}  // namespace
}  // namespace lyceum::room
