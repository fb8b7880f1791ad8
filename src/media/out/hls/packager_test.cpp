#include "media/out/hls/packager.hpp"

#include "media/frame/synthetic_stream.hpp"
#include "media/out/hls/collecting_sink.hpp"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr MediaMicros second{1'000'000};
const Utc day = std::chrono::sys_days(std::chrono::year(2026) / 3 / 1);

// A packager with its encoder and a player's view of what comes out.
struct Rig {
  explicit Rig(SyntheticOptions options, HlsPackagerOptions packaging = {}, Utc start = day)
      : encoder(options), now(start), packager(packaging, sink, start) {}

  void play(MediaMicros length) {
    for (const FramePtr& frame : encoder.take(length)) packager.frame(frame, now + frame->dts);
  }

  SyntheticStream encoder;
  CollectingSink sink;
  Utc now;
  HlsPackager packager;
};

// What must hold whatever comes in.
void expect_sound_parts(const CollectingSink::Track& track, const std::string& what) {
  EXPECT_FALSE(track.name_reused) << what;
  EXPECT_TRUE(track.hint_kept) << what << ": every hinted part came, under its name";
  for (std::size_t i = 0; i < track.parts.size(); ++i) {
    const SeenPart& part = track.parts[i];
    const std::string where = what + " part " + std::to_string(i);
    EXPECT_GT(part.frames, 0u) << where;
    EXPECT_LE(part.listed_s, 0.35001) << where;
    if (!part.last_of_segment) {
      EXPECT_GE(part.listed_s, 0.21) << where;
    }
    EXPECT_EQ(part.independent, part.starts_with_sync) << where << ": INDEPENDENT is never claimed falsely";
    if (i == 0) continue;
    const SeenPart& before = track.parts[i - 1];
    EXPECT_EQ(part.start, before.start + before.ticks) << where << ": no hole and no overlap in decode times";
    const bool next_part = part.msn == before.msn && part.index == before.index + 1;
    const bool next_segment = part.msn == before.msn + 1 && part.index == 0;
    EXPECT_TRUE(before.last_of_segment ? next_segment : next_part) << where;
  }
}

std::map<std::int64_t, double> segment_starts(const CollectingSink::Track& track, double timescale) {
  std::map<std::int64_t, double> starts;
  for (const SeenPart& part : track.parts)
    if (part.index == 0) starts[part.msn] = static_cast<double>(part.start) / timescale;
  return starts;
}

TEST(Packager, the_defaults_of_obs_make_segments_of_one_group_and_even_parts) {
  Rig rig({.gop = 250}, {.gop = MediaMicros(8'333'333)});
  rig.play(40 * second);
  expect_sound_parts(rig.sink.video(), "video");
  expect_sound_parts(rig.sink.audio(), "audio");
  for (const SeenPart& part : rig.sink.video().parts) {
    EXPECT_NEAR(part.listed_s, 1.0 / 3, 0.002);
    EXPECT_EQ(part.starts_with_sync, part.index == 0);
  }
  for (const auto& [msn, length] : rig.sink.video().extinf) EXPECT_NEAR(length, 8.333, 0.002) << msn;
  EXPECT_THAT(rig.sink.video().playlist, HasSubstr("#EXT-X-TARGETDURATION:9\n"));
  EXPECT_THAT(rig.sink.video().playlist, HasSubstr("PART-HOLD-BACK=1.05000"));
  EXPECT_THAT(rig.sink.video().playlist, HasSubstr("#EXT-X-INDEPENDENT-SEGMENTS\n"));
}

