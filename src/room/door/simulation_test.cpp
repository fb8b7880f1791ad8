// Whole classes of random people, from a seed: they come with several tabs, drop out and resume, say what the
// protocol knows at random and much that makes no sense; the record fails now and then, the process is
// restarted in the middle. Whatever happens, what everybody has seen is what the record says.
//
// LYCEUM_CLASSES=10000 plays that many; LYCEUM_CLASS=7 plays that one.
#include "room/door/live_room_fixture.hpp"

#include <charconv>
#include <cstdlib>
#include <numeric>
#include <random>
#include <set>

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;

constexpr int steps = 150;
constexpr std::int64_t people_max = 8;

Standing one_of_them(std::int64_t id) {
  Standing who = person(id, id == 1   ? Role::lecturer
                            : id == 2 ? Role::assistant
                            : id == 3 ? Role::guest
                                      : Role::learner);
  if (id == 5 || id == 6) who.newcomer = Newcomer{.until = Utc::max(), .review = id == 6};
  return who;
}

// Everything that can be asked, with %n for any number of the record, %c %q %h %p %d %k %w for one of a
// comment, question, text that waits, poll, draft, check-in, draw, %o for an offer, %v for its showing; %t
// for some text, %b for a truth, %a for an account, %s for a small number.
constexpr auto requests = std::to_array<std::string_view>({
    R"({"id":1,"do":"comment","text":"%t"})",
    R"({"id":1,"do":"comment","text":"%t","reply":%c})",
    R"({"id":1,"do":"comment","text":"%t"})",
    R"({"id":1,"do":"delete","n":%c})",
    R"({"id":1,"do":"pin","n":%c})",
    R"({"id":1,"do":"like","count":3})",
    R"({"id":1,"do":"mute","account":"%a","seconds":10})",
    R"({"id":1,"do":"slow","seconds":5})",
    R"({"id":1,"do":"slow","seconds":0})",
    R"({"id":1,"do":"ask","text":"%t","nameless":%b})",
    R"({"id":1,"do":"ask","text":"%t"})",
    R"({"id":1,"do":"vote","n":%q,"up":%b})",
    R"({"id":1,"do":"vote","n":%q,"up":true})",
    R"({"id":1,"do":"question","n":%q,"to":"answering"})",
    R"({"id":1,"do":"question","n":%q,"to":"hidden"})",
    R"({"id":1,"do":"question","n":%q,"to":"open"})",
    R"({"id":1,"do":"merge","n":%q,"into":%q})",
    R"({"id":1,"do":"answer","n":%q,"text":"%t"})",
    R"({"id":1,"do":"nameless","allowed":%b})",
    R"({"id":1,"do":"pace","vote":"fast"})",
    R"({"id":1,"do":"pace","vote":"none"})",
    R"({"id":1,"do":"pace_alert","percent":%s})",
    R"({"id":1,"do":"rules","silent":%b})",
    R"({"id":1,"do":"rules","silent":false,"review":%b})",
    R"({"id":1,"do":"words","mask":["1"],"review":["2"],"block":["33"]})",
    R"({"id":1,"do":"settle","n":%h,"show":%b})",
    R"({"id":1,"do":"settle","n":%h,"show":true})",
    R"({"id":1,"do":"report","n":%c})",
    R"({"id":1,"do":"report_closed","n":%c})",
    R"({"id":1,"do":"poll_open","content":{"kind":"single","title":"%t","options":["a","b","c"],"results":"hidden","changeable":%b}})",
    R"({"id":1,"do":"poll_open","content":{"kind":"multiple","title":"%t","options":["a","b","c"],"right":[0,2],"points":10,"timer":15}})",
    R"({"id":1,"do":"poll_open","content":{"kind":"text","title":"%t"}})",
    R"({"id":1,"do":"poll_draft","content":{"kind":"scale","title":"%t"}})",
    R"({"id":1,"do":"poll_open","draft":%d})",
    R"({"id":1,"do":"poll_drop","draft":%d})",
    R"({"id":1,"do":"poll_answer","poll":%p,"choices":[%s]})",
    R"({"id":1,"do":"poll_answer","poll":%p,"choices":[0]})",
    R"({"id":1,"do":"poll_answer","poll":%p,"choices":[0,2]})",
    R"({"id":1,"do":"poll_answer","poll":%p,"word":"%t"})",
    R"({"id":1,"do":"poll_word_out","poll":%p,"word":"%t"})",
    R"({"id":1,"do":"poll_close","poll":%p})",
    R"({"id":1,"do":"leaderboard"})",
    R"({"id":1,"do":"checkin_open","seconds":15,"question":"%t"})",
    R"({"id":1,"do":"check_in","n":%k,"answer":"%t"})",
    R"({"id":1,"do":"check_in","n":%k})",
    R"({"id":1,"do":"checkin_close","n":%k})",
    R"({"id":1,"do":"draw_open","prize":"%t","winners":2})",
    R"({"id":1,"do":"draw_open","prize":"%t","winners":1,"seconds":15,"conditions":["asked"]})",
    R"({"id":1,"do":"draw_open","prize":"%t","winners":1,"seconds":15,"conditions":["watched"],"minutes":%s})",
    R"({"id":1,"do":"draw_enter","n":%w,"nonce":"00112233445566%s%s"})",
    R"({"id":1,"do":"draw_enter","n":%w,"nonce":"0011223344556677"})",
    R"({"id":1,"do":"draw_close","n":%w})",
    R"({"id":1,"do":"draw_address","n":%w,"name":"%t","phone":"%t","address":"%t"})",
    R"({"id":1,"do":"hand","up":%b})",
    R"({"id":1,"do":"hand","up":true})",
    R"({"id":1,"do":"hand_call","account":"%a"})",
    R"({"id":1,"do":"hand_lower","account":"%a"})",
    R"({"id":1,"do":"staff_say","text":"%t"})",
    R"({"id":1,"do":"ready_replies","texts":["%t","%t"]})",
    R"({"id":1,"do":"survey","content":%s,"delivery":4,"interaction":2,"text":"%t"})",
    R"({"id":1,"do":"survey","content":5,"delivery":%s,"interaction":1})",
    R"({"id":1,"do":"slide","document":%s,"page":%s})",
    R"({"id":1,"do":"slide","document":1,"page":%s})",
    R"({"id":1,"do":"slides_off"})",
    R"({"id":1,"do":"announce","text":"%t"})",
    R"({"id":1,"do":"announce","text":""})",
    R"({"id":1,"do":"react","counts":{"clap":2,"party":1}})",
    R"({"id":1,"do":"outline","topics":["%s","a%s"]})",
    R"({"id":1,"do":"topic","title":"%s"})",
    R"({"id":1,"do":"offer_keep","content":{"title":"%t","link":"/"}})",
    R"({"id":1,"do":"offer_keep","offer":%o,"content":{"title":"%t","link":"/"}})",
    R"({"id":1,"do":"offer_show","content":{"title":"%t","link":"/"}})",
    R"({"id":1,"do":"offer_show","offer":%o})",
    R"({"id":1,"do":"offer_hide","offer":%v})",
    R"({"id":1,"do":"offer_drop","offer":%o})",
    R"({"id":1,"do":"offer_seen","offer":%o})",
    R"({"id":1,"do":"offer_click","offer":%o})",
    R"({"id":1,"do":"offers"})",
    R"({"id":1,"do":"people","search":"%t","muted":%b})",
    R"({"id":1,"do":"people","role":"learner","order":"minutes","after":"0.%s.%s.%a.%t"})",
    R"({"id":1,"do":"history","before":%n})",
    R"({"id":1,"do":"people"})",
    R"({"id":1,"do":"dance"})",
});

