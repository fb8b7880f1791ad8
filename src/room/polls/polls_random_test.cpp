// Whatever people do in whatever order, and wherever the server is killed: see check().
#include "room/polls/polls_fixture.hpp"

#include <random>

namespace lyceum::room {
namespace {

class Life {
 public:
  explicit Life(std::uint32_t seed) : random_(seed) {}

  void step() {
    room_.wait(milliseconds(pick(700)));
    const Standing who = pick(8) == 0 ? lecturer : learner(2 + pick(12));
    switch (pick(12)) {
      case 0:
        drafts_.push_back(room_.keep(some_poll()).value_or(0));
        break;
      case 1:
        open();
        break;
      case 2:
        if (pick(3) == 0) room_.close(room_.polls().open());
        break;
      case 3:
        room_.take_out(last(), "w" + std::to_string(pick(6)));
        break;
      case 4:
        if (pick(5) == 0) room_.restart();
        break;
      default:
        answer(who);
    }
    room_.pay();
  }

  void check() {
    std::map<AccountId, std::int64_t> points;
    for (const auto& [n, kept] : room_.polls().all()) {
      check_totals(kept);
      ASSERT_EQ(kept.closed.has_value(), n != room_.polls().open()) << "one at a time is open";
      if (!kept.closed) continue;
      for (const auto& [account, answer] : kept.answers) {
        ASSERT_LE(kept.opened + answer.after, *kept.closed);
        ASSERT_LT(kept.opened + answer.after, kept.ends().value_or(Utc::max())) << "nothing after its time";
        points[account] += points_for(kept.poll, answer.choices, answer.after);
      }
    }
    check_leaderboard(points);
  }
  // What was closed stays as it was.
  void remember() {
    for (const auto& [n, kept] : room_.polls().all())
      if (kept.closed) closed_.try_emplace(n, kept.counts, kept.answers);
    for (const auto& [n, then] : closed_)
      ASSERT_EQ(then, (std::pair{room_.polls().all().at(n).counts, room_.polls().all().at(n).answers}));
  }
  std::size_t polls() const { return room_.polls().all().size(); }

 private:
  std::int64_t pick(std::int64_t below) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(below));
  }
  Offset some(const std::vector<Offset>& of) {
    return of.empty() ? 0 : of[static_cast<std::size_t>(pick(static_cast<std::int64_t>(of.size())))];
  }
  Offset last() const { return room_.polls().all().empty() ? 0 : room_.polls().all().rbegin()->first; }

  Poll some_poll() {
    Poll poll{.kind = static_cast<PollKind>(pick(4)), .title = "?", .options = {}};
    if (poll.kind == PollKind::single || poll.kind == PollKind::multiple) {
      poll.options = {"a", "b", "c"};
      if (pick(2) == 0) poll.right = {pick(3)};
      if (!poll.right.empty()) poll.points = 1 + pick(1000);
    }
    poll.timer = std::chrono::seconds(pick(2) * (15 + pick(20)));
    poll.bonus = poll.quiz() && poll.timer.count() > 0 && pick(2) == 0;
    poll.live = pick(2) == 0;
    poll.changeable = pick(2) == 0;
    poll.anonymous = !poll.quiz() && pick(2) == 0;
    return poll;
  }
  void open() {
    const Standing who = pick(4) == 0 ? learner(5) : lecturer;
    static_cast<void>(room_.open(pick(2) == 0 ? OpenPoll{some(drafts_), {}} : OpenPoll{0, some_poll()}, who));
  }
  void answer(const Standing& who) {
    const Offset poll = pick(6) == 0 ? static_cast<Offset>(pick(100)) : last();
    const Polls::Kept* kept = room_.polls().find(poll);
    if (kept != nullptr && kept->poll.kind == PollKind::text)
      room_.say(who, poll, (pick(2) == 0 ? "w" : "W") + std::to_string(pick(6)));
    else if (kept != nullptr && kept->poll.kind == PollKind::multiple)
      room_.answer(who, poll, {pick(3), pick(3)});
    else
      room_.answer(who, poll, {pick(4)});
  }

  void check_totals(const Polls::Kept& kept) {
    const PollTotals totals = kept.totals();
    ASSERT_EQ(totals.people, static_cast<std::int64_t>(kept.answers.size()));
    std::vector<std::int64_t> counts(kept.poll.choices());
    std::map<std::string, std::int64_t> words;
    for (const auto& [account, answer] : kept.answers) {
      ASSERT_NE(account, lecturer.person->id);
      for (const std::int64_t i : numbers_of(answer.choices)) ++counts.at(static_cast<std::size_t>(i));
      if (kept.poll.kind != PollKind::text) continue;
      if (const auto& said = kept.said.at(account); kept.words.shown(said.folded)) ++words[said.folded];
    }
    ASSERT_EQ(totals.counts, counts);
    ASSERT_EQ(totals.words.value_or(std::vector<Words::Counted>{}).size(), words.size());
    for (const auto& [word, count] : totals.words.value_or(std::vector<Words::Counted>{})) {
      std::string folded = word;
      folded[0] = 'w';
      ASSERT_EQ(words.at(folded), count);
    }
  }
  void check_leaderboard(const std::map<AccountId, std::int64_t>& points) {
    const Leaderboard& board = room_.polls().leaderboard();
    std::size_t with_points = 0;
    for (const auto& [account, sum] : points) {
      with_points += sum > 0 ? 1 : 0;
      ASSERT_EQ(board.of(account) == nullptr ? 0 : board.of(account)->points, sum);
    }
    ASSERT_EQ(board.ranking().size(), with_points);
    for (std::size_t i = 1; i < board.ranking().size(); ++i) {
      const auto &before = *board.of(board.ranking()[i - 1]), &after = *board.of(board.ranking()[i]);
      ASSERT_GE(before.points, after.points);
      ASSERT_LE(before.place, after.place);
    }
  }

  std::mt19937 random_;
  ClassOfPolls room_;
  std::vector<Offset> drafts_;
  std::map<Offset, std::pair<std::vector<std::int64_t>, std::unordered_map<AccountId, Polls::Answer>>>
      closed_;
};

TEST(Polls, hold_what_they_promise_in_random_classes) {
  for (std::uint32_t seed = 1; seed <= 10; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Life life(seed);
    for (int step = 0; step < 800; ++step) {
      life.step();
      life.check();
      life.remember();
      if (testing::Test::HasFatalFailure()) return;
    }
    EXPECT_GT(life.polls(), 5U) << "the life was too quiet to prove anything";
  }
}

}  // namespace
}  // namespace lyceum::room
