#include "api/lesson/report.hpp"

#include "api/view/view.hpp"
#include "insight/model/satisfaction.hpp"
#include "lesson/lesson/refusal.hpp"

#include <algorithm>
#include <cmath>

namespace lyceum::api {
namespace {

namespace json = boost::json;
using insight::Report;
using people::Account;
using Services = LessonServices;

constexpr std::size_t open_shown = 100;    // questions
constexpr std::size_t words_shown = 1000;  // answers in words

// Averages are told to the hundredth: what stands behind that is noise.
double hundredths(double value) { return std::round(value * 100) / 100; }

json::object used_view(const Report::Used& used) { return {{"times", used.times}, {"people", used.people}}; }

json::object minute_view(const Report::Minute& minute) {
  const auto& [fast, slow, lost] = minute.pace;
  return {{"audience", hundredths(minute.audience)},
          {"active", minute.active},
          {"comments", minute.done.comments},
          {"questions", minute.done.questions},
          {"likes", minute.done.likes},
          {"pace", {{"fast", fast}, {"slow", slow}, {"lost", lost}}}};
}

json::object tools_view(const Report& report) {
  return {{"comments", used_view(report.comments)}, {"questions", used_view(report.questions)},
          {"votes", used_view(report.votes)},       {"polls", used_view(report.polls)},
          {"pace", used_view(report.pace)},         {"checkins", used_view(report.checkins)},
          {"draws", used_view(report.draws)},       {"hands", used_view(report.hands)}};
}

// What the room itself knows better than its record: what was answered since, and by which words things go.
struct RoomSide {
  std::vector<room::Survey::Answer> answers;
  std::vector<room::Question> open;  // most votes first
  std::map<Offset, std::string> titles;
  json::array offers;  // in the order in which they were made
};

RoomSide room_side(const room::Room& room) {
  RoomSide side;
  for (const auto& [account, answer] : room.survey.all()) side.answers.push_back(answer);
  for (const auto& [n, kept] : room.questions.all()) {
    side.titles.emplace(n, kept.question.text);
    if (kept.question.state == room::QuestionState::open ||
        kept.question.state == room::QuestionState::answering)
      side.open.push_back(kept.question);
  }
  std::ranges::stable_sort(side.open, std::ranges::greater(), &room::Question::votes);
  if (side.open.size() > open_shown) side.open.resize(open_shown);
  for (const auto& [n, kept] : room.polls.all()) side.titles.emplace(n, kept.poll.title);
  for (const auto& [n, kept] : room.offers.all())
    side.offers.push_back(json::object{{"offer", n},
                                       {"title", kept.content.title},
                                       {"seen", kept.seen.size()},
                                       {"clicked", kept.clicked.size()}});
  return side;
}

json::array open_view(const std::vector<room::Question>& questions) {
  json::array all;
  for (const room::Question& question : questions)
    all.push_back(json::object{{"n", question.n}, {"text", question.text}, {"votes", question.votes}});
  return all;
}

json::value rated_view(const std::optional<insight::Satisfaction::Rated>& rated) {
  if (!rated) return nullptr;
  return json::object{{"content", hundredths(rated->content)},
                      {"delivery", hundredths(rated->delivery)},
                      {"interaction", hundredths(rated->interaction)},
                      {"mean", hundredths(rated->mean)},
                      {"low", hundredths(rated->low)},
                      {"high", hundredths(rated->high)}};
}

json::object scores_view(const std::vector<room::Survey::Answer>& answers) {
  using Counts = std::array<std::int64_t, room::survey_best>;
  Counts content{}, delivery{}, interaction{};
  for (const auto& [scores, text] : answers) {
    ++content.at(static_cast<std::size_t>(scores.content - 1));
    ++delivery.at(static_cast<std::size_t>(scores.delivery - 1));
    ++interaction.at(static_cast<std::size_t>(scores.interaction - 1));
  }
  const auto row = [](const Counts& counts) { return json::array(counts.begin(), counts.end()); };
  return {{"content", row(content)}, {"delivery", row(delivery)}, {"interaction", row(interaction)}};
}

// Of few answers neither means nor counts: they would tell who gave which.
json::object survey_view(const std::vector<room::Survey::Answer>& answers) {
  std::vector<insight::Scores> scores;
  json::array words;
  for (const auto& [score, text] : answers) {
    scores.push_back({static_cast<int>(score.content), static_cast<int>(score.delivery),
                      static_cast<int>(score.interaction)});
    if (!text.empty() && words.size() < words_shown) words.emplace_back(text);
  }
  const auto satisfied = insight::satisfaction(scores);
  return {{"answers", satisfied.answers},
          {"rated", rated_view(satisfied.rated)},
          {"scores", satisfied.rated ? json::value(scores_view(answers)) : json::value(nullptr)},
          {"words", std::move(words)}};
}

json::object moment_view(const insight::Moment& moment, const RoomSide& side) {
  json::object view{
      {"at_ms", moment.at.count()}, {"kind", insight::moment_name(moment.kind)}, {"n", moment.n}};
  if (const auto title = side.titles.find(moment.n); title != side.titles.end())
    view["text"] = title->second;
  else if (!moment.text.empty())
    view["text"] = moment.text;
  return view;
}

json::object report_view(const Report& report, const RoomSide& side,
                         const insight::InteractionWeights& weights, bool live) {
  json::array minutes, moments;
  for (const auto& minute : report.minutes) minutes.push_back(minute_view(minute));
  for (const auto& moment : report.moments) moments.push_back(moment_view(moment, side));
  const auto index = insight::interaction_index(report.done, report.length(), weights);
  return {{"live", live},
          {"begun_at", time_or_null(report.begun)},
          {"over_at", time_or_null(report.over)},
          {"audience", {{"peak", report.audience_peak}, {"average", hundredths(report.audience_average)}}},
          {"active", report.active},
          {"comments", report.done.comments},
          {"questions", report.done.questions},
          {"likes", report.done.likes},
          {"interaction_index", index ? json::value(hundredths(*index)) : json::value(nullptr)},
          {"questions_open", report.questions_open},
          {"questions_answered", report.questions_answered},
          {"tools", tools_view(report)},
          {"minutes", std::move(minutes)},
          {"moments", std::move(moments)},
          {"open_questions", open_view(side.open)},
          {"offers", side.offers},
          {"survey", survey_view(side.answers)}};
}

Reply get(Services s, InsightServices insight, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto standing, co_await s.access.ask(id, me.id));
  LYCEUM_CO_CHECK(standing.allow(money::Action::moderate));
  LYCEUM_CO_TRY(const auto lesson, co_await s.desk.get(id));
  if (lesson.kind != lesson::Kind::live) co_return Failure(lesson::refuse(lesson::Refusal::not_a_class));
  if (!lesson.started_at) co_return Failure(lesson::refuse(lesson::Refusal::not_live));
  LYCEUM_CO_TRY(const auto report,
                co_await insight.reports.report(id, *lesson.started_at, lesson.ended_at, s.clock.utc()));
  LYCEUM_CO_TRY(const RoomSide side, co_await s.rooms.look(id, room_side));
  co_return view_response(200, report_view(*report, side, weights_of(insight.settings), !lesson.ended_at));
}

}  // namespace

void add_report_route(net::Router& router, Door& door, Services s, InsightServices insight) {
  router.add("GET", "/api/v1/lessons/{id}/report", door.signed_in([s, insight](net::Request& r, Account a) {
    return get(s, insight, r, std::move(a));
  }));
}

}  // namespace lyceum::api
