#include "api/ops/ops.hpp"

#include "base/metrics/metrics.hpp"

namespace lyceum::api {

void add_ops_routes(net::Router& router, std::function<Task<std::string>()> not_ready,
                    std::function<void()> refresh) {
  router.add("GET", "/healthz", [](net::Request&) -> Task<net::Response> {
    co_return net::text_response(200, "text/plain; charset=utf-8", "ok\n");
  });
  router.add("GET", "/readyz", [ask = std::move(not_ready)](net::Request&) -> Task<net::Response> {
    const std::string reason = co_await ask();
    if (reason.empty()) co_return net::text_response(200, "text/plain; charset=utf-8", "ready\n");
    co_return net::text_response(503, "text/plain; charset=utf-8", reason + "\n");
  });
  router.add("GET", "/metrics", [update = std::move(refresh)](net::Request&) -> Task<net::Response> {
    update();
    co_return net::text_response(200, "text/plain; version=0.0.4; charset=utf-8", metrics_text());
  });
}

}  // namespace lyceum::api
