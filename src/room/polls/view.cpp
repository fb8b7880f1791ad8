#include "room/polls/view.hpp"

#include <algorithm>

namespace lyceum::room {
namespace {

constexpr std::size_t top_places = 20;

// Of a list in JSON: more of it while it fits.
class List {
 public:
  explicit List(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  // False: no more.
  bool add(const std::string& json) {
    if (text_.size() > 1 && text_.size() + json.size() > bytes_max_) return false;
    if (text_.size() > 1) text_ += ',';
    text_ += json;
    return true;
  }
  std::string take() { return std::move(text_) + ']'; }

 private:
  std::string text_ = "[";
  std::size_t bytes_max_;
};

std::string head_json(Offset n) {
  std::string out = R"({"n":)";
  append_json(out, n);
  return out;
}

std::string poll_json(Offset n, const Polls::Kept& kept, Audience reader) {
  const bool all = kept.closed || reader == Audience::staff;
  std::string out = head_json(n);
  out += R"(,"t":)";
  append_json(out, utc_millis(kept.opened));
  if (kept.draft != 0) {
    out += R"(,"draft":)";
    append_json(out, kept.draft);
  }
  out += R"(,"content":)";
  append_json(out, kept.poll, all);
  if (kept.closed) {
    out += R"(,"closed":)";
    append_json(out, utc_millis(*kept.closed));
  }
  PollTotals totals = kept.totals();
  if (!all && !kept.poll.live) totals = {totals.people, {}, std::nullopt};
  out += ',';
  append_members(out, totals);
  return out + '}';
}

void append_answer(std::string& out, const Polls::Kept& kept, AccountId account) {
  if (kept.poll.kind == PollKind::text) {
    out += R"("word":)";
    return append_json(out, kept.said.at(account).word);
  }
  out += R"("choices":)";
  append_json(out, numbers_of(kept.answers.at(account).choices));
}

void append_points(std::string& out, const Polls::Kept& kept, const Polls::Answer& answer) {
  if (!kept.poll.quiz() || !kept.closed) return;
  out += R"(,"points":)";
  append_json(out, points_for(kept.poll, answer.choices, answer.after));
}

std::string score_json(const Polls& polls, AccountId account, const Leaderboard::Score& score) {
  std::string out = R"({"place":)";
  append_json(out, std::uint64_t{score.place});
  out += R"(,"person":")" + account.str() + R"(","name":)";
  append_json(out, polls.name(account));
  out += R"(,"points":)";
  append_json(out, score.points);
  out += R"(,"ms":)";
  append_json(out, std::int64_t{score.took.count()});
  return out + '}';
}

std::string answered_json(const Polls& polls, const Polls::Kept& kept, std::size_t bytes_max) {
  std::vector<std::pair<milliseconds, AccountId>> order;
  for (const auto& [account, answer] : kept.answers) order.emplace_back(answer.after, account);
  std::ranges::sort(order);
  List list(bytes_max);
  for (const auto& [after, account] : order) {
    std::string one = R"({"person":")" + account.str() + R"(","name":)";
    append_json(one, polls.name(account));
    one += ',';
    const bool taken_out =
        kept.poll.kind == PollKind::text && !kept.words.shown(kept.said.at(account).folded);
    if (taken_out)
      one += R"("word":"")";
    else
      append_answer(one, kept, account);
    one += R"(,"ms":)";
    append_json(one, std::int64_t{after.count()});
    append_points(one, kept, kept.answers.at(account));
    if (!list.add(one + '}')) break;
  }
  return list.take();
}

}  // namespace

std::string shown_poll_json(const Polls& polls, Audience reader) {
  if (polls.all().empty()) return "null";
  const auto& [n, kept] = *polls.all().rbegin();
  return poll_json(n, kept, reader);
}

void append_mine(std::string& out, const Polls& polls, AccountId account) {
  if (polls.all().empty()) return;
  const auto& [n, kept] = *polls.all().rbegin();
  const auto answer = kept.answers.find(account);
  if (answer == kept.answers.end()) return;
  out += R"(,"answer":{"poll":)";
  append_json(out, n);
  out += ',';
  append_answer(out, kept, account);
  append_points(out, kept, answer->second);
  out += '}';
}

std::string polls_json(const Polls& polls, Offset before, std::size_t bytes_max) {
  List list(bytes_max);
  for (auto poll = polls.all().rbegin(); poll != polls.all().rend(); ++poll) {
    if (before != 0 && poll->first >= before) continue;
    if (!list.add(poll_json(poll->first, poll->second, Audience::staff))) break;
  }
  return list.take();
}

std::string drafts_json(const Polls& polls, Offset before, std::size_t bytes_max) {
  List list(bytes_max);
  for (auto draft = polls.drafts().rbegin(); draft != polls.drafts().rend(); ++draft) {
    if (before != 0 && draft->first >= before) continue;
    std::string one = head_json(draft->first) + R"(,"content":)";
    append_json(one, draft->second, true);
    if (!list.add(one + '}')) break;
  }
  return list.take();
}

std::string leaderboard_json(const Polls& polls, AccountId account) {
  const Leaderboard& board = polls.leaderboard();
  std::string out = R"({"people":)";
  append_json(out, std::uint64_t{board.ranking().size()});
  out += R"(,"top":[)";
  for (std::size_t i = 0; i < std::min(top_places, board.ranking().size()); ++i) {
    if (i > 0) out += ',';
    out += score_json(polls, board.ranking()[i], *board.of(board.ranking()[i]));
  }
  out += ']';
  if (const Leaderboard::Score* mine = board.of(account))
    out += R"(,"mine":)" + score_json(polls, account, *mine);
  append_mine(out, polls, account);
  return out + '}';
}

std::string poll_people_json(const Polls& polls, const Polls::Kept& kept, const std::vector<Person>& missing,
                             std::size_t bytes_max) {
  std::string out = "{";
  if (!kept.poll.anonymous) out += R"("answered":)" + answered_json(polls, kept, bytes_max) + ',';
  List list(bytes_max);
  for (const Person& person : missing) {
    std::string one;
    append_json(one, person);
    if (!list.add(one)) break;
  }
  out += R"("missing":)" + list.take() + R"(,"missing_count":)";
  append_json(out, std::uint64_t{missing.size()});
  return out + '}';
}

}  // namespace lyceum::room
