// What a learner was in, and what came of it for them.
#include "api/json/time.hpp"
#include "api/lesson/insight.hpp"
#include "api/view/view.hpp"
#include "lesson/lesson/refusal.hpp"

namespace lyceum::api {
namespace {

namespace json = boost::json;
using insight::Attended;
using people::Account;
using Services = LessonServices;

constexpr int kPageMax = 50;
constexpr std::chrono::minutes kMissedLeast{1};
constexpr std::size_t kRepliesShown = 20;

std::int64_t seconds_of(microseconds time) {
  return std::chrono::duration_cast<std::chrono::seconds>(time).count();
}

json::object attended_view(const Attended& attended, Utc now) {
  const Utc over = std::max(attended.begun, attended.over.value_or(now));
  microseconds present{0};
  for (const insight::Span& stay : attended.stays) present += stay.until - stay.since;
  json::array missed;
  for (const insight::Span& gap : insight::missed(attended.begun, over, attended.stays, kMissedLeast))
    missed.push_back(json::object{{"from", utc_millis(gap.since)}, {"to", utc_millis(gap.until)}});
  return {{"lesson", attended.lesson.str()},
          {"title", attended.title},
          {"begun_at", time_or_null(attended.begun)},
          {"over_at", time_or_null(attended.over)},
          {"length_s", seconds_of(over - attended.begun)},
          {"present_s", seconds_of(std::min<microseconds>(present, over - attended.begun))},
          {"replay", attended.replay},
          {"missed", std::move(missed)}};
}

// In the words of who asked it; a question that was merged has the answers of the one in which it lives on.
json::object question_view(const room::Question& asked, const room::Question& living) {
  json::array replies;
  for (const auto& reply : living.replies) {
    if (replies.size() == kRepliesShown) break;
    replies.push_back(json::object{{"name", reply.from.name}, {"text", reply.text}});
  }
  json::value moment = nullptr;
  if (living.answering_at != Utc()) moment = utc_millis(living.answering_at);
  return {{"n", asked.n},
          {"text", asked.text},
          {"asked", utc_millis(asked.t)},
          {"state", question_state_name(living.state)},
          {"moment", std::move(moment)},
          {"replies", std::move(replies)}};
}

json::object what_came_of_it(const room::Room& room, AccountId account) {
  json::array questions;
  for (const auto& [n, kept] : room.questions.all()) {
    const auto* living = kept.asker == account ? room.questions.living(n) : nullptr;
    if (living != nullptr && living->question.state != room::QuestionState::hidden)
      questions.push_back(question_view(kept.question, living->question));
  }
  const room::Leaderboard& leaderboard = room.polls.leaderboard();
  const room::Leaderboard::Score* score = leaderboard.of(account);
  std::int64_t most = 0;
  for (const auto& [n, kept] : room.polls.all())
    if (kept.closed && kept.poll.quiz()) most += kept.poll.points;
  json::value quiz = nullptr;
  if (most > 0)
    quiz = json::object{{"points", score == nullptr ? 0 : score->points},
                        {"most", most},
                        {"place", score == nullptr ? json::value(nullptr) : json::value(score->place)},
                        {"people", leaderboard.ranking().size()}};
  return {{"quiz", std::move(quiz)},
          {"checkins", room.checkins.of(account).size()},
          {"checkins_held", room.checkins.all().size()},
          {"questions", std::move(questions)}};
}

Reply list(Services s, InsightServices insight, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const int limit, limit_param(request, kPageMax));
  insight::AttendedQuery query{limit, request.query("after").value_or("")};
  LYCEUM_CO_TRY(const auto page, co_await insight.attendance.attended(me.id, std::move(query)));
  json::array items;
  for (const Attended& attended : page.items) items.push_back(attended_view(attended, s.clock.utc()));
  co_return page_response(std::move(items), page.next);
}

Reply one(Services s, InsightServices insight, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto attended, co_await insight.attendance.attended(me.id, id));
  if (!attended) co_return Failure(lesson::refuse(lesson::Refusal::lesson_not_found));
  LYCEUM_CO_TRY(auto view, co_await s.rooms.look(id, [me = me.id](const room::Room& room) {
    return what_came_of_it(room, me);
  }));
  for (auto& member : attended_view(*attended, s.clock.utc())) view[member.key()] = std::move(member.value());
  co_return view_response(200, view);
}

}  // namespace

void add_learning_routes(net::Router& router, Door& door, Services s, InsightServices insight) {
  const auto mine = [&](auto call) {
    return door.signed_in(
        [s, insight, call](net::Request& r, Account a) { return call(s, insight, r, std::move(a)); });
  };
  router.add("GET", "/api/v1/me/learning", mine(list));
  router.add("GET", "/api/v1/me/learning/{id}", mine(one));
}

}  // namespace lyceum::api
