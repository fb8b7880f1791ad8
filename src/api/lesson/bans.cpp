#include "api/lesson/bans.hpp"

#include "api/json/time.hpp"
#include "api/lesson/forms.hpp"
#include "api/lesson/note.hpp"
#include "api/lesson/room.hpp"
#include "api/view/view.hpp"
#include "lesson/lesson/refusal.hpp"

namespace lyceum::api {
namespace {

namespace json = boost::json;
using people::Account;
using Services = LessonServices;

constexpr std::int64_t days_max = 3650;

Result<AccountId> account_of(std::string_view text) {
  const auto account = AccountId::parse(text);
  if (!account) return Failure(lesson::refuse(lesson::Refusal::member_not_found));
  return *account;
}

Reply bans(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto all, co_await s.reception.bans(std::move(me), id));
  json::array items;
  for (const auto& ban : all)
    items.push_back(json::object{{"account", {{"id", ban.account.str()}, {"name", ban.name}}},
                                 {"until", format_time(ban.until)},
                                 {"address_until", time_or_null(s.bars.until(id, ban.account))}});
  co_return page_response(std::move(items), "");
}

// The access that is gone puts them out of the room and ends what they watch; the room is told only so that
// it stands in the staff's log, and of comments that are to go.
Reply ban(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto form, decode<BanForm>(request.body));
  LYCEUM_CO_TRY(const auto account, account_of(form.account));
  if (form.days && (*form.days < 1 || *form.days > days_max))
    co_return Failure(bad_field("days", "1 to 3650"));
  LYCEUM_CO_TRY(const auto standing, co_await s.access.ask(id, me.id));
  LYCEUM_CO_CHECK(standing.allow(money::Action::moderate));
  const bool address = form.address.value_or(false);
  if (address && !s.bars.knows(id, account))
    co_return Failure(lesson::refuse(lesson::BarRefusal::address_unknown));
  const auto by = member(standing, me, *s.settings.now()).person.value();
  const auto lasts =
      form.days ? std::optional<std::chrono::seconds>(std::chrono::days(*form.days)) : std::nullopt;
  LYCEUM_CO_CHECK(co_await s.reception.ban(std::move(me), id, account, lasts));
  if (address) LYCEUM_CO_CHECK(co_await s.bars.bar(id, account));
  s.rooms.tell(id, room::Ban{by, account, form.clear.value_or(false)});
  co_await note(s, by.id, request.remote, "lesson.ban", id.str(), account.str());
  co_return net::empty_response();
}

Reply lift(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto account, account_of(request.param("account")));
  const AccountId by = me.id;
  LYCEUM_CO_CHECK(co_await s.reception.lift_ban(std::move(me), id, account));
  LYCEUM_CO_CHECK(co_await s.bars.lift(id, account));
  co_await note(s, by, request.remote, "lesson.unban", id.str(), account.str());
  co_return net::empty_response();
}

}  // namespace

void add_ban_routes(net::Router& router, Door& door, Services s) {
  const auto mine = [&](auto call) {
    return door.signed_in([s, call](net::Request& r, Account a) { return call(s, r, std::move(a)); });
  };
  router.add("GET", "/api/v1/lessons/{id}/bans", mine(bans));
  router.add("POST", "/api/v1/lessons/{id}/bans", mine(ban));
  router.add("DELETE", "/api/v1/lessons/{id}/bans/{account}", mine(lift));
}

}  // namespace lyceum::api
