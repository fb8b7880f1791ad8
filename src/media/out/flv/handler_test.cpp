#include "media/out/flv/handler.hpp"

#include "media/out/flv/flv_fixture.hpp"

namespace lyceum::media {
namespace {

class FlvHandlerTest : public FlvFixture {
 protected:
  net::PushAnswer get(std::string file, std::string token = "good") {
    net::Request request;
    request.method = "GET";
    request.params = {{"token", std::move(token)}, {"file", std::move(file)}};
    ManualLoop::Scope scope(loop);
    std::optional<net::PushAnswer> answer;
    spawn([](Task<net::PushAnswer> task, std::optional<net::PushAnswer>& out) -> Task<void> {
      out.emplace(co_await task);
    }(serve_flv(station, gate, request), answer));
    loop.run();
    return std::move(*answer);
  }
};

std::string header(const net::PushAnswer& answer, std::string_view name) {
  return std::string(answer.response.headers.get(name).value_or("-"));
}

TEST_F(FlvHandlerTest, who_may_watch_is_let_into_the_channel) {
  station.open(lesson);
  net::PushAnswer answer = get("7.flv");
  EXPECT_EQ(answer.response.status, 200);
  EXPECT_EQ(header(answer, "content-type"), "video/x-flv");
  EXPECT_EQ(header(answer, "cache-control"), "no-store");
  EXPECT_EQ(header(answer, "access-control-allow-origin"), "*");
  ASSERT_TRUE(answer.accept);
  auto [ours, theirs] = connect();
  answer.accept(std::make_unique<net::PushSocket>(reactor, std::move(ours)));
  EXPECT_EQ(station.viewers(), 1U);
}

TEST_F(FlvHandlerTest, a_lesson_that_ended_meanwhile_hangs_up) {
  station.open(lesson);
  net::PushAnswer answer = get("7.flv");
  station.close(lesson);
  auto [ours, theirs] = connect();
  FlvPeer peer(std::move(theirs));
  answer.accept(std::make_unique<net::PushSocket>(reactor, std::move(ours)));
  EXPECT_TRUE(peer.ended());
}

// Refused.

TEST_F(FlvHandlerTest, who_may_not_watch_gets_a_problem) {
  station.open(lesson);
  gate.status = 403;
  const auto answer = get("7.flv");
  EXPECT_FALSE(answer.accept);
  EXPECT_EQ(answer.response.status, 403);
  EXPECT_EQ(header(answer, "content-type"), "application/problem+json");
  gate.status = 402;
  gate.knows = false;
  EXPECT_EQ(get("7.flv").response.status, 402);
}

TEST_F(FlvHandlerTest, what_is_not_there_is_404) {
  station.open(lesson);
  for (const char* file : {"8.flv", "x.flv", "7", ".flv", "7.mp4"}) {
    const auto answer = get(file);
    EXPECT_FALSE(answer.accept) << file;
    EXPECT_EQ(answer.response.status, 404) << file;
    EXPECT_EQ(header(answer, "access-control-allow-origin"), "*");
  }
}

}  // namespace
}  // namespace lyceum::media
