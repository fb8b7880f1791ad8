#include "bench/hls/playlist.hpp"

#include <gtest/gtest.h>

namespace lyceum::bench {
namespace {

const std::string playlist =
    "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:70\n"
    "#EXT-X-PART:DURATION=0.3,URI=\"v-70-0.m4s\",INDEPENDENT=YES\n#EXT-X-PART:DURATION=0.3,URI=\"v-70-1."
    "m4s\"\n"
    "#EXTINF:2.0,\nv-70.m4s\n"
    "#EXT-X-PART:DURATION=0.3,URI=\"v-71-0.m4s\",INDEPENDENT=YES\n#EXT-X-PART:DURATION=0.3,URI=\"v-71-1."
    "m4s\"\n"
    "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"v-71-2.m4s\"\n";

TEST(PlaylistEnd, a_new_player_takes_the_last_part_and_asks_for_the_next) {
  const PlaylistEnd end = read_end(playlist, "");
  EXPECT_EQ(end.next_msn, 71);
  EXPECT_EQ(end.next_part, 2);
  EXPECT_EQ(end.parts, (std::vector<std::string>{"v-71-1.m4s"}));
}

TEST(PlaylistEnd, later_it_takes_what_is_new) {
  EXPECT_EQ(read_end(playlist, "v-70-1.m4s").parts, (std::vector<std::string>{"v-71-0.m4s", "v-71-1.m4s"}));
  EXPECT_TRUE(read_end(playlist, "v-71-1.m4s").parts.empty());
}

TEST(PlaylistEnd, skipped_segments_count) {
  EXPECT_EQ(
      read_end("#EXT-X-MEDIA-SEQUENCE:5\n#EXT-X-SKIP:SKIPPED-SEGMENTS=10\n#EXTINF:2,\na\n", "").next_msn, 16);
}

TEST(Renditions, pictures_and_sound_are_found) {
  EXPECT_EQ(read_renditions("#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",URI=\"audio.m3u8\"\n"
                            "#EXT-X-STREAM-INF:BANDWIDTH=1\nvideo.m3u8\n"),
            (std::vector<std::string>{"video.m3u8", "audio.m3u8"}));
  EXPECT_EQ(read_renditions("#EXT-X-STREAM-INF:BANDWIDTH=1\naudio.m3u8\n"),
            (std::vector<std::string>{"audio.m3u8"}));
}

}  // namespace
}  // namespace lyceum::bench
