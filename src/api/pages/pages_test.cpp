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
  const auto handler = page_handler();
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
  EXPECT_EQ(response.headers.get("Content-Encoding"), "br");
  EXPECT_EQ(response.headers.get("Cache-Control"), "no-cache");
  EXPECT_TRUE(response.headers.get("Content-Security-Policy"));
  const auto again = get("/", "br", std::string(*response.headers.get("ETag")));
  EXPECT_EQ(again.status, 304);
  EXPECT_TRUE(again.body.empty());
}

TEST(Pages, a_missing_file_is_404_and_not_the_app) { EXPECT_EQ(get("/assets/none.js").status, 404); }

}  // namespace
}  // namespace lyceum::api
