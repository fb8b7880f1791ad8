#include "api/lesson/replies.hpp"

#include "api/json/decode.hpp"
#include "api/view/view.hpp"
#include "room/feed/look_back.hpp"

namespace lyceum::api {

struct SeenForm {
  std::int64_t until = 0;
};
BOOST_DESCRIBE_STRUCT(SeenForm, (), (until))

namespace {

namespace json = boost::json;
using people::Account;
using std::chrono::milliseconds;
using Services = LessonServices;

constexpr int kRepliesMax = 50;

// Events are kept as the JSON that they are, so this is written as text too.
std::string replies_text(const room::Replies& replies) {
  std::string text = R"({"unseen":)" + std::to_string(replies.unseen) + R"(,"items":[)";
  for (std::size_t i = 0; i < replies.newest.size(); ++i) {
    const room::Reply& reply = replies.newest[i];
    if (i > 0) text += ',';
    text +=
        R"({"lesson":")" + reply.lesson.str() + R"(","title":)" + json::serialize(json::value(reply.title));
    text += R"(,"comment":)" + room::event_json(reply.row) + '}';
  }
  return text + "]}";
}

Reply list(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const int limit, limit_param(request, kRepliesMax));
  LYCEUM_CO_TRY(const auto replies, co_await s.replies.to(me.id, static_cast<std::size_t>(limit)));
  co_return net::json_response(200, replies_text(replies));
}

Reply seen(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto form, decode<SeenForm>(request.body));
  if (form.until < 0 || form.until >= (std::int64_t{1} << 53))
    co_return Failure(bad_field("until", "milliseconds since 1970 UTC"));
  // Times are kept in microseconds and told in milliseconds: up to the end of that one.
  const Utc until = std::min(Utc(milliseconds(form.until) + microseconds(999)), s.clock.utc());
  LYCEUM_CO_CHECK(co_await s.replies.seen(me.id, until));
  co_return net::empty_response();
}

}  // namespace

void add_reply_routes(net::Router& router, Door& door, Services s) {
  const auto mine = [&](auto call) {
    return door.signed_in([s, call](net::Request& r, Account a) { return call(s, r, std::move(a)); });
  };
  router.add("GET", "/api/v1/me/replies", mine(list));
  router.add("POST", "/api/v1/me/replies/seen", mine(seen));
}

}  // namespace lyceum::api
