#include "wire/hls/multivariant_playlist.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::hls {
namespace {

TEST(MultivariantPlaylist, offers_picture_with_sound_and_sound_alone) {
  const MultivariantPlaylist playlist = {
      .audio = {{.group = "sound", .name = "main", .uri = "audio.m3u8", .channels = 2}},
      .variants = {
          {.uri = "video.m3u8",
           .bandwidth = 2'800'000,
           .average_bandwidth = 2'600'000,
           .codecs = "avc1.64001f,mp4a.40.2",
           .width = 1280,
           .height = 720,
           .frame_rate_milli = 29'970,
           .audio_group = "sound"},
          {.uri = "audio.m3u8", .bandwidth = 140'000, .codecs = "mp4a.40.2", .audio_group = "sound"}}};
  EXPECT_EQ(render(playlist), R"(#EXTM3U
#EXT-X-VERSION:9
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="main",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="audio.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=2800000,AVERAGE-BANDWIDTH=2600000,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=1280x720,FRAME-RATE=29.970,AUDIO="sound"
video.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=140000,CODECS="mp4a.40.2",AUDIO="sound"
audio.m3u8
)");
}

TEST(MultivariantPlaylist, never_promises_independent_segments) {
  const MultivariantPlaylist playlist = {.audio = {},
                                         .variants = {{.uri = "video.m3u8", .codecs = "avc1.64001f"}}};
  EXPECT_THAT(render(playlist), testing::Not(testing::HasSubstr("INDEPENDENT")));
}

}  // namespace
}  // namespace lyceum::hls
