#include "api/storage/storage.hpp"

#include "api/json/decode.hpp"
#include "api/json/time.hpp"
#include "api/view/view.hpp"

#include <algorithm>

namespace lyceum::api {

struct RuleForm {
  std::optional<std::int64_t> keep_days, limit_gb;
  std::optional<bool> when_needed;
};
BOOST_DESCRIBE_STRUCT(RuleForm, (), (keep_days, limit_gb, when_needed))

namespace {

namespace json = boost::json;
using lesson::RetentionRule;
using lesson::Storage;
using lesson::StoredReplay;
using people::Account;
using Services = StorageServices;

constexpr std::size_t kLargestMax = 200, kNextMax = 20;

template <class T, class F>
json::value or_null(const std::optional<T>& value, F write) {
  return value ? json::value(write(*value)) : json::value(nullptr);
}
json::value bytes_or_null(const std::optional<std::uint64_t>& bytes) {
  return or_null(bytes, [](std::uint64_t count) { return count; });
}
json::value time_or_null(const std::optional<Utc>& time) { return or_null(time, format_time); }

json::object rule_view(const RetentionRule& rule) {
  return {{"keep_days", rule.keep_days}, {"limit_gb", rule.limit_gb}, {"when_needed", rule.when_needed}};
}

json::object replay_view(const StoredReplay& replay, const RetentionRule& rule) {
  return {{"lesson", replay.lesson.str()},
          {"title", replay.title},
          {"lecturer", replay.lecturer},
          {"bytes", replay.bytes},
          {"recorded_at", format_time(replay.since)},
          {"watched_at", time_or_null(replay.watched_at)},
          {"kept_until", time_or_null(kept_until(replay.since, replay.own_days, rule))},
          {"keep_days", or_null(replay.own_days, [](int days) { return days; })},
          {"live", replay.growing}};
}

json::array views(std::vector<StoredReplay> replays, const RetentionRule& rule, std::size_t most) {
  json::array items;
  for (const StoredReplay& replay : replays) {
    if (items.size() == most) break;
    items.push_back(replay_view(replay, rule));
  }
  return items;
}

std::vector<StoredReplay> largest_first(std::vector<StoredReplay> replays) {
  std::erase_if(replays, &StoredReplay::abandoned);
  std::ranges::stable_sort(replays, std::ranges::greater(), &StoredReplay::bytes);
  return replays;
}

json::value disk_view(const std::optional<DiskFacts>& disk) {
  if (!disk) return nullptr;
  return {{"total", disk->total}, {"free", disk->free}, {"reserve", disk->reserve}};
}

Result<void> operators_only(const Account& me) {
  if (!me.is_operator) return Failure(refuse(lesson::RetentionRefusal::operators_only));
  return {};
}

json::object storage_view(Services s, Storage storage) {
  const auto disk = s.disk();
  const Utc now = s.clock.utc();
  return {{"now", format_time(now)},
          {"disk", disk_view(disk)},
          {"database_bytes", disk ? bytes_or_null(disk->database) : json::value(nullptr)},
          {"recordings_bytes", storage.room.used},
          {"room_bytes", bytes_or_null(storage.plan.room)},
          {"full_in_days",
           or_null(full_in_days(storage.replays, storage.plan.room, now), [](int days) { return days; })},
          {"rule", rule_view(storage.rule)},
          {"replays", storage.replays.size()},
          {"next", views(std::move(storage.plan.next), storage.rule, kNextMax)},
          {"largest", views(largest_first(std::move(storage.replays)), storage.rule, kLargestMax)}};
}

Reply view(Services s, net::Request&, Account me) {
  LYCEUM_CO_CHECK(operators_only(me));
  LYCEUM_CO_TRY(auto storage, co_await s.keeper.look());
  auto response = view_response(200, storage_view(s, std::move(storage)));
  response.headers.add("Cache-Control", "no-store");
  co_return response;
}

// A number that the rule cannot hold is one that it refuses.
int narrow(std::int64_t number) {
  return static_cast<int>(std::clamp<std::int64_t>(number, -1, 1'000'000'000));
}

Reply change(Services s, net::Request& request, Account me) {
  LYCEUM_CO_CHECK(operators_only(me));
  LYCEUM_CO_TRY(const auto form, decode<RuleForm>(request.body));
  LYCEUM_CO_TRY(RetentionRule rule, co_await s.retention.rule());
  if (form.keep_days) rule.keep_days = narrow(*form.keep_days);
  if (form.limit_gb) rule.limit_gb = narrow(*form.limit_gb);
  if (form.when_needed) rule.when_needed = *form.when_needed;
  LYCEUM_CO_TRY(rule, lesson::checked(rule));
  Actor actor{me.id, request.remote};
  LYCEUM_CO_CHECK(co_await s.retention.set_rule(rule, std::move(actor)));
  LYCEUM_CO_CHECK(co_await s.keeper.keep());
  co_return co_await view(s, request, std::move(me));
}

}  // namespace

void add_storage_routes(net::Router& router, Door& door, Services s) {
  const auto mine = [&](auto call) {
    return door.signed_in([s, call](net::Request& r, Account a) { return call(s, r, std::move(a)); });
  };
  router.add("GET", "/api/v1/operator/storage", mine(view));
  router.add("PATCH", "/api/v1/operator/storage", mine(change));
}

}  // namespace lyceum::api
