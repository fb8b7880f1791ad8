// GET /api/v1/openapi.json: the description of every route, built in from src/api/openapi.json.
#pragma once

#include "net/http/router.hpp"

#include <string_view>

namespace lyceum::api {

std::string_view openapi_document();
void add_openapi_route(net::Router& router);

}  // namespace lyceum::api
