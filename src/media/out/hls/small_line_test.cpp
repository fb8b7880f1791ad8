// The smaller rendition as players see it: beside the ordinary one, or instead of what is not there.
#include "media/out/hls/small_line.hpp"

#include "media/frame/synthetic_stream.hpp"
#include "media/out/hls/collecting_sink.hpp"
#include "media/out/hls/packager.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr MediaMicros second{1'000'000};
const Utc day = std::chrono::sys_days(std::chrono::year(2026) / 3 / 1);

// A packager, its encoder, and a worker that makes small frames out of ordinary ones, so many frames later.
struct Rig {
  explicit Rig(SyntheticOptions options = {}) : encoder(options), packager({.gop = 2 * second}, sink, day) {}

  void play(MediaMicros length) {
    for (const FramePtr& frame : encoder.take(length)) {
      packager.frame(frame, day + frame->dts);
      if (frame->config->kind == TrackKind::video && works) shrink(*frame);
    }
  }
  // In the order of presentation, as an encoder without B-frames gives them out.
  void shrink(const Frame& frame) {
    auto small = std::make_shared<Frame>(frame);
    small->config = small_config;
    small->dts = small->pts;
    made.insert({small->pts, small});
    while (made.size() > delay) {
      packager.small_frame(made.begin()->second);
      made.erase(made.begin());
    }
  }
  void break_worker() {
    works = false;
    made.clear();
    packager.small_lost();
  }

  SyntheticStream encoder;
  CollectingSink sink;
  HlsPackager packager;
  std::shared_ptr<const TrackConfig> small_config = synthetic_small_config();
  std::map<MediaMicros, FramePtr> made;
  std::size_t delay = 4;
  bool works = true;

  static std::shared_ptr<const TrackConfig> synthetic_small_config() {
    auto config = std::make_shared<TrackConfig>(*synthetic_video_config(854, 480));
    config->decoder_config = SharedBytes(Bytes{1, 0x4d, 0, 0x1e, 0xff, 0xe1, 0, 0, 1, 0, 0});
    config->rfc6381 = "avc1.4d001e";
    return config;
  }
};

std::map<std::pair<std::int64_t, std::size_t>, SeenPart> by_name(const CollectingSink::Track& track) {
  std::map<std::pair<std::int64_t, std::size_t>, SeenPart> parts;
  for (const SeenPart& part : track.parts) parts[{part.msn, part.index}] = part;
  return parts;
}

// Every small part stands beside an ordinary one of the same number and the same time.
void expect_side_by_side(Rig& rig) {
  const auto video = by_name(rig.sink.video()), small = by_name(rig.sink.small);
  EXPECT_FALSE(rig.sink.small.name_reused);
  EXPECT_TRUE(rig.sink.small.hint_kept);
  for (const auto& [name, part] : small) {
    ASSERT_TRUE(video.contains(name)) << name.first << '-' << name.second;
    const SeenPart& beside = video.at(name);
    EXPECT_NEAR(part.listed_s, beside.listed_s, 0.04) << name.first << '-' << name.second;
    if (name.second == 0) {
      EXPECT_EQ(part.independent, beside.independent);
    }
  }
  // None is missing in between.
  if (small.empty()) return;
  for (const auto& [name, part] : video) {
    const bool between = name > small.begin()->first && name < small.rbegin()->first;
    EXPECT_TRUE(!between || small.contains(name)) << name.first << '-' << name.second;
  }
}

TEST(SmallLine, its_segments_and_parts_are_those_of_the_video) {
  for (const int b_frames : {0, 2}) {
    Rig rig({.b_frames = b_frames});
    rig.play(20 * second);
    expect_side_by_side(rig);
    EXPECT_GE(rig.sink.small.parts.size(), 50U);
    for (const SeenPart& part : rig.sink.small.parts) EXPECT_EQ(part.starts_with_sync, part.index == 0);
    // The pictures of a segment begin at the same time in both: decode and presentation, 90 kHz.
    const auto video = by_name(rig.sink.video()), small = by_name(rig.sink.small);
    for (const auto& [name, part] : small) {
      if (name.second == 0) {
        const auto reorder = b_frames > 0 ? 3000.0 : 0.0;
        EXPECT_NEAR(static_cast<double>(part.start), static_cast<double>(video.at(name).start) + reorder,
                    200);
      }
    }
    for (std::size_t i = 1; i < rig.sink.small.parts.size(); ++i) {
      const SeenPart &before = rig.sink.small.parts[i - 1], &part = rig.sink.small.parts[i];
      EXPECT_EQ(part.start, before.start + before.ticks) << "no hole and no overlap";
    }
  }
}