std::string_view event_behind(char letter) {
  switch (letter) {
    case 'c':
      return "comment";
    case 'q':
      return "asked";
    case 'h':
      return "held";
    case 'p':
      return "poll_opened";
    case 'd':
      return "poll_draft";
    case 'k':
      return "checkin_opened";
    case 'w':
      return "draw_opened";
    case 'o':
      return "offer_kept";
    case 'v':
      return "offer_shown";
    default:
      return "";
  }
}

class RandomClass : public LiveRoomTest {
 public:
  explicit RandomClass(std::uint32_t seed) : random_(seed) {}
  void TestBody() override {}

  void play() {
    for (int step = 0; step < steps && !HasFailure(); ++step) {
      if (step == steps * 4 / 5) room->tell(MoveLesson{Phase::ended});
      one_step();
      pass(milliseconds(5 * pick(40)));
      if (step % 50 == 49) check();
    }
    check();
  }
  const std::vector<LogRow>& rows() { return log.rooms[LessonId{7}].rows; }
  std::size_t recorded() { return rows().size(); }

 private:
  std::int64_t pick(std::int64_t below) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(below));
  }

  void one_step() {
    const auto what = pick(100);
    if (halls.clients.size() < 3 || what < 8)
      come();
    else if (what < 14)
      go();
    else if (what < 16)
      log.fail_commits = 1, log.written_anyway = pick(2) == 0;
    else if (what < 17)
      crash();
    else if (what < 18)
      room->tell(TurnStream{pick(2) == 0});
    else
      ask_something();
  }

  // Anew, or where somebody stopped.
  void come() {
    if (!gone_.empty() && pick(3) != 0) {
      const auto at = gone_.begin() + pick(static_cast<std::int64_t>(gone_.size()));
      const auto [id, stopped] = *at;
      gone_.erase(at);
      enter(one_of_them(id), stopped);
    } else {
      enter(one_of_them(1 + pick(people_max)));
    }
  }

  GuestId somebody() {
    return std::next(halls.clients.begin(), pick(static_cast<std::int64_t>(halls.clients.size())))->first;
  }

  void go() {
    const GuestId id = somebody();
    const FakeClient left = drop(id);
    if (left.account && !left.hello.empty()) gone_.emplace_back(left.account->value, left.stopped());
  }

  void crash() {
    settle();
    for (const auto& [id, client] : halls.clients)
      if (client.account) gone_.emplace_back(client.account->value, client.stopped());
    restart();
  }

  // Mostly a late one; now and then one that is not there.
  std::string some_number(std::string_view type) {
    std::vector<Offset> found;
    for (const LogRow& row : rows())
      if (type.empty() || row.type == type) found.push_back(row.n);
    if (found.empty() || pick(8) == 0) return std::to_string(pick(static_cast<std::int64_t>(recorded()) + 2));
    const auto late = std::min<std::int64_t>(4, static_cast<std::int64_t>(found.size()));
    return std::to_string(found[found.size() - 1 - static_cast<std::size_t>(pick(late))]);
  }

  std::string fill(std::string_view request) {
    std::string text;
    for (std::size_t i = 0; i < request.size(); ++i) {
      if (request[i] != '%') {
        text += request[i];
        continue;
      }
      switch (const char letter = request[++i]; letter) {
        case 't':
          text += std::to_string(pick(40));
          break;
        case 'b':
          text += pick(2) == 0 ? "true" : "false";
          break;
        case 'a':
          text += std::to_string(1 + pick(people_max));
          break;
        case 's':
          text += std::to_string(pick(5));
          break;
        default:
          text += some_number(event_behind(letter));
      }
    }
    return text;
  }

  void ask_something() {
    const GuestId id = somebody();
    auto message = read_message(fill(requests.at(static_cast<std::size_t>(pick(requests.size())))));
    if (!message.command) return;
    ++asked_[id];
    ask(id, *std::move(message.command));
  }

  // What the record says, from its first rows alone.
  Room rebuilt(std::size_t upto = SIZE_MAX) {
    Room made;
    for (const LogRow& row : rows())
      if (row.n <= upto) evolve(made, to_record(row).value());
    return made;
  }

  void check() {
    log.fail_commits = 0;
    settle();
    for (auto& [id, welcome] : std::exchange(halls.behind, {}))
      room->go_on(id, welcome.audience, welcome.upto);
    check_record();
    check_clients();
    check_newcomers();
  }

  void check_record() {
    const Room now = rebuilt();
    for (const auto& [n, kept] : now.questions.all()) {
      if (kept.question.state == QuestionState::merged) continue;
      EXPECT_EQ(kept.question.votes, static_cast<std::int64_t>(kept.voters.size()))
          << "everybody knows the right number of votes of " << n;
    }
    for (const auto& [n, kept] : now.polls.all()) {
      const auto counted = std::accumulate(kept.counts.begin(), kept.counts.end(), std::int64_t{0});
      if (kept.poll.kind != PollKind::single) continue;
      EXPECT_EQ(counted, static_cast<std::int64_t>(kept.answers.size())) << "one answer a person to " << n;
    }
    check_offers(now);
    int answering = 0;
    for (const auto& [n, kept] : now.questions.all())
      answering += kept.question.state == QuestionState::answering ? 1 : 0;
    EXPECT_LE(answering, 1);
  }

  // Nobody is told of twice, and staff was told the right numbers last.
  void check_offers(const Room& now) {
    std::set<std::tuple<Offset, AccountId, bool>> told;
    std::map<Offset, std::pair<std::int64_t, std::int64_t>> counted;
    for (const LogRow& row : rows()) {
      const auto record = to_record(row);
      if (const auto* reached = std::get_if<OfferReached>(&record->event)) {
        for (const AccountId who : reached->seen)
          EXPECT_TRUE(told.emplace(reached->offer, who, false).second);
        for (const AccountId who : reached->clicked)
          EXPECT_TRUE(told.emplace(reached->offer, who, true).second);
      }
      if (const auto* count = std::get_if<OfferCounted>(&record->event))
        counted[count->offer] = {count->seen, count->clicked};
    }
    for (const auto& [n, kept] : now.offers.all()) {
      EXPECT_EQ(counted[n].first, static_cast<std::int64_t>(kept.seen.size()));
      EXPECT_EQ(counted[n].second, static_cast<std::int64_t>(kept.clicked.size()));
    }
  }

  // Nobody saw what is not in the record, or what was not for them; FakeClient sees to gaps and repetitions.
  void check_clients() {
    for (const auto& [id, client] : halls.clients) {
      for (const auto& event : client.events) {
        const auto n = static_cast<std::size_t>(event.at("n").as_int64());
        ASSERT_TRUE(n >= 1 && n <= rows().size());
        const LogRow& row = rows()[n - 1];
        EXPECT_EQ(std::string_view(event.at("type").as_string()), row.type);
        EXPECT_NE(row.audience, Audience::record);
      }
      EXPECT_EQ(client.answers, asked_[id]) << "each command is answered once";
      if (!client.seated) continue;
      for (Offset n = client.upto; n < rows().size(); ++n)
        EXPECT_FALSE(sees(client.audience, rows()[n].audience)) << "the client has everything that is for it";
    }
  }

  // Who comes now is told what the record says at that moment.
  void check_newcomers() {
    for (const std::int64_t id : {1, 4}) {
      const std::size_t before = recorded();
      const GuestId guest = enter(one_of_them(id));
      const auto& hello = client(guest).hello;
      for (int i = 0; i < 100 && hello.empty(); ++i) pass(10ms);
      ASSERT_TRUE(hello.contains("state"));
      const Audience audience = id == 1 ? Audience::staff : Audience::everyone;
      bool found = false;
      for (std::size_t upto = before; upto <= recorded() && !found; ++upto)
        found = hello.at("state") == boost::json::parse(state_json(rebuilt(upto), audience));
      EXPECT_TRUE(found) << hello.at("state");
      drop(guest);
    }
  }

  std::mt19937 random_;
  std::vector<std::pair<std::int64_t, ResumePoint>> gone_;
  std::map<GuestId, int> asked_;
};

