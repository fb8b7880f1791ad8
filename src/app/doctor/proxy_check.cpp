// What stands between people and this server: do rooms and the low-latency stream come through?
#include "app/doctor/checks.hpp"
#include "net/probe/probe.hpp"

namespace lyceum::app {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 3000ms;
// Our own answer: there is no lesson 0. Anything else is the proxy's, or that to a request which is, by then,
// an ordinary one (426).
constexpr int kCameThrough = 404;

Finding not_known() { return fine("proxy", {"Not known: see public_url.", "未知：请看公开地址。"}); }

Finding rooms_cut_off(const std::string& where) {
  return problem("proxy",
                 {"WebSockets do not come through at " + where + ": rooms stay closed.",
                  where + " 不转发 WebSocket：直播间无法进入。"},
                 {"The proxy must pass on Upgrade and Connection (deploy/nginx.conf, deploy/Caddyfile).",
                  "代理须转发 Upgrade 和 Connection（见 deploy/nginx.conf、deploy/Caddyfile）。"});
}

Finding without_http2(const std::string& where) {
  return warning(
      "proxy",
      {where + " does not offer HTTP/2: where Safari plays by itself, a class is some ten seconds late.",
       where + " 不提供 HTTP/2：由 Safari 自己播放时会晚十秒左右。"},
      {"Put Caddy or nginx in front, or turn HTTP/2 on there (listen 443 ssl http2).",
       "请在前面放置 Caddy 或 nginx，或在其中开启 HTTP/2（listen 443 ssl http2）。"});
}

}  // namespace

Finding check_proxy(const Config& config) {
  const std::string& where = config.text("http.public_url");
  auto url = net::parse_url(where);
  if (where.empty() || !url) return not_known();
  url->path = "/api/v1/lessons/0/room";
  const auto room =
      net::probe_http(*url, kPatience, net::Certificate::any, {.bearer = {}, .websocket = true});
  if (!room || room->status >= 500) return not_known();
  if (room->status != kCameThrough) return rooms_cut_off(where);
  const auto newer = url->tls ? net::offers_http2(*url, kPatience) : Result<bool>(false);
  if (!newer || !*newer) return without_http2(where);
  return fine("proxy", {"Rooms come through, and HTTP/2 is offered.", "WebSocket 可以通过，并提供 HTTP/2。"});
}

}  // namespace lyceum::app
