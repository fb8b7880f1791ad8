#include "api/lesson/insight.hpp"

#include "api/json/time.hpp"
#include "api/lesson/note.hpp"
#include "api/view/view.hpp"
#include "base/text/csv.hpp"
#include "lesson/lesson/refusal.hpp"

#include <cmath>
#include <set>

namespace lyceum::api {
namespace {

namespace json = boost::json;
using insight::Report;
using people::Account;
using Services = LessonServices;

constexpr std::size_t kMinutesShown = 60;

double hundredths(double value) { return std::round(value * 100) / 100; }

json::value or_null(const std::optional<double>& value) {
  return value ? json::value(hundredths(*value)) : json::value(nullptr);
}

// The minute that runs is shorter, and so is the last one of a class.
insight::Minutes length_of(const Report& report, std::size_t minute) {
  return std::min(report.length() - insight::Minutes(static_cast<double>(minute)), insight::Minutes(1));
}

json::array newest_minutes(const Report& report, const insight::InteractionWeights& weights,
                           std::size_t from) {
  json::array minutes;
  for (std::size_t i = from; i < report.minutes.size(); ++i) {
    const Report::Minute& minute = report.minutes[i];
    const auto index = insight::interaction_index(minute.done, length_of(report, i), weights);
    minutes.push_back(
        json::object{{"audience", hundredths(minute.audience)},
                     {"active", minute.active},
                     {"interaction_index", or_null(index)},
                     {"share_active", or_null(insight::share_active(minute.active, minute.audience))}});
  }
  return minutes;
}

// Of all minutes, each counting as much as people were present in it.
std::optional<double> share_active_of(const Report& report) {
  std::int64_t active = 0;
  double audience = 0;
  for (const Report::Minute& minute : report.minutes) {
    active += minute.active;
    audience += minute.audience;
  }
  return insight::share_active(active, audience);
}

json::object insight_view(const Report& report, const insight::InteractionWeights& weights,
                          std::optional<std::int64_t> present) {
  const std::size_t all = report.minutes.size(), from = all > kMinutesShown ? all - kMinutesShown : 0;
  const auto index = insight::interaction_index(report.done, report.length(), weights);
  return {{"live", present.has_value()},
          {"begun_at", time_or_null(report.begun)},
          {"over_at", time_or_null(report.over)},
          {"present", present ? json::value(*present) : json::value(nullptr)},
          {"peak", report.audience_peak},
          {"average", hundredths(report.audience_average)},
          {"watch_minutes", hundredths(report.audience_average * report.length().count())},
          {"comments", report.done.comments},
          {"questions", report.done.questions},
          {"likes", report.done.likes},
          {"weights",
           {{"comments", weights.comments}, {"questions", weights.questions}, {"likes", weights.likes}}},
          {"interaction_index", or_null(index)},
          {"share_active", or_null(share_active_of(report))},
          {"first_minute", from},
          {"minutes", newest_minutes(report, weights, from)}};
}

Reply figures(Services s, InsightServices insight, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto standing, co_await s.access.ask(id, me.id));
  LYCEUM_CO_CHECK(standing.allow(money::Action::moderate));
  LYCEUM_CO_TRY(const auto lesson, co_await s.desk.get(id));
  if (lesson.kind != lesson::Kind::live) co_return Failure(lesson::refuse(lesson::Refusal::not_a_class));
  if (!lesson.started_at) co_return Failure(lesson::refuse(lesson::Refusal::not_live));
  LYCEUM_CO_TRY(const auto report,
                co_await insight.reports.report(id, *lesson.started_at, lesson.ended_at, s.clock.utc()));
  std::optional<std::int64_t> present;
  if (!lesson.ended_at) present = s.rooms.people(id);
  co_return view_response(200, insight_view(*report, weights_of(insight.settings), present));
}

// What the room knows of those who were there.
struct Deeds {
  std::set<AccountId> checked_in;
  room::Leaderboard leaderboard;
};

Deeds deeds_in(const room::Room& room) {
  Deeds deeds;
  for (const auto& [n, checkin] : room.checkins.all())
    deeds.checked_in.insert(checkin.who.begin(), checkin.who.end());
  deeds.leaderboard = room.polls.leaderboard();
  return deeds;
}

std::string attendance_csv(const std::vector<insight::Attendee>& attendees, const Deeds& deeds) {
  std::string table = "person,name,role,minutes,first_in,last_out,checked_in,quiz_points\r\n";
  for (const insight::Attendee& one : attendees) {
    const room::Leaderboard::Score* score = deeds.leaderboard.of(one.account);
    const auto minutes = std::chrono::floor<std::chrono::minutes>(one.present).count();
    table += csv_field(one.account.str()) + ',' + csv_field(one.name) + ',' + csv_field(role_name(one.role)) +
             ',' + csv_field(std::to_string(minutes)) + ',' + csv_field(format_time(one.first_in)) + ',' +
             csv_field(format_time(one.last_out)) + ',' +
             csv_field(deeds.checked_in.contains(one.account) ? "yes" : "no") + ',' +
             csv_field(std::to_string(score == nullptr ? 0 : score->points)) + "\r\n";
  }
  return table;
}

Reply attendance(Services s, InsightServices insight, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto standing, co_await s.access.ask(id, me.id));
  LYCEUM_CO_CHECK(standing.allow(money::Action::moderate));
  LYCEUM_CO_TRY(const auto attendees, co_await insight.attendance.attendees(id));
  LYCEUM_CO_TRY(const auto deeds, co_await s.rooms.look(id, deeds_in));
  co_await note(s, me.id, request.remote, "lesson.export_attendance", id.str());
  auto response = net::text_response(200, "text/csv; charset=utf-8", attendance_csv(attendees, deeds));
  response.headers.add("Content-Disposition", "attachment; filename=\"attendance-" + id.str() + ".csv\"");
  response.headers.add("Cache-Control", "no-store");
  co_return response;
}

}  // namespace

insight::InteractionWeights weights_of(const site::Settings& settings) {
  const auto now = settings.now();
  return {.comments = now->number("weight_comments"),
          .questions = now->number("weight_questions"),
          .likes = now->number("weight_likes")};
}

void add_insight_routes(net::Router& router, Door& door, Services s, InsightServices insight) {
  const auto mine = [&](auto call) {
    return door.signed_in(
        [s, insight, call](net::Request& r, Account a) { return call(s, insight, r, std::move(a)); });
  };
  router.add("GET", "/api/v1/lessons/{id}/insight", mine(figures));
  router.add("GET", "/api/v1/lessons/{id}/attendance.csv", mine(attendance));
}

}  // namespace lyceum::api