TEST(Packager, every_regular_encoder_gives_sound_parts) {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    std::mt19937 random(seed);
    const auto pick = [&](auto... values) {
      const std::common_type_t<decltype(values)...> all[] = {values...};
      return all[random() % sizeof...(values)];
    };
    const SyntheticOptions options{.fps = pick(15.0, 20.0, 24.0, 25.0, 29.97, 30.0, 50.0, 60.0),
                                   .gop = pick(12, 25, 30, 48, 50, 60, 72, 90, 100, 120, 250),
                                   .b_frames = pick(0, 1, 2, 3),
                                   .sample_rate = static_cast<std::uint32_t>(pick(44'100, 48'000)),
                                   .milliseconds_only = pick(true, false)};
    Rig rig(options, {.gop = MediaMicros(static_cast<std::int64_t>(options.gop * 1e6 / options.fps))});
    rig.play(45 * second);
    const std::string what = "seed " + std::to_string(seed) + " fps " + std::to_string(options.fps) +
                             " gop " + std::to_string(options.gop) + " rate " +
                             std::to_string(options.sample_rate);
    expect_sound_parts(rig.sink.video(), what + " video");
    expect_sound_parts(rig.sink.audio(), what + " audio");
    for (const SeenPart& part : rig.sink.video().parts)
      EXPECT_TRUE(part.index > 0 || part.starts_with_sync) << what << ": segments start on key frames";
    for (const auto& [msn, length] : rig.sink.video().extinf)
      EXPECT_GE(length, 1.95) << what << " segment " << msn;
  }
}

