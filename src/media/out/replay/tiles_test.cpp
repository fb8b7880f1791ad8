#include "media/out/replay/tiles.hpp"

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const Utc noon = std::chrono::sys_days(std::chrono::year(2026) / 3 / 1) + std::chrono::hours(12);

// A stretch of segments of two seconds that began so long after noon.
void add_stretch(Recording& recording, std::int64_t number, seconds after, int segments) {
  fmp4::RecordedTrack track;
  track.track.timescale = 90'000;
  for (int i = 0; i < segments; ++i)
    track.segments.push_back({.bytes = 100, .duration = 180'000, .begins = noon + after + seconds(2 * i)});
  recording.stretch(number).of(TrackKind::video) = RecordedRendition::of(track);
}

TEST(Tiles, stand_where_the_playlist_shows_their_moment) {
  Recording recording;
  add_stretch(recording, 1, seconds(0), 10);
  add_stretch(recording, 2, seconds(60), 10);  // the encoder was away for 40 s
  recording.strip(1).tiles = {{noon - milliseconds(40), 16, 100},
                              {noon + milliseconds(9'990), 132, 200},
                              {noon + seconds(40), 348, 300},
                              {noon + seconds(65), 664, 400},
                              {noon + seconds(80) + milliseconds(900), 1080, 500},
                              {noon + seconds(95), 1596, 600}};
  EXPECT_EQ(
      replay_tiles(recording),
      R"({"strips":[{"uri":"1-tiles.strip","tiles":[[0,16,100],[9990,132,200],[25000,664,400],[40000,1080,500]]}]})");
}

TEST(Tiles, each_strip_is_told_and_none_is_no_mistake) {
  Recording recording;
  EXPECT_EQ(replay_tiles(recording), R"({"strips":[]})");
  recording.strip(2).tiles = {{noon, 16, 1}};
  EXPECT_EQ(replay_tiles(recording), R"({"strips":[{"uri":"2-tiles.strip","tiles":[]}]})");
  add_stretch(recording, 1, seconds(0), 1);
  recording.strip(5).tiles = {{noon + seconds(1), 16, 1}};
  EXPECT_EQ(
      replay_tiles(recording),
      R"({"strips":[{"uri":"2-tiles.strip","tiles":[[0,16,1]]},{"uri":"5-tiles.strip","tiles":[[1000,16,1]]}]})");
}

}  // namespace
}  // namespace lyceum::media
