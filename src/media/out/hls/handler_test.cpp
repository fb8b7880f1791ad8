#include "media/out/hls/handler.hpp"

#include "base/flow/manual_loop.hpp"
#include "media/frame/synthetic_stream.hpp"
#include "media/out/hls/collecting_sink.hpp"
#include "media/out/hls/packager.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

using testing::HasSubstr;
constexpr MediaMicros second{1'000'000};
constexpr LessonId lesson{7};
const Utc day = std::chrono::sys_days(std::chrono::year(2026) / 3 / 1);

Error not_yours() { return {.status = 403, .code = "not_yours", .en = "No.", .zh = "不。", .detail = {}}; }

struct Gate : ViewerGate {
  bool knows = true, lets_in = true;
  int asked = 0;
  std::optional<Result<void>> admit_now(std::string_view token, LessonId) override {
    if (!knows) return std::nullopt;
    return verdict(token);
  }
  Task<Result<void>> admit(std::string token, LessonId) override {
    ++asked;
    co_return verdict(token);
  }
  Result<void> verdict(std::string_view token) const {
    if (lets_in && token == "good") return {};
    return Failure(not_yours());
  }
};

struct Rig : HlsSink {
  ManualLoop loop;
  HlsShelf shelf{loop};
  Gate gate;
  SyntheticStream encoder{{.gop = 60}};
  HlsPackager packager{{.gop = 2 * second}, *this, day};
  HlsUpdatePtr video;

  Rig() { shelf.open(lesson); }
  void publish(HlsUpdatePtr update) override {
    if (update->track == TrackKind::video) video = update;
    shelf.apply(lesson, *update);
  }
  void play(MediaMicros length) {
    for (const FramePtr& frame : encoder.take(length)) packager.frame(frame, day);
  }
  net::Request request(std::string name, std::string query = "", std::string token = "good",
                       std::string id = "7") {
    net::Request made;
    made.method = "GET";
    made.query_string = std::move(query);
    made.params = {{"token", std::move(token)}, {"lesson", std::move(id)}, {"name", std::move(name)}};
    return made;
  }
  net::Response get(net::Request made) { return loop.run_task(serve_hls(shelf, gate, made)); }
  net::Response get(std::string name) { return get(request(std::move(name))); }
};

std::string header(const net::Response& response, std::string_view name) {
  return std::string(response.headers.get(name).value_or("-"));
}

TEST(HlsHandler, a_playlist_has_its_type_and_is_not_kept) {
  Rig rig;
  rig.play(5 * second);
  for (const char* name : {"index.m3u8", "video.m3u8", "audio.m3u8"}) {
    const auto response = rig.get(name);
    EXPECT_EQ(response.status, 200) << name;
    EXPECT_EQ(header(response, "content-type"), "application/vnd.apple.mpegurl");
    EXPECT_EQ(header(response, "cache-control"), "no-cache");
    EXPECT_EQ(header(response, "vary"), "Accept-Encoding");
    EXPECT_EQ(header(response, "access-control-allow-origin"), "*");
    EXPECT_TRUE(as_text(response.body.at(0).view()).starts_with("#EXTM3U"));
  }
}

TEST(HlsHandler, it_is_gzipped_for_those_who_say_so) {
  Rig rig;
  rig.play(5 * second);
  auto request = rig.request("video.m3u8");
  request.headers.add("Accept-Encoding", "br, gzip");
  const auto response = rig.get(std::move(request));
  EXPECT_EQ(header(response, "content-encoding"), "gzip");
  EXPECT_TRUE(gunzip(response.body.at(0).view()).starts_with("#EXTM3U"));
  EXPECT_EQ(header(rig.get("video.m3u8"), "content-encoding"), "-");
}

TEST(HlsHandler, parts_may_be_cached_and_have_their_type) {
  Rig rig;
  rig.play(5 * second);
  const auto msn = rig.video->part->msn;
  const auto part = rig.get(hls_part_name(TrackKind::video, msn, 0));
  EXPECT_EQ(part.status, 200);
  EXPECT_EQ(header(part, "content-type"), "video/mp4");
  EXPECT_EQ(header(part, "cache-control"), "public, max-age=3600");
  EXPECT_EQ(header(part, "access-control-allow-origin"), "*");
  EXPECT_EQ(header(rig.get(hls_segment_name(TrackKind::audio, msn - 1)), "content-type"), "audio/mp4");
}

