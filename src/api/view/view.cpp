#include "api/view/view.hpp"

#include "api/json/time.hpp"

namespace lyceum::api {
namespace {

namespace json = boost::json;

json::value role_or_null(const std::optional<Role>& role) {
  if (!role) return nullptr;
  return json::value(role_name(*role));
}

}  // namespace

json::value time_or_null(const std::optional<Utc>& time) {
  if (!time) return nullptr;
  return json::value(format_time(*time));
}

json::object account_view(const people::Account& account) {
  return {{"id", account.id.str()},
          {"login", account.login},
          {"name", account.name},
          {"operator", account.is_operator},
          {"lecturer", account.is_lecturer},
          {"created_at", format_time(account.created_at)}};
}

json::object account_view_for_operator(const people::Account& account) {
  auto view = account_view(account);
  view["blocked"] = nullptr;
  if (account.blocked_at)
    view["blocked"] = {{"at", format_time(*account.blocked_at)}, {"why", account.blocked_why}};
  return view;
}

json::object lesson_view(const lesson::Lesson& lesson, const money::Standing& standing,
                         std::int64_t viewers) {
  json::value cover = nullptr;
  if (lesson.cover_version > 0)
    cover = "/api/v1/lessons/" + lesson.id.str() + "/cover?v=" + std::to_string(lesson.cover_version);
  json::value cut = nullptr;
  if (lesson.cut_at) cut = {{"at", format_time(*lesson.cut_at)}, {"why", lesson.cut_why}};
  return {{"id", lesson.id.str()},
          {"title", lesson.title},
          {"description", lesson.description},
          {"kind", lesson::kind_name(lesson.kind)},
          {"state", lesson::state_name(lesson.state)},
          {"access", {{"kind", access_kind_name(lesson.access)}}},
          {"starts_at", time_or_null(lesson.starts_at)},
          {"started_at", time_or_null(lesson.started_at)},
          {"ended_at", time_or_null(lesson.ended_at)},
          {"lecturer", {{"id", lesson.lecturer.str()}, {"name", lesson.lecturer_name}}},
          {"cover_url", std::move(cover)},
          {"your_role", role_or_null(standing.role)},
          {"may_watch", standing.may(money::Action::watch)},
          {"cut", std::move(cut)},
          {"published", lesson.published},
          {"viewers", viewers}};
}

json::object invite_view(const lesson::Invite& invite, const std::string& origin) {
  json::value used_by = nullptr;
  if (invite.used_by) used_by = {{"id", invite.used_by->str()}, {"name", invite.used_by_name}};
  return {{"code", invite.code},
          {"url", origin + "/invite/" + invite.code},
          {"role", role_name(invite.role)},
          {"used_by", std::move(used_by)}};
}

json::object member_view(const lesson::Member& member) {
  return {{"account", {{"id", member.account.str()}, {"name", member.name}}},
          {"role", role_name(member.role)}};
}

json::value review_view(const lesson::Lesson& lesson) {
  if (!lesson.review) return nullptr;
  const lesson::Review& review = *lesson.review;
  json::value cover = nullptr;
  if (review.face.cover == lesson.cover_version && lesson.cover_version > 0)
    cover = "/api/v1/lessons/" + lesson.id.str() + "/cover?v=" + std::to_string(lesson.cover_version);
  else if (review.face.cover > 0)
    cover = "/api/v1/lessons/" + lesson.id.str() + "/review/cover?v=" + std::to_string(review.face.cover);
  return {{"state", lesson::review_state_name(review.state)},
          {"title", review.face.title},
          {"description", review.face.description},
          {"cover_url", std::move(cover)},
          {"why", review.why},
          {"asked_at", format_time(review.asked_at)}};
}

net::Response page_response(json::array items, const std::string& next) {
  json::object page{{"items", std::move(items)}, {"next", nullptr}};
  if (!next.empty()) page["next"] = next;
  return view_response(200, page);
}

net::Response view_response(int status, const json::value& view) {
  return net::json_response(status, json::serialize(view));
}

}  // namespace lyceum::api
