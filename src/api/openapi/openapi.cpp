#include "api/openapi/openapi.hpp"

#include "base/bytes/bytes.hpp"

__asm__(
    ".section .rodata\n"
    ".global lyceum_openapi, lyceum_openapi_end\n"
    "lyceum_openapi:\n"
    ".incbin \"" LYCEUM_OPENAPI_FILE
    "\"\n"
    "lyceum_openapi_end:\n"
    ".byte 0\n"
    ".previous\n");
extern "C" const std::uint8_t lyceum_openapi[], lyceum_openapi_end[];

namespace lyceum::api {

std::string_view openapi_document() { return as_text({lyceum_openapi, lyceum_openapi_end}); }

void add_openapi_route(net::Router& router) {
  router.add("GET", "/api/v1/openapi.json", [](net::Request&) -> Task<net::Response> {
    net::Response response;
    response.headers.add("Content-Type", "application/json");
    response.headers.add("Cache-Control", "no-cache");
    response.body.push_back(SharedBytes::of_static(as_bytes(openapi_document())));
    co_return response;
  });
}

}  // namespace lyceum::api
