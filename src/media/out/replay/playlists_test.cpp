#include "media/out/replay/playlists.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

using testing::HasSubstr;
using testing::Not;
const Utc day = std::chrono::sys_days(std::chrono::year(2026) / 3 / 1);

RecordedRendition rendition(TrackKind track, int segments) {
  fmp4::RecordedTrack media;
  const bool video = track == TrackKind::video;
  media.track.format = video ? fmp4::SampleFormat::avc1 : fmp4::SampleFormat::mp4a;
  media.track.timescale = video ? 90'000 : 48'000;
  media.track.decoder_config = video ? Bytes{} : Bytes{0x11, 0x90};
  media.track.width = video ? 1280 : 0;
  media.track.height = video ? 720 : 0;
  media.track.channels = 2;
  media.init_bytes = 700;
  for (int i = 0; i < segments; ++i)
    media.segments.push_back({.offset = 732,
                              .bytes = video ? 500'000u : 32'000u,
                              .start = 0,
                              .duration = 2ULL * media.track.timescale,
                              .begins = day + std::chrono::seconds(2 * i),
                              .independent = true});
  return RecordedRendition::of(media);
}

Recording both(int segments) {
  Recording recording;
  recording.stretch(1).of(TrackKind::video) = rendition(TrackKind::video, segments);
  recording.stretch(1).of(TrackKind::audio) = rendition(TrackKind::audio, segments);
  return recording;
}

TEST(ReplayPlaylists, picture_with_sound_and_sound_alone) {
  const std::string text = replay_multivariant(both(2));
  EXPECT_THAT(text, HasSubstr("TYPE=AUDIO"));
  EXPECT_THAT(text, HasSubstr("AVERAGE-BANDWIDTH=2128000"));
  EXPECT_THAT(text, HasSubstr("RESOLUTION=1280x720"));
  EXPECT_THAT(text, HasSubstr("\nvideo.m3u8\n"));
  EXPECT_THAT(text, HasSubstr("mp4a.40.2"));
}

TEST(ReplayPlaylists, while_the_class_runs_it_may_grow) {
  EXPECT_THAT(replay_playlist(both(1), TrackKind::video, true), HasSubstr("EVENT"));
  EXPECT_THAT(replay_playlist(both(1), TrackKind::video, true), Not(HasSubstr("ENDLIST")));
  EXPECT_THAT(replay_playlist(both(1), TrackKind::audio, false), HasSubstr("ENDLIST"));
}

TEST(ReplayPlaylists, both_renditions_break_at_the_same_places) {
  Recording recording = both(1);
  recording.stretch(2).of(TrackKind::video) = rendition(TrackKind::video, 1);
  recording.stretch(3);
  const std::string sound = replay_playlist(recording, TrackKind::audio, false);
  EXPECT_THAT(sound, HasSubstr("#EXT-X-DISCONTINUITY"));
  EXPECT_THAT(sound, HasSubstr("#EXT-X-GAP"));
  EXPECT_THAT(sound, Not(HasSubstr("3-audio.mp4"))) << "a stretch of which nothing is readable yet";
}

TEST(ReplayPlaylists, what_was_not_recorded_has_no_playlist) {
  Recording recording;
  recording.stretch(1).of(TrackKind::audio) = rendition(TrackKind::audio, 1);
  EXPECT_EQ(replay_playlist(recording, TrackKind::video, false), "");
  EXPECT_THAT(replay_multivariant(recording), Not(HasSubstr("video.m3u8")));
}

}  // namespace
}  // namespace lyceum::media
