#include "wire/hls/media_playlist.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::hls {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr MediaMicros third{333'333};

Segment segment(std::int64_t msn, std::size_t parts, bool complete = true) {
  Segment made;
  made.uri = "v-" + std::to_string(msn) + ".m4s";
  made.map_uri = "v-init-1.mp4";
  made.complete = complete;
  made.program_date_time = utc_from_micros(1'700'000'000'123'000 + msn * 1'000'000);
  for (std::size_t i = 0; i < parts; ++i)
    made.parts.push_back(
        {"v-" + std::to_string(msn) + "-" + std::to_string(i) + ".m4s", third, i == 0, false});
  return made;
}

MediaPlaylist playlist_of(std::size_t segments, std::size_t parts_each, std::int64_t target = 2) {
  MediaPlaylist playlist;
  playlist.target_duration_s = target;
  playlist.part_target = MediaMicros(350'000);
  playlist.media_sequence = 100;
  playlist.discontinuity_sequence = 5;
  for (std::size_t i = 0; i < segments; ++i)
    playlist.segments.push_back(segment(100 + static_cast<std::int64_t>(i), parts_each));
  playlist.preload_hint = "next.m4s";
  return playlist;
}

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
  return found;
}

TEST(MediaPlaylist, is_this_text) {
  MediaPlaylist playlist = playlist_of(1, 2, 10);
  playlist.segments.push_back(segment(101, 1, false));
  playlist.preload_hint = "v-101-1.m4s";
  playlist.reports = {{"audio.m3u8", 101, 0}};
  EXPECT_EQ(render(playlist), R"(#EXTM3U
#EXT-X-VERSION:9
#EXT-X-TARGETDURATION:10
#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=1.05000,HOLD-BACK=30.0,CAN-SKIP-UNTIL=60.0
#EXT-X-PART-INF:PART-TARGET=0.35000
#EXT-X-MEDIA-SEQUENCE:100
#EXT-X-DISCONTINUITY-SEQUENCE:5
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-MAP:URI="v-init-1.mp4"
#EXT-X-PROGRAM-DATE-TIME:2023-11-14T22:15:00.123Z
#EXT-X-PART:DURATION=0.33333,URI="v-100-0.m4s",INDEPENDENT=YES
#EXT-X-PART:DURATION=0.33333,URI="v-100-1.m4s"
#EXTINF:0.66667,
v-100.m4s
#EXT-X-PROGRAM-DATE-TIME:2023-11-14T22:15:01.123Z
#EXT-X-PART:DURATION=0.33333,URI="v-101-0.m4s",INDEPENDENT=YES
#EXT-X-PRELOAD-HINT:TYPE=PART,URI="v-101-1.m4s"
#EXT-X-RENDITION-REPORT:URI="audio.m3u8",LAST-MSN=101,LAST-PART=0
)");
}

TEST(MediaPlaylist, parts_are_listed_only_near_the_end) {
  const std::string text = render(playlist_of(10, 6));  // 2 s each; three target durations are 6 s
  EXPECT_EQ(count(text, "#EXT-X-PART:"), 4u * 6) << "segments that end 0, 2, 4 and 6 s before the end";
  EXPECT_EQ(count(text, "#EXTINF:"), 10u);
}

TEST(MediaPlaylist, independence_is_not_claimed_when_one_segment_starts_inside_a_gop) {
  MediaPlaylist playlist = playlist_of(3, 6);
  EXPECT_THAT(render(playlist), HasSubstr("#EXT-X-INDEPENDENT-SEGMENTS"));
  playlist.segments[1].parts[0].independent = false;
  EXPECT_THAT(render(playlist), Not(HasSubstr("#EXT-X-INDEPENDENT-SEGMENTS")));
}

TEST(MediaPlaylist, a_break_shows_its_discontinuity_and_its_map_before_the_parts) {
  MediaPlaylist playlist = playlist_of(2, 6);
  playlist.segments[1].discontinuities = 1;
  playlist.segments[1].map_uri = "v-init-2.mp4";
  EXPECT_THAT(render(playlist), HasSubstr("v-100.m4s\n#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI=\"v-init-2.mp4\"\n"
                                          "#EXT-X-PROGRAM-DATE-TIME:"));
}

TEST(MediaPlaylist, a_gap_has_nothing_to_fetch_and_says_nothing_about_independence) {
  MediaPlaylist playlist = playlist_of(1, 6);
  Segment gap;
  gap.uri = "v-99.m4s";
  gap.map_uri = "v-init-1.mp4";
  gap.gap = gap.complete = true;
  gap.parts.push_back({.uri = "v-99-0.m4s", .duration = third, .independent = false, .gap = true});
  playlist.segments.push_front(gap);
  const std::string text = render(playlist);
  EXPECT_THAT(text, HasSubstr("#EXT-X-PART:DURATION=0.33333,URI=\"v-99-0.m4s\",GAP=YES\n"
                              "#EXT-X-GAP\n#EXTINF:0.33333,\nv-99.m4s\n"));
  EXPECT_THAT(text, HasSubstr("#EXT-X-INDEPENDENT-SEGMENTS\n"));
}

TEST(MediaPlaylist, a_delta_update_leaves_out_what_is_older_than_the_skip_boundary) {
  const MediaPlaylist playlist =
      playlist_of(10, 6);  // boundary 12 s: segments 0, 1 and 2 end 18, 16 and 14 s before the end
  ASSERT_EQ(skippable_segments(playlist), 3u);
  const std::string text = render(playlist, 3);
  EXPECT_THAT(text, HasSubstr("#EXT-X-SKIP:SKIPPED-SEGMENTS=3\n#EXT-X-MAP:"));
  EXPECT_THAT(text, HasSubstr("#EXT-X-MEDIA-SEQUENCE:100\n"));
  EXPECT_THAT(text, Not(HasSubstr("v-102.m4s")));
  EXPECT_THAT(text, HasSubstr("v-103.m4s"));
}

TEST(MediaPlaylist, a_short_playlist_has_nothing_to_skip) {
  EXPECT_EQ(skippable_segments(playlist_of(6, 6)), 0u);
}

TEST(MediaPlaylist, an_ended_playlist_says_so_and_hints_at_nothing) {
  MediaPlaylist playlist = playlist_of(2, 6);
  playlist.ended = true;
  playlist.preload_hint.clear();
  const std::string text = render(playlist);
  EXPECT_THAT(text, testing::EndsWith("#EXT-X-ENDLIST\n"));
  EXPECT_THAT(text, Not(HasSubstr("PRELOAD-HINT")));
}

}  // namespace
}  // namespace lyceum::hls
