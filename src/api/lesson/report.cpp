#include "api/lesson/report.hpp"

#include "api/view/view.hpp"
#include "lesson/lesson/refusal.hpp"

#include <cmath>

namespace lyceum::api {
namespace {

namespace json = boost::json;
using insight::Report;
using people::Account;
using Services = LessonServices;

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

json::object report_view(const Report& report, const insight::InteractionWeights& weights, bool live) {
  json::array minutes, moments;
  for (const auto& minute : report.minutes) minutes.push_back(minute_view(minute));
  for (const auto& moment : report.moments)
    moments.push_back(json::object{
        {"at_ms", moment.at.count()}, {"kind", insight::moment_name(moment.kind)}, {"n", moment.n}});
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
          {"moments", std::move(moments)}};
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
  co_return view_response(200, report_view(*report, weights_of(insight.settings), !lesson.ended_at));
}

}  // namespace

void add_report_route(net::Router& router, Door& door, Services s, InsightServices insight) {
  router.add("GET", "/api/v1/lessons/{id}/report", door.signed_in([s, insight](net::Request& r, Account a) {
    return get(s, insight, r, std::move(a));
  }));
}

}  // namespace lyceum::api
