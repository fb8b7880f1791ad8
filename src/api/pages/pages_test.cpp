#include "api/pages/pages.hpp"

#include "api/pages/assets.hpp"
#include "base/flow/manual_loop.hpp"

#include <gtest/gtest.h>

namespace lyceum::api {
namespace {

net::Response get(std::string path, std::string encoding = "", std::string etag = "") {
  ManualLoop loop;
  net::Request request;
  request.method = "GET";
  request.path = std::move(path);
  if (!encoding.empty()) request.headers.add("Accept-Encoding", encoding);
  if (!etag.empty()) request.headers.add("If-None-Match", etag);
  const auto handler = page_handler([] { return SiteHead{.name = "Mingde", .icon = {}, .style = {}}; });
  return loop.run_task(handler(request));
}

TEST(Pages, a_path_of_the_api_that_is_not_there_is_a_problem_and_no_page) {
  const auto response = get("/api/v1/nothing");
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(response.headers.get("Content-Type"), "application/problem+json");
}

TEST(Pages, every_page_of_the_app_is_its_index_and_is_asked_for_again) {
  if (built_in_files().empty()) GTEST_SKIP() << "built without web/dist";
  const auto response = get("/rooms/123", "gzip, br");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.headers.get("Cache-Control"), "no-cache");
  EXPECT_TRUE(response.headers.get("Content-Security-Policy"));
  const auto again = get("/", "br", std::string(*response.headers.get("ETag")));
  EXPECT_EQ(again.status, 304);
  EXPECT_TRUE(again.body.empty());
}

TEST(Pages, the_index_carries_the_sites_name_logo_and_colours_before_any_script) {
  const std::string built =
      "<head><link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\" /><title>Lyceum</title></head>";
  EXPECT_EQ(with_head(built, {.name = "Ming & <Co>", .icon = {}, .style = {}}),
            "<head><link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\" /><title>Ming &amp; "
            "&lt;Co&gt;</title></head>");
  EXPECT_EQ(with_head(built, {.name = "M", .icon = "/logo?v=1", .style = "/look.css?v=2"}),
            "<head><link rel=\"icon\" href=\"/logo?v=1\" /><title>M</title><link rel=\"stylesheet\" "
            "href=\"/look.css?v=2\" />\n  </head>");
}

TEST(Pages, a_missing_file_is_404_and_not_the_app) { EXPECT_EQ(get("/assets/none.js").status, 404); }

}  // namespace
}  // namespace lyceum::api
