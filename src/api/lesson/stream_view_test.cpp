#include "api/lesson/stream_view.hpp"

#include <gtest/gtest.h>

namespace lyceum::api {
namespace {

namespace json = boost::json;

// Three seconds, the last of which began at 1,000.
lesson::StreamStatus status() {
  lesson::StreamStatus status;
  status.publishing = true;
  status.newest_second = 1000;
  for (const std::uint16_t frames : {28, 29, 30}) {
    media::HealthSecond second;
    second.video_bytes = 312'500;
    second.video_frames = frames;
    second.publishing = true;
    status.health.series.push(second);
  }
  return status;
}

TEST(SeriesView, holds_the_seconds_after_the_one_that_is_known_oldest_first) {
  EXPECT_EQ(json::serialize(series_view(status(), 0).at("fps")), "[28,29,30]");
  EXPECT_EQ(json::serialize(series_view(status(), 998).at("fps")), "[29,30]");
  EXPECT_EQ(json::serialize(series_view(status(), 998).at("video_kbps")), "[2500,2500]");
  EXPECT_EQ(json::serialize(series_view(status(), 1000).at("fps")), "[]");
  EXPECT_EQ(json::serialize(series_view(status(), 5000).at("fps")), "[]") << "another run of the server";
  EXPECT_EQ(series_view(status(), 0).at("newest").as_int64(), 1000);
  EXPECT_EQ(series_view({}, 0).at("newest").as_int64(), 0);
}

TEST(StreamView, findings_speak_the_language_of_who_asks) {
  auto told = status();
  told.health.findings = {{.kind = media::FindingKind::key_frames_far_apart, .a = 8.333, .seconds = 4}};
  const auto first = [&](net::Language language) {
    return stream_view(told, language).at("findings").as_array().at(0).as_object();
  };
  EXPECT_EQ(first(net::Language::en).at("code").as_string(), "key_frames_far_apart");
  EXPECT_EQ(first(net::Language::en).at("level").as_string(), "hint");
  EXPECT_TRUE(std::string_view(first(net::Language::en).at("message").as_string()).contains("8.3 s"));
  EXPECT_TRUE(first(net::Language::zh).at("message").as_string().starts_with("每 8.3 秒"));
  EXPECT_TRUE(first(net::Language::zh).at("fix").as_string().starts_with("OBS："));
}

TEST(StreamView, what_is_not_known_is_null) {
  const auto view = stream_view({}, net::Language::en);
  for (const char* field :
       {"encoder", "since", "back_by", "video", "audio", "clock_ppm", "sound_ahead_ms", "refused"})
    EXPECT_TRUE(view.at(field).is_null()) << field;
}

TEST(FaultView, says_why_in_the_language_of_who_asks) {
  EXPECT_TRUE(fault_view(std::nullopt, net::Language::en).is_null());
  const Error full{.status = 507, .code = "store_full", .en = "full", .zh = "满", .detail = "inside"};
  EXPECT_EQ(json::serialize(fault_view(full, net::Language::zh)), R"({"code":"store_full","message":"满"})");
}

}  // namespace
}  // namespace lyceum::api