std::uint32_t number_from(const char* name, std::uint32_t otherwise) {
  const char* text = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before any thread
  std::uint32_t number = otherwise;
  if (text != nullptr) std::from_chars(text, text + std::string_view(text).size(), number);
  return number;
}

TEST(RandomClasses, end_with_everybody_knowing_what_the_record_says) {
  const std::uint32_t only = number_from("LYCEUM_CLASS", 0);
  const std::uint32_t classes = number_from("LYCEUM_CLASSES", 300);
  std::set<std::string> happened;
  for (std::uint32_t seed = only != 0 ? only : 1; seed <= (only != 0 ? only : classes); ++seed) {
    RandomClass one(seed);
    one.play();
    for (const LogRow& row : one.rows()) happened.insert(row.type);
    ASSERT_FALSE(testing::Test::HasFailure()) << "LYCEUM_CLASS=" << seed;
  }
  for (const auto* type :
       {"comment",        "deleted",        "pinned",      "muted",         "slow",         "likes",
        "presence",       "stream",         "asked",       "asked_by",      "voted",        "votes",
        "question",       "question_reply", "nameless",    "pace_voted",    "pace",         "pace_alert_set",
        "rules",          "words",          "held",        "waits",         "settled",      "reported",
        "report_closed",  "staff_did",      "poll_opened", "poll_answered", "poll_closed",  "checked_in",
        "checkin_closed", "draw_entered",   "draw_done",   "hand_called",   "hand_lowered", "slide",
        "slides_off",     "announced",      "reactions",   "outline",       "topic",        "offer_dropped",
        "offer_hidden",   "offer_reached",  "offer_count"})
    EXPECT_TRUE(happened.contains(type) || only != 0)
        << type << ": the classes were too quiet to prove anything";
}

}  // namespace
}  // namespace lyceum::room