TEST(SmallLine, it_is_offered_with_what_a_device_needs) {
  Rig rig;
  rig.play(8 * second);
  EXPECT_THAT(rig.sink.multivariant, HasSubstr("RESOLUTION=854x480"));
  EXPECT_THAT(rig.sink.multivariant, HasSubstr("CODECS=\"avc1.4d001e,mp4a.40.2\""));
  EXPECT_THAT(rig.sink.multivariant, HasSubstr("\nsmall.m3u8\n"));
  EXPECT_LT(rig.sink.multivariant.find("\nvideo.m3u8\n"), rig.sink.multivariant.find("\nsmall.m3u8\n"))
      << "players start with the first";
  EXPECT_THAT(rig.sink.video().playlist, HasSubstr("#EXT-X-RENDITION-REPORT:URI=\"small.m3u8\""));
  EXPECT_THAT(rig.sink.small.playlist, HasSubstr("#EXT-X-RENDITION-REPORT:URI=\"video.m3u8\""));
  EXPECT_THAT(rig.sink.small.playlist, HasSubstr("#EXT-X-RENDITION-REPORT:URI=\"audio.m3u8\""));
  EXPECT_THAT(rig.sink.small.playlist, HasSubstr("#EXT-X-MAP:URI=\"s-init-"));
}

TEST(SmallLine, without_a_worker_there_is_none) {
  Rig rig;
  rig.works = false;
  rig.play(8 * second);
  EXPECT_TRUE(rig.sink.small.parts.empty());
  EXPECT_THAT(rig.sink.multivariant, Not(HasSubstr("small.m3u8")));
}

TEST(SmallLine, one_that_stops_within_its_first_part_is_the_ordinary_video) {
  Rig rig;
  rig.works = false;
  rig.delay = 0;
  rig.play(5 * second);
  int given = 0;
  for (const FramePtr& frame : rig.encoder.take(3 * second)) {
    rig.packager.frame(frame, day + frame->dts);
    const bool video = frame->config->kind == TrackKind::video;
    if (!video || given == 2 || (given == 0 && !frame->key)) continue;
    rig.shrink(*frame);
    ++given;
  }
  rig.break_worker();
  rig.play(6 * second);
  ASSERT_EQ(given, 2);
  expect_side_by_side(rig);
  EXPECT_FALSE(rig.sink.small.parts.empty());
}

TEST(SmallLine, one_that_comes_later_begins_with_the_next_segment) {
  Rig rig;
  rig.works = false;
  rig.play(5 * second);
  rig.works = true;
  rig.play(9 * second);
  expect_side_by_side(rig);
  ASSERT_FALSE(rig.sink.small.parts.empty());
  EXPECT_EQ(rig.sink.small.parts.front().index, 0U);
  EXPECT_GE(static_cast<double>(rig.sink.small.parts.front().start) / 90'000, 5.9);
}

TEST(SmallLine, when_the_worker_breaks_the_segment_has_a_gap_and_the_video_stands_in) {
  Rig rig;
  rig.play(7 * second);
  rig.break_worker();
  rig.play(6 * second);
  expect_side_by_side(rig);
  const auto video = by_name(rig.sink.video());
  const std::int64_t broken_in = rig.sink.small.parts.back().msn - 3;
  for (const SeenPart& part : rig.sink.small.parts) {
    if (part.msn > broken_in) {
      EXPECT_EQ(part.bytes, video.at({part.msn, part.index}).bytes);
    }
  }
  EXPECT_THAT(rig.sink.small.playlist, HasSubstr(",GAP=YES"));
  EXPECT_EQ(count_of(rig.sink.small.playlist, "#EXT-X-DISCONTINUITY\n"), 0U);
  EXPECT_GE(rig.sink.small.inits.size(), 2U) << "the video's configuration stands in, too";
  EXPECT_THAT(rig.sink.multivariant, HasSubstr("small.m3u8")) << "who has it keeps it";
}

TEST(SmallLine, a_worker_that_returns_takes_over_at_a_segment) {
  Rig rig;
  rig.play(5 * second);
  rig.break_worker();
  rig.play(6 * second);
  rig.works = true;
  rig.play(8 * second);
  expect_side_by_side(rig);
  const auto video = by_name(rig.sink.video());
  const SeenPart& last = rig.sink.small.parts.back();
  EXPECT_NE(last.bytes, video.at({last.msn, last.index}).bytes);
  EXPECT_EQ(rig.sink.small.inits.size(), 3U);
}

TEST(SmallLine, one_that_is_too_slow_is_waited_for_a_second_and_no_longer) {
  Rig rig;
  rig.play(6 * second);
  rig.delay = 90;  // three seconds
  rig.play(10 * second);
  expect_side_by_side(rig);
  const SeenPart& newest = rig.sink.video().parts.back();
  const SeenPart& small = rig.sink.small.parts.back();
  EXPECT_LE(newest.msn - small.msn, 1);
}

TEST(SmallLine, an_encoder_that_returns_breaks_both_alike) {
  Rig rig;
  rig.play(6 * second);
  rig.packager.pause();
  rig.made.clear();
  rig.encoder.run = 1;
  rig.encoder.shift = 20 * second;
  rig.play(8 * second);
  expect_side_by_side(rig);
  EXPECT_EQ(count_of(rig.sink.small.playlist, "#EXT-X-DISCONTINUITY\n"),
            count_of(rig.sink.video().playlist, "#EXT-X-DISCONTINUITY\n"));
}

TEST(SmallLine, the_end_is_its_end) {
  Rig rig;
  rig.play(6 * second);
  rig.packager.end();
  EXPECT_THAT(rig.sink.small.playlist, HasSubstr("#EXT-X-ENDLIST"));
}

}  // namespace
}  // namespace lyceum::media
