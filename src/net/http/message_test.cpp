#include "net/http/message.hpp"

#include "net/http/problem.hpp"
#include "net/http/response_head.hpp"

#include <gtest/gtest.h>

namespace lyceum::net {
namespace {

TEST(Headers, names_and_tokens_compare_without_case) {
  Headers headers;
  headers.add("Connection", "keep-alive, Upgrade");
  headers.add("connection", "x");
  EXPECT_EQ(headers.get("CONNECTION"), "keep-alive, Upgrade");
  EXPECT_TRUE(headers.has_token("connection", "upgrade"));
  EXPECT_TRUE(headers.has_token("connection", "x"));
  EXPECT_FALSE(headers.has_token("connection", "keep"));
  headers.set("Connection", "close");
  EXPECT_EQ(headers.size(), 1U);
}

TEST(Request, finds_query_parameters_decoded) {
  Request request;
  request.query_string = "a=1&b=x+y%21&c&bad=%zz&a=2";
  EXPECT_EQ(request.query("a"), "1");
  EXPECT_EQ(request.query("b"), "x y!");
  EXPECT_EQ(request.query("c"), "");
  EXPECT_EQ(request.query("bad"), std::nullopt);
  EXPECT_EQ(request.query("d"), std::nullopt);
}

TEST(Request, finds_cookies) {
  Request request;
  request.headers.add("Cookie", "a=1; lyceum_session=x=y==; b=");
  EXPECT_EQ(request.cookie("lyceum_session"), "x=y==");
  EXPECT_EQ(request.cookie("b"), "");
  EXPECT_EQ(request.cookie("session"), std::nullopt);
}

TEST(Request, who_registers_late_is_told_at_once_that_the_client_has_gone) {
  Request request;
  int told = 0;
  request.on_gone([&] { ++told; });
  request.tell_gone();
  request.tell_gone();
  EXPECT_EQ(told, 1);
  request.on_gone([&] { ++told; });
  EXPECT_EQ(told, 2);
}

TEST(HttpDate, is_the_one_of_the_specification) {
  EXPECT_EQ(http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST(ResponseHead, a_line_break_in_a_value_writes_no_header) {
  Response response = redirect(302, "/x\r\nSet-Cookie: a=b");
  response.headers.add("X-Good", "1");
  EXPECT_EQ(response_head(response, {}), "HTTP/1.1 302 Found\r\nX-Good: 1\r\nContent-Length: 0\r\n\r\n");
}

TEST(ResponseHead, no_length_where_there_is_no_body) {
  EXPECT_EQ(response_head(empty_response(), {.close = true}),
            "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
}

TEST(Problem, speaks_the_language_that_is_asked_for) {
  EXPECT_EQ(preferred_language(std::nullopt), Language::en);
  EXPECT_EQ(preferred_language("zh-CN,zh;q=0.9,en;q=0.8"), Language::zh);
  EXPECT_EQ(preferred_language("en-US,en;q=0.9,zh;q=0.8"), Language::en);
  EXPECT_EQ(preferred_language("de, en;q=0.3, zh;q=0.7"), Language::zh);
  EXPECT_EQ(preferred_language("zh;q=x"), Language::en);
}

TEST(Problem, tells_code_and_when_to_retry_and_never_the_detail) {
  const Error error{.status = 429,
                    .code = "too_fast",
                    .en = "Slow down.",
                    .zh = "慢一点。",
                    .detail = "secret",
                    .retry_after_ms = 1500};
  const Response response = problem_response(error, Language::zh);
  EXPECT_EQ(response.status, 429);
  EXPECT_EQ(response.headers.get("Retry-After"), "2");
  EXPECT_EQ(response.headers.get("Content-Type"), "application/problem+json");
  EXPECT_EQ(
      as_text(response.body[0].view()),
      R"({"type":"urn:lyceum:problem:too_fast","title":"慢一点。","status":429,"code":"too_fast","retry_after_ms":1500})");
}

}  // namespace
}  // namespace lyceum::net
