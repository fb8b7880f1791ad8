#include "wire/hls/recorded_playlist.hpp"

#include <gtest/gtest.h>

namespace lyceum::hls {
namespace {

const Utc day = std::chrono::sys_days(std::chrono::year(2026) / 3 / 1);
constexpr MediaMicros second{1'000'000};

RecordedStretch stretch(std::string uri, int segments) {
  RecordedStretch made{.uri = std::move(uri), .init_bytes = 700, .segments = {}};
  for (int i = 0; i < segments; ++i)
    made.segments.push_back({.duration = 2 * second,
                             .offset = 732 + static_cast<std::uint64_t>(i) * 1032,
                             .bytes = 1000,
                             .program_date_time = day + std::chrono::seconds(2 * i)});
  return made;
}

TEST(RecordedPlaylist, is_this_text) {
  const RecordedPlaylist playlist{.stretches = {stretch("1-video.mp4", 2)}, .ended = true};
  EXPECT_EQ(render(playlist), R"(#EXTM3U
#EXT-X-VERSION:8
#EXT-X-TARGETDURATION:2
#EXT-X-PLAYLIST-TYPE:VOD
#EXT-X-MEDIA-SEQUENCE:0
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-MAP:URI="1-video.mp4",BYTERANGE="700@0"
#EXT-X-PROGRAM-DATE-TIME:2026-03-01T00:00:00.000Z
#EXTINF:2.00000,
#EXT-X-BYTERANGE:1000@732
1-video.mp4
#EXT-X-PROGRAM-DATE-TIME:2026-03-01T00:00:02.000Z
#EXTINF:2.00000,
#EXT-X-BYTERANGE:1000@1764
1-video.mp4
#EXT-X-ENDLIST
)");
}

TEST(RecordedPlaylist, a_break_is_a_discontinuity_with_another_init_segment) {
  const std::string text = render({.stretches = {stretch("1-video.mp4", 1), stretch("2-video.mp4", 1)}});
  EXPECT_NE(text.find("1-video.mp4\n#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI=\"2-video.mp4\""),
            std::string::npos);
  EXPECT_NE(text.find("#EXT-X-PLAYLIST-TYPE:EVENT\n"), std::string::npos);
  EXPECT_EQ(text.find("ENDLIST"), std::string::npos);
}

TEST(RecordedPlaylist, a_rendition_that_is_missing_in_a_stretch_leaves_a_gap) {
  RecordedStretch gap = stretch("2-video.mp4", 1);
  gap.gap = true;
  const std::string text = render({.stretches = {stretch("1-video.mp4", 1), gap}});
  EXPECT_NE(text.find("#EXT-X-GAP\n#EXTINF:2.00000,\n2-video.mp4\n"), std::string::npos);
  EXPECT_EQ(text.find("URI=\"2-video.mp4\""), std::string::npos) << "there is no file";
}

TEST(RecordedPlaylist, the_target_duration_is_that_of_the_longest_segment) {
  RecordedStretch longer = stretch("1-video.mp4", 1);
  longer.segments[0].duration = MediaMicros(8'600'000);
  EXPECT_NE(render({.stretches = {longer}}).find("TARGETDURATION:9\n"), std::string::npos);
}

}  // namespace
}  // namespace lyceum::hls