TEST(HlsHandler, a_client_that_goes_away_while_it_waits_is_not_kept) {
  Rig rig;
  rig.play(5 * second);
  auto request = rig.request("video.m3u8", "_HLS_msn=" + std::to_string(rig.video->next_msn + 1));
  ManualLoop::Scope scope(rig.loop);
  bool ended = false;
  spawn([](Task<net::Response> task, bool& done) -> Task<void> {
    co_await task;
    done = true;
  }(serve_hls(rig.shelf, rig.gate, request), ended));
  rig.loop.run();
  EXPECT_EQ(rig.shelf.waiting(lesson), 1u);
  request.tell_gone();
  rig.loop.run();
  EXPECT_EQ(rig.shelf.waiting(lesson), 0u);
  EXPECT_TRUE(ended);
}

TEST(HlsHandler, a_blocking_reload_comes_with_the_part_it_asked_for) {
  Rig rig;
  rig.play(5 * second);
  const auto msn = rig.video->next_msn;
  const auto part = rig.video->part->index + 1;
  auto request =
      rig.request("video.m3u8", "_HLS_msn=" + std::to_string(msn) + "&_HLS_part=" + std::to_string(part));
  ManualLoop::Scope scope(rig.loop);
  std::optional<net::Response> response;
  spawn([](Task<net::Response> task, std::optional<net::Response>& out) -> Task<void> {
    out.emplace(co_await task);
  }(serve_hls(rig.shelf, rig.gate, request), response));
  rig.loop.run();
  EXPECT_FALSE(response);
  rig.play(MediaMicros(340'000));
  rig.loop.run();
  ASSERT_TRUE(response);
  EXPECT_THAT(std::string(as_text(response->body.at(0).view())),
              HasSubstr(hls_part_name(TrackKind::video, msn, part)));
  EXPECT_EQ(header(*response, "cache-control"), "public, max-age=12");
}

TEST(HlsHandler, who_may_not_watch_gets_no_byte) {
  Rig rig;
  rig.play(5 * second);
  const std::string part = hls_part_name(TrackKind::video, rig.video->part->msn, 0);
  for (const std::string& name :
       {std::string("index.m3u8"), std::string("video.m3u8"), part, std::string("nothing")}) {
    const auto response = rig.get(rig.request(name, "", "foreign"));
    EXPECT_EQ(response.status, 403) << name;
    EXPECT_EQ(header(response, "content-type"), "application/problem+json");
    EXPECT_EQ(header(response, "cache-control"), "no-store");
  }
}

TEST(HlsHandler, the_right_is_asked_again_after_a_wait) {
  Rig rig;
  rig.play(5 * second);
  auto request = rig.request("video.m3u8", "_HLS_msn=" + std::to_string(rig.video->next_msn));
  ManualLoop::Scope scope(rig.loop);
  std::optional<net::Response> response;
  spawn([](Task<net::Response> task, std::optional<net::Response>& out) -> Task<void> {
    out.emplace(co_await task);
  }(serve_hls(rig.shelf, rig.gate, request), response));
  rig.gate.lets_in = false;
  rig.play(2 * second);
  rig.loop.run();
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 403);
}

TEST(HlsHandler, only_an_unknown_viewer_costs_a_question) {
  Rig rig;
  rig.play(5 * second);
  EXPECT_EQ(rig.get("video.m3u8").status, 200);
  EXPECT_EQ(rig.gate.asked, 0);
  rig.gate.knows = false;
  EXPECT_EQ(rig.get("video.m3u8").status, 200);
  EXPECT_EQ(rig.gate.asked, 1);
}

// Refused.

TEST(HlsHandler, what_is_not_there_is_a_problem_that_nobody_keeps) {
  Rig rig;
  rig.play(5 * second);
  for (const char* name : {"v-1-1.m4s", "x.m3u8", "v-init-5.mp4"}) {
    const auto response = rig.get(name);
    EXPECT_EQ(response.status, 404) << name;
    EXPECT_EQ(header(response, "cache-control"), "no-store");
    EXPECT_EQ(header(response, "access-control-allow-origin"), "*");
  }
  EXPECT_EQ(rig.get(rig.request("video.m3u8", "", "good", "8")).status, 404);
  EXPECT_EQ(rig.get(rig.request("video.m3u8", "", "good", "x")).status, 404);
}

TEST(HlsHandler, bad_directives_are_400_at_once) {
  Rig rig;
  rig.play(5 * second);
  const std::string far = "_HLS_msn=" + std::to_string(rig.video->next_msn + 5);
  for (const std::string& query :
       {std::string("_HLS_msn=x"), std::string("_HLS_part=1"), std::string("_HLS_msn=-1"), far})
    EXPECT_EQ(rig.get(rig.request("video.m3u8", query)).status, 400) << query;
}

}  // namespace
}  // namespace lyceum::media
