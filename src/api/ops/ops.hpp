// What operators and their monitors ask: alive, ready, numbers.
#pragma once

#include "net/http/router.hpp"

#include <functional>

namespace lyceum::api {

// GET /healthz: 200 as long as the loops turn. GET /readyz: 200 when requests can be served, else 503 with
// the reason. GET /metrics: Prometheus text format 0.0.4.
//
// `not_ready` is asked on the connection's reactor: empty when ready, else a word for the operator
// ("draining"). `refresh` is called before each /metrics answer, on any reactor, to set gauges that are
// cheaper read than kept.
void add_ops_routes(net::Router& router, std::function<Task<std::string>()> not_ready,
                    std::function<void()> refresh);

}  // namespace lyceum::api
