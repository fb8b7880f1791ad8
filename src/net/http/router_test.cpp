#include "net/http/router.hpp"

#include "net/http/target.hpp"
#include "net/websocket/websocket.hpp"

#include <gtest/gtest.h>

namespace lyceum::net {
namespace {

Task<Response> nothing(Request&) { co_return empty_response(); }

struct Found {
  std::string pattern;  // or "404", "405 GET, HEAD"
  std::vector<std::pair<std::string, std::string>> params;
};

Found find(const Router& router, std::string method, std::string_view path) {
  Request request;
  request.method = std::move(method);
  const auto match = router.match(request, parse_target(path)->segments);
  if (match.route != nullptr) return {match.route->pattern, request.params};
  return {match.allow.empty() ? "404" : "405 " + match.allow, {}};
}

Router some_routes() {
  Router router;
  router.add("GET", "/", nothing);
  router.add("GET", "/lessons", nothing);
  router.add("POST", "/lessons", nothing);
  router.add("GET", "/lessons/{id}", nothing);
  router.add("DELETE", "/lessons/{lesson}", nothing);
  router.add("GET", "/lessons/new", nothing);
  router.add("GET", "/lessons/{id}/staff/{account}", nothing);
  router.add("GET", "/hls/{token}/{file...}", nothing);
  router.add_websocket("/lessons/{id}/room", "lyceum.room.1",
                       [](Request&) -> Task<Result<WebSocketAcceptor>> { co_return WebSocketAcceptor{}; });
  return router;
}

TEST(Router, finds_literals_before_parameters) {
  const Router router = some_routes();
  EXPECT_EQ(find(router, "GET", "/").pattern, "/");
  EXPECT_EQ(find(router, "GET", "/lessons").pattern, "/lessons");
  EXPECT_EQ(find(router, "GET", "/lessons/new").pattern, "/lessons/new");
  EXPECT_EQ(find(router, "GET", "/lessons/7").pattern, "/lessons/{id}");
  EXPECT_EQ(find(router, "GET", "/lessons/new/staff/3").pattern, "/lessons/{id}/staff/{account}");
}

TEST(Router, each_route_has_its_own_parameter_names) {
  const Router router = some_routes();
  using Params = std::vector<std::pair<std::string, std::string>>;
  EXPECT_EQ(find(router, "GET", "/lessons/7").params, (Params{{"id", "7"}}));
  EXPECT_EQ(find(router, "DELETE", "/lessons/7").params, (Params{{"lesson", "7"}}));
  EXPECT_EQ(find(router, "GET", "/hls/t/1/a%20b.m4s").params,
            (Params{{"token", "t"}, {"file", "1/a b.m4s"}}));
}

TEST(Router, head_goes_where_get_goes) {
  EXPECT_EQ(find(some_routes(), "HEAD", "/lessons").pattern, "/lessons");
}

TEST(Router, tells_unknown_paths_from_unknown_methods) {
  const Router router = some_routes();
  EXPECT_EQ(find(router, "GET", "/nothing").pattern, "404");
  EXPECT_EQ(find(router, "GET", "/lessons/").pattern, "404");
  EXPECT_EQ(find(router, "GET", "/lessons/7/staff").pattern, "404");
  EXPECT_EQ(find(router, "GET", "/hls/t").pattern, "404");
  EXPECT_EQ(find(router, "PUT", "/lessons").pattern, "405 GET, HEAD, POST");
  EXPECT_EQ(find(router, "HEAD", "/lessons/7/room").pattern, "405 GET");
}

TEST(Router, the_fallback_takes_other_paths_for_reading_only) {
  Router router = some_routes();
  router.set_fallback(nothing);
  EXPECT_EQ(find(router, "GET", "/assets/a.js").pattern, "");
  EXPECT_EQ(find(router, "HEAD", "/assets/a.js").pattern, "");
  EXPECT_EQ(find(router, "POST", "/assets/a.js").pattern, "404");
  EXPECT_EQ(find(router, "PUT", "/lessons").pattern, "405 GET, HEAD, POST");
}

TEST(Router, lists_its_routes_in_order) {
  const Router router = some_routes();
  ASSERT_EQ(router.routes().size(), 9U);
  EXPECT_EQ(router.routes().front()->pattern, "/");
  EXPECT_EQ(router.routes().back()->pattern, "/lessons/{id}/room");
  EXPECT_TRUE(router.routes().back()->upgrade);
}

TEST(RouterDeathTest, the_same_route_twice_is_a_programmer_error) {
  Router router = some_routes();
  EXPECT_DEATH(router.add("GET", "/lessons/{other}", nothing), "");
}

TEST(Target, decodes_path_and_leaves_the_query) {
  const auto target = parse_target("/a%20b/%E8%AE%B2?x=%20&y");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/a b/讲");
  EXPECT_EQ(target->segments, (std::vector<std::string>{"a b", "讲"}));
  EXPECT_EQ(target->query, "x=%20&y");
  EXPECT_EQ(parse_target("http://host:80/a?b")->path, "/a");
  EXPECT_EQ(parse_target("http://host")->path, "/");
  EXPECT_EQ(parse_target("/a/")->segments, (std::vector<std::string>{"a", ""}));
  EXPECT_EQ(parse_target("//")->segments, (std::vector<std::string>{"", ""}));
}

TEST(Target, refuses_what_could_climb_or_confuse) {
  for (const char* bad :
       {"", "*", "a", "/..", "/a/../b", "/%2e%2e/b", "/.", "/a%2Fb", "/%", "/%4", "/%zz", "/a%00b", "/a%0Ab"})
    EXPECT_FALSE(parse_target(bad)) << bad;
}

}  // namespace
}  // namespace lyceum::net
