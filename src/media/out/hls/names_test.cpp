#include "media/out/hls/names.hpp"

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

using Kind = HlsName::Kind;

TEST(HlsNames, every_name_reads_back_as_written) {
  for (const TrackKind track : {TrackKind::video, TrackKind::audio}) {
    const auto init = parse_hls_name(hls_init_name(track, 70'000'000));
    const auto segment = parse_hls_name(hls_segment_name(track, 70'000'001));
    const auto part = parse_hls_name(hls_part_name(track, 70'000'002, 13));
    const auto playlist = parse_hls_name(hls_playlist_name(track));
    ASSERT_TRUE(init && segment && part && playlist);
    EXPECT_TRUE(init->kind == Kind::init && init->track == track && init->msn == 70'000'000);
    EXPECT_TRUE(segment->kind == Kind::segment && segment->track == track && segment->msn == 70'000'001);
    EXPECT_TRUE(part->kind == Kind::part && part->track == track && part->msn == 70'000'002 &&
                part->part == 13);
    EXPECT_TRUE(playlist->kind == Kind::playlist && playlist->track == track);
  }
  EXPECT_EQ(parse_hls_name("index.m3u8")->kind, Kind::multivariant);
}

TEST(HlsNames, the_small_rendition_has_names_of_its_own) {
  const TrackKind video = TrackKind::video;
  for (const auto& name : {hls_init_name(video, 7, true), hls_segment_name(video, 7, true),
                           hls_part_name(video, 7, 2, true), std::string(hls_playlist_name(video, true))}) {
    const auto parsed = parse_hls_name(name);
    ASSERT_TRUE(parsed) << name;
    EXPECT_TRUE(parsed->small) << name;
    EXPECT_EQ(parsed->track, video);
  }
  EXPECT_FALSE(parse_hls_name("v-7-2.m4s")->small);
  EXPECT_FALSE(parse_hls_name("video.m3u8")->small);
}

// Refused.

TEST(HlsNames, any_other_spelling_is_no_name) {
  for (const char* name : {"",
                           "x",
                           "v",
                           "v-",
                           "v-1",
                           "v-1.ts",
                           "v-01.m4s",
                           "v--1.m4s",
                           "v-1-.m4s",
                           "v-1-02.m4s",
                           "v-1-2-3.m4s",
                           "v-1-2.m4sx",
                           "v-init-1.m4s",
                           "v-init-.mp4",
                           "w-1.m4s",
                           "v-99999999999999999999.m4s",
                           "Video.m3u8",
                           "../video.m3u8",
                           "v-1-2.mp4",
                           "v-+1.m4s",
                           "v- 1.m4s"})
    EXPECT_FALSE(parse_hls_name(name)) << name;
}

}  // namespace
}  // namespace lyceum::media