TEST(Packager, sound_is_cut_where_the_picture_is) {
  for (const std::uint32_t rate : {44'100u, 48'000u}) {
    Rig rig({.gop = 60, .sample_rate = rate});
    rig.play(30 * second);
    const auto video = segment_starts(rig.sink.video(), 90'000),
               audio = segment_starts(rig.sink.audio(), rate);
    ASSERT_GT(audio.size(), 10u);
    const double reorder = 1 / 30.0;  // the key frame is shown one frame after its decode time
    for (const auto& [msn, start] : audio) {
      ASSERT_TRUE(video.contains(msn));
      EXPECT_NEAR(start, video.at(msn) + reorder, 512.0 / rate + 0.002) << msn;
    }
    EXPECT_NEAR(static_cast<double>(rig.sink.audio().parts.size()),
                static_cast<double>(rig.sink.video().parts.size()), 1);
  }
}

TEST(Packager, every_frame_goes_out_once) {
  SyntheticStream same({.gop = 50});
  Rig rig({.gop = 50});
  rig.play(20 * second);
  rig.packager.end();
  std::size_t video = 0, audio = 0, sent_video = 0, sent_audio = 0;
  for (const FramePtr& frame : same.take(20 * second))
    ++(frame->config->kind == TrackKind::video ? sent_video : sent_audio);
  for (const SeenPart& part : rig.sink.video().parts) video += part.frames;
  for (const SeenPart& part : rig.sink.audio().parts) audio += part.frames;
  EXPECT_EQ(video, sent_video);
  EXPECT_NEAR(static_cast<double>(audio), static_cast<double>(sent_audio), 2)
      << "but sound from before the first picture";
}

TEST(Packager, a_group_that_outlasts_the_target_duration_is_cut_and_not_called_independent) {
  Rig rig({.gop = 900});
  rig.play(35 * second);
  const auto& video = rig.sink.video();
  EXPECT_THAT(video.playlist, HasSubstr("#EXT-X-TARGETDURATION:10\n"));
  EXPECT_THAT(video.playlist, Not(HasSubstr("#EXT-X-INDEPENDENT-SEGMENTS")));
  bool forced = false;
  for (const SeenPart& part : video.parts) {
    if (part.index == 0 && !part.starts_with_sync) forced = true;
    EXPECT_EQ(part.independent, part.starts_with_sync);
  }
  EXPECT_TRUE(forced);
  for (const auto& [msn, length] : video.extinf) EXPECT_LT(length, 10.5) << msn;
}

TEST(Packager, sound_alone_and_picture_alone_start_at_once) {
  Rig sound({.gop = 0}), picture({.sample_rate = 0});
  sound.play(MediaMicros(750'000));
  picture.play(MediaMicros(750'000));
  EXPECT_FALSE(sound.sink.audio().parts.empty());
  EXPECT_FALSE(picture.sink.video().parts.empty());
  EXPECT_THAT(sound.sink.multivariant, Not(HasSubstr("video.m3u8")));
  EXPECT_THAT(picture.sink.multivariant, Not(HasSubstr("audio.m3u8")));
  sound.play(20 * second);
  expect_sound_parts(sound.sink.audio(), "audio alone");
  for (const auto& [msn, length] : sound.sink.audio().extinf) EXPECT_NEAR(length, 2.1, 0.2) << msn;
}

TEST(Packager, offers_picture_with_sound_first_then_sound_alone) {
  Rig rig({.gop = 60});
  rig.play(5 * second);
  const std::string& text = rig.sink.multivariant;
  EXPECT_THAT(text, HasSubstr("CODECS=\"avc1.64001f,mp4a.40.2\",RESOLUTION=1280x720,FRAME-RATE=30.0"));
  EXPECT_THAT(text, HasSubstr("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"sound\""));
  EXPECT_LT(text.find("video.m3u8\n"), text.rfind("audio.m3u8\n"));
  const double declared = number_after(text, "STREAM-INF:BANDWIDTH=");
  const double sent = (20'000 + 59 * 3'000) * 8 / 2.0 + 340 * 8 * 46.875;
  EXPECT_GT(declared, sent);
  EXPECT_LT(declared, sent * 1.3);
}

TEST(Packager, a_returning_encoder_is_a_discontinuity_in_both_renditions) {
  Rig rig({.gop = 60});
  rig.play(5 * second);
  rig.packager.pause();
  EXPECT_TRUE(rig.sink.video().parts.back().last_of_segment)
      << "what was pending went out and the segment ended";
  EXPECT_TRUE(rig.sink.audio().parts.back().last_of_segment);
  rig.encoder.skip(7 * second);
  rig.encoder.run = 1;
  rig.play(5 * second);
  for (auto* track : {&rig.sink.video(), &rig.sink.audio()}) {
    EXPECT_EQ(count_of(track->playlist, "#EXT-X-DISCONTINUITY\n"), 1u);
    EXPECT_TRUE(track->hint_kept);
    EXPECT_EQ(track->inits.size(), 1u) << "the same configuration needs no new init segment";
  }
  EXPECT_EQ(number_after(rig.sink.video().playlist, "DISCONTINUITY-SEQUENCE:"),
            number_after(rig.sink.audio().playlist, "DISCONTINUITY-SEQUENCE:"));
}

TEST(Packager, break_numbers_grow_over_a_restart_and_stay_small_for_players_that_count_up_to_them) {
  double before = -1;
  for (const auto at : {day, day + std::chrono::seconds(30)}) {
    Rig rig({.gop = 60}, {}, at);
    rig.play(3 * second);
    const double number = number_after(rig.sink.video().playlist, "DISCONTINUITY-SEQUENCE:");
    EXPECT_GT(number, before);
    EXPECT_LT(number, 40'000);
    before = number;
  }
}

TEST(Packager, another_configuration_gets_its_own_init_segment_behind_a_discontinuity) {
  Rig rig({.gop = 60});
  rig.play(4 * second);
  auto other = std::make_shared<TrackConfig>(*rig.encoder.video_config);
  other->decoder_config = SharedBytes(Bytes{1, 0x4d, 0, 0x1e, 0xff});
  rig.encoder.use_video(other);
  rig.play(6 * second);
  EXPECT_EQ(rig.sink.video().inits.size(), 2u);
  EXPECT_EQ(rig.sink.audio().inits.size(), 1u);
  for (auto* track : {&rig.sink.video(), &rig.sink.audio()})
    EXPECT_EQ(count_of(track->playlist, "#EXT-X-DISCONTINUITY\n"), 1u);
  const std::string init = hls_init_name(TrackKind::video, rig.sink.video().inits.rbegin()->first);
  EXPECT_THAT(rig.sink.video().playlist, HasSubstr("#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI=\"" + init));
  expect_sound_parts(rig.sink.video(), "video");
}

TEST(Packager, the_same_configuration_again_changes_nothing) {
  Rig rig({.gop = 60});
  rig.play(4 * second);
  rig.encoder.use_video(std::make_shared<TrackConfig>(*rig.encoder.video_config));
  rig.play(4 * second);
  EXPECT_EQ(rig.sink.video().inits.size(), 1u);
  EXPECT_EQ(count_of(rig.sink.video().playlist, "#EXT-X-DISCONTINUITY\n"), 0u);
}

TEST(Packager, sound_that_comes_late_waits_for_a_key_frame) {
  Rig rig({.gop = 60, .sample_rate = 0});
  rig.play(3 * second);
  SyntheticStream sound({.gop = 0});
  sound.skip(3 * second);
  std::vector<FramePtr> both = rig.encoder.take(5 * second);
  for (const FramePtr& frame : sound.take(5 * second)) both.push_back(frame);
  std::ranges::stable_sort(both, {}, [](const FramePtr& frame) { return frame->dts; });
  for (const FramePtr& frame : both) rig.packager.frame(frame, day);
  ASSERT_FALSE(rig.sink.audio().parts.empty());
  EXPECT_NEAR(static_cast<double>(rig.sink.audio().parts.front().start) / 48'000, 4.03, 0.1);
  EXPECT_THAT(rig.sink.multivariant, HasSubstr("TYPE=AUDIO"));
  for (const SeenPart& part : rig.sink.video().parts) EXPECT_TRUE(part.index > 0 || part.starts_with_sync);
  EXPECT_EQ(number_after(rig.sink.video().playlist, "DISCONTINUITY-SEQUENCE:") +
                static_cast<double>(count_of(rig.sink.video().playlist, "#EXT-X-DISCONTINUITY\n")),
            number_after(rig.sink.audio().playlist, "DISCONTINUITY-SEQUENCE:"));
}

TEST(Packager, a_gap_before_the_first_segment_lets_players_in_before_that_is_complete) {
  Rig rig({.gop = 250});
  rig.play(second);
  EXPECT_THAT(rig.sink.video().playlist, HasSubstr("GAP=YES\n#EXT-X-GAP\n#EXTINF:0.99900,\n"));
  EXPECT_EQ(rig.sink.video().gap + 1, rig.sink.video().parts.front().msn);
}

TEST(Packager, the_media_sequence_does_not_fall_after_a_restart) {
  Rig first({.gop = 60});
  first.play(60 * second);
  Rig again({.gop = 60}, {}, day + std::chrono::seconds(61));
  again.play(5 * second);
  EXPECT_GT(again.sink.video().parts.front().msn, first.sink.video().parts.back().msn);
}

TEST(Packager, the_window_slides_in_time) {
  Rig rig({.gop = 60}, {.gop = 2 * second});
  rig.play(200 * second);
  EXPECT_NEAR(static_cast<double>(count_of(rig.sink.video().playlist, "#EXTINF:")), 30, 2)
      << "60 s of 2 s each";
  EXPECT_GT(rig.sink.updates.back()->oldest_msn, rig.sink.video().parts.front().msn + 60);
  EXPECT_FALSE(rig.sink.video().delta.empty()) << "longer than six target durations";
}

TEST(Packager, the_window_is_bounded_in_bytes) {
  Rig rig({.gop = 60, .delta_bytes = 100'000}, {.window = {.bytes_max = 20'000'000}});
  rig.play(60 * second);
  EXPECT_LE(count_of(rig.sink.video().playlist, "#EXTINF:"), 4u);
}

TEST(Packager, the_end_is_said_in_both_playlists) {
  Rig rig({.gop = 60});
  rig.play(5 * second);
  rig.packager.end();
  rig.packager.end();
  rig.play(second);
  for (auto* track : {&rig.sink.video(), &rig.sink.audio()}) {
    EXPECT_EQ(count_of(track->playlist, "#EXT-X-ENDLIST"), 1u);
    EXPECT_THAT(track->playlist, Not(HasSubstr("PRELOAD-HINT")));
  }
  EXPECT_TRUE(rig.sink.ended);
}

// A picture waits for the next one, for only then is it known how long it lasts; PART-TARGET grows with it.
TEST(Packager, still_slides_do_not_hold_the_sound_up) {
  Rig rig({.fps = 1, .gop = 10, .b_frames = 0});
  rig.play(30 * second);
  EXPECT_GT(rig.sink.audio().parts.size(), 80u);
  EXPECT_GE(rig.sink.video().parts.size(), 28u);
  for (const SeenPart& part : rig.sink.audio().parts) EXPECT_LE(part.listed_s, 0.351);
  double listed = 0;
  for (const SeenPart& part : rig.sink.video().parts) listed += part.listed_s;
  EXPECT_NEAR(listed, 29, 1.5) << "the list is as long as the time";
  EXPECT_THAT(rig.sink.video().playlist, HasSubstr("PART-TARGET=1.00000"));
  for (const auto& [msn, length] : rig.sink.video().extinf) EXPECT_LT(length, 10.5);
}

TEST(Packager, playlists_are_compressed_once_and_say_the_same) {
  Rig rig({.gop = 60});
  rig.play(5 * second);
  const HlsUpdate& last = *rig.sink.updates.back();
  EXPECT_EQ(gunzip(last.playlist.gzip.view()), as_text(last.playlist.plain.view()));
  EXPECT_EQ(gunzip(last.multivariant.gzip.view()), as_text(last.multivariant.plain.view()));
  EXPECT_LT(last.playlist.gzip.size(), last.playlist.plain.size() / 3);
}

TEST(Packager, each_playlist_reports_on_the_other) {
  Rig rig({.gop = 60});
  rig.play(5 * second);
  EXPECT_THAT(rig.sink.video().playlist, HasSubstr("#EXT-X-RENDITION-REPORT:URI=\"audio.m3u8\",LAST-MSN="));
  EXPECT_THAT(rig.sink.audio().playlist, HasSubstr("#EXT-X-RENDITION-REPORT:URI=\"video.m3u8\",LAST-MSN="));
}

TEST(Packager, date_and_time_follow_the_media) {
  Rig rig({.gop = 60});
  rig.play(7 * second);
  EXPECT_THAT(rig.sink.video().playlist, HasSubstr("#EXT-X-PROGRAM-DATE-TIME:2026-03-01T00:00:02.0"));
  EXPECT_THAT(rig.sink.video().playlist, HasSubstr("#EXT-X-PROGRAM-DATE-TIME:2026-03-01T00:00:04.0"));
}

TEST(Packager, strange_times_do_not_break_anything) {
  for (unsigned seed = 1; seed <= 30; ++seed) {
    std::mt19937 random(seed);
    Rig rig({.gop = 30});
    for (const FramePtr& frame : rig.encoder.take(30 * second)) {
      auto odd = std::make_shared<Frame>(*frame);
      odd->dts += MediaMicros(static_cast<std::int64_t>(random() % 400'000)) - MediaMicros(200'000);
      odd->pts += MediaMicros(static_cast<std::int64_t>(random() % 400'000));
      if (random() % 500 == 0) odd->run = static_cast<std::uint32_t>(random() % 3);
      rig.packager.frame(odd, day);
    }
    rig.packager.end();
    for (auto& [kind, track] : rig.sink.tracks) {
      EXPECT_FALSE(track.name_reused) << "seed " << seed;
      for (const SeenPart& part : track.parts) EXPECT_GT(part.frames, 0u) << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace lyceum::media
