#include "media/health/health.hpp"

#include "media/frame/synthetic_stream.hpp"

#include <functional>
#include <random>

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

using namespace std::chrono_literals;
constexpr MediaMicros second{1'000'000};
const Mono begin = Mono(1h);

// An encoder, a line, and the health of what comes out of it.
struct Line {
  explicit Line(SyntheticOptions options, double told_fps = 30) : encoder(options) {
    health.publisher_arrived(begin);
    health.describe({.name = "obs", .fps = told_fps});
  }
  // `arrives`: when a frame comes in, by default the moment it is for; the frames of a track stay in order.
  // `keeps`: false loses it.
  void run(
      MediaMicros length, const std::function<Mono(const Frame&)>& arrives = on_time,
      const std::function<bool(const Frame&)>& keeps = [](const Frame&) { return true; }) {
    std::vector<std::pair<Mono, FramePtr>> coming;
    for (const FramePtr& frame : encoder.take(length)) {
      Mono& last = frame->config->kind == TrackKind::video ? last_video : last_audio;
      last = std::max(last, arrives(*frame));
      if (keeps(*frame)) coming.emplace_back(last, frame);
    }
    std::ranges::stable_sort(coming, {}, &std::pair<Mono, FramePtr>::first);
    for (const auto& [at, frame] : coming) health.add(*frame, now = std::max(now, at));
    end += length;
    now = std::max(now, begin + end);
  }
  static Mono on_time(const Frame& frame) { return begin + frame.dts; }

  std::vector<FindingKind> found() {
    std::vector<FindingKind> kinds;
    for (const Finding& each : health.report(now).findings) kinds.push_back(each.kind);
    return kinds;
  }
  double value() { return health.report(now).findings.at(0).a; }

  SyntheticStream encoder;
  Health health;
  Mono now = begin;
  MediaMicros end{0};
  Mono last_video = begin, last_audio = begin;
};

using Kinds = std::vector<FindingKind>;
using enum FindingKind;
const SyntheticOptions good{.gop = 60, .b_frames = 0, .key_bytes = 40'000, .delta_bytes = 9'000};
const SyntheticOptions obs{.gop = 250, .b_frames = 2, .key_bytes = 80'000, .delta_bytes = 10'000};

TEST(Health, a_good_stream_has_no_finding) {
  Line line(good);
  line.run(290 * second);
  EXPECT_EQ(line.found(), Kinds{});
  ASSERT_TRUE(line.health.report(line.now).clock_ppm);
  EXPECT_NEAR(*line.health.report(line.now).clock_ppm, 0, 5);
}

TEST(Health, obs_as_it_comes_out_of_the_box_has_only_what_is_true_of_it) {
  for (const unsigned seed : {1U, 2U, 3U}) {
    Line line(obs);
    std::mt19937 random(seed);  // a home line: up to 60 ms of jitter
    line.run(290 * second,
             [&](const Frame& frame) { return begin + frame.dts + milliseconds(random() % 60); });
    EXPECT_EQ(line.found(), (Kinds{key_frames_far_apart, b_frames}));
    EXPECT_NEAR(line.value(), 8.3, 0.05);
  }
}

TEST(Health, an_encoder_that_falls_silent_is_noticed_in_three_seconds_and_forgiven_in_two) {
  Line line(good);
  line.run(20 * second);
  line.run(MediaMicros(3'100'000), [](const Frame&) { return begin + 23100ms; });
  EXPECT_EQ(line.found(), Kinds{nothing_arrives});
  line.run(4 * second);
  EXPECT_EQ(line.found(), Kinds{});
}

TEST(Health, sound_or_picture_that_stops_is_told_apart) {
  Line no_voice(good), no_face(good);
  const auto is = [](TrackKind kind) {
    return [kind](const Frame& frame) { return frame.config->kind == kind; };
  };
  no_voice.run(20 * second);
  no_face.run(20 * second);
  no_voice.run(7 * second, Line::on_time, is(TrackKind::video));
  no_face.run(7 * second, Line::on_time, is(TrackKind::audio));
  EXPECT_EQ(no_voice.found(), Kinds{no_sound});
  EXPECT_EQ(no_face.found(), Kinds{picture_stopped});
}

TEST(Health, a_class_without_a_microphone_is_noticed_and_one_without_a_camera_is_hinted_at) {
  Line mute({.gop = 60, .b_frames = 0, .sample_rate = 0, .delta_bytes = 9'000}), blind({.gop = 0});
  mute.run(12 * second);
  blind.run(12 * second);
  EXPECT_EQ(mute.found(), Kinds{no_sound});
  EXPECT_EQ(blind.found(), Kinds{no_picture});
}

TEST(Health, a_stream_that_cannot_be_entered_is_named) {
  Line line({.gop = 900, .b_frames = 0, .delta_bytes = 9'000});
  line.run(20 * second);
  EXPECT_EQ(line.found(), Kinds{no_key_frame});
}

TEST(Health, an_upload_that_is_too_slow_falls_behind_more_and_more) {
  Line line(good);
  line.run(60 * second, [](const Frame& frame) { return begin + frame.dts + frame.dts / 20; });
  EXPECT_EQ(line.found(), Kinds{upload_too_slow});
  EXPECT_NEAR(line.value(), 2.75, 0.5);
}

TEST(Health, pictures_lost_on_a_congested_line_and_pictures_never_made_are_told_apart) {
  Line lost(good), unmade(good);
  std::mt19937 random(5);
  const auto keeps = [&](const Frame& frame) {
    return frame.config->kind == TrackKind::audio || frame.key || random() % 10 != 0;
  };
  lost.run(
      60 * second, [&](const Frame& frame) { return begin + frame.dts + milliseconds(random() % 450); },
      keeps);
  unmade.run(60 * second, Line::on_time, keeps);
  EXPECT_EQ(lost.found(), Kinds{pictures_lost});
  EXPECT_EQ(unmade.found(), Kinds{pictures_not_made});
  EXPECT_NEAR(unmade.value(), 10, 4);
}

TEST(Health, few_pictures_are_measured_against_the_encoder_s_word) {
  Line line({.fps = 15, .gop = 30, .b_frames = 0, .delta_bytes = 18'000}, 30);
  line.run(30 * second);
  EXPECT_EQ(line.found(), Kinds{few_pictures});
  Line honest({.fps = 15, .gop = 30, .b_frames = 0, .delta_bytes = 18'000}, 15);
  honest.run(30 * second);
  EXPECT_EQ(honest.found(), Kinds{});
}

TEST(Health, a_line_that_stops_and_catches_up_again_and_again_is_unsteady) {
  Line line(good);
  // Every ten seconds nothing for 900 ms, then all of it at once.
  line.run(60 * second, [](const Frame& frame) {
    const auto phase = frame.dts % (10 * second);
    return begin + frame.dts + (phase < 900ms ? 900ms - phase : MediaMicros(0));
  });
  EXPECT_EQ(line.found(), Kinds{upload_unsteady});
  EXPECT_NEAR(line.value(), 0.9, 0.1);
  line.run(50 * second);
  EXPECT_EQ(line.found(), Kinds{});
}

TEST(Health, sound_frames_that_hold_nothing_are_silence) {
  SyntheticOptions muted = good;
  muted.audio_bytes = 6;
  Line line(muted);
  line.run(11 * second);
  EXPECT_EQ(line.found(), Kinds{digital_silence});
}

TEST(Health, a_microphone_that_is_on_is_not_silent_however_quiet_the_room) {
  SyntheticOptions quiet = good;
  quiet.audio_bytes = 150;
  Line line(quiet);
  line.run(30 * second);
  EXPECT_EQ(line.found(), Kinds{});
}

TEST(Health, sound_that_runs_away_from_its_picture_is_measured) {
  Line line(good);
  // The sound's stamps run behind by 2,000 millionths, so that its frames come ever later than they say.
  const auto arrives = [](const Frame& frame) {
    return begin + frame.dts + (frame.config->kind == TrackKind::audio ? frame.dts / 500 : MediaMicros(0));
  };
  line.run(90 * second, arrives);
  EXPECT_EQ(line.found(), Kinds{sound_drifts});
  EXPECT_NEAR(line.value(), (90 - 20) * 2, 8);
  EXPECT_GT(line.health.report(line.now).sound_ahead_ms.value(), 0);
}

TEST(Health, a_clock_that_is_off_by_seconds_an_hour_is_hinted_at) {
  Line line(good);
  line.run(200 * second, [](const Frame& frame) { return begin + frame.dts + frame.dts / 2000; });
  EXPECT_EQ(line.found(), Kinds{clock_drifts});
  EXPECT_NEAR(line.value(), 1.8, 0.1);
  EXPECT_LT(line.health.report(line.now).clock_ppm.value(), 0) << "the encoder's clock is the slow one";
}

TEST(Health, bitrates_out_of_the_usual_are_hints) {
  SyntheticOptions fat = good, thin = good;
  fat.delta_bytes = 30'000;
  thin.delta_bytes = thin.key_bytes = 1'000;
  Line high(fat), low(thin);
  high.run(40 * second);
  low.run(40 * second);
  EXPECT_EQ(high.found(), Kinds{bitrate_high});
  EXPECT_EQ(low.found(), Kinds{bitrate_low});
  EXPECT_NEAR(low.value(), 240, 5);
}

TEST(Health, codecs_that_do_not_play_everywhere_are_named) {
  Line line(good);
  auto hevc = std::make_shared<TrackConfig>(*line.encoder.video_config);
  hevc->codec = Codec::h265;
  line.encoder.use_video(hevc);
  line.run(5 * second);
  EXPECT_EQ(line.found(), Kinds{video_codec});
}

TEST(Health, what_the_server_left_out_is_the_server_s_fault) {
  Line line(good);
  line.run(20 * second);
  line.health.dropped(40, line.now);
  line.run(2 * second);
  EXPECT_EQ(line.found(), Kinds{server_drops});
  EXPECT_EQ(line.value(), 40);
  line.run(31 * second);
  EXPECT_EQ(line.found(), Kinds{});
}

TEST(Health, a_new_publisher_begins_with_a_clean_sheet_and_the_charts_go_on) {
  Line line(obs);
  line.run(30 * second,
           [](const Frame& frame) { return begin + frame.dts + (frame.dts > 20 * second ? 900ms : 0ms); });
  line.health.publisher_left(line.now);
  EXPECT_EQ(line.found(), Kinds{});
  line.now += 2s;
  line.health.publisher_arrived(line.now);
  const Mono again = line.now;
  for (const FramePtr& frame : SyntheticStream(good).take(8 * second))
    line.health.add(*frame, again + frame->dts);
  line.now = again + 8s;
  EXPECT_EQ(line.found(), Kinds{});
  const HealthReport report = line.health.report(line.now);
  EXPECT_EQ(report.seconds, 40U);
  EXPECT_FALSE(report.series.back(8).publishing);
  EXPECT_EQ(report.series.back(20).video_frames, 30);
}

TEST(Health, an_encoder_whose_clock_leaps_begins_to_be_measured_anew) {
  Line line(good);
  line.run(30 * second);
  const Mono here = line.now;
  SyntheticStream other(good);
  other.shift = MediaMicros(3h);
  for (const FramePtr& frame : other.take(60 * second))
    line.health.add(*frame, here + (frame->dts - MediaMicros(3h)));
  line.now = here + 60s;
  EXPECT_EQ(line.found(), Kinds{});
}

TEST(Health, says_what_obs_sends) {
  Line line(obs);
  line.run(20 * second);
  const StreamStats stats = line.health.stats(line.now);
  ASSERT_TRUE(stats.video && stats.audio);
  EXPECT_NEAR(stats.video->fps, 30, 0.3);
  EXPECT_EQ(stats.video->keyframe_interval, milliseconds(8334));
  EXPECT_TRUE(stats.video->b_frames);
  EXPECT_EQ(stats.video->width, 1280u);
  EXPECT_NEAR(stats.video->bitrate_kbps, 10'000 * 30 * 8 / 1000, 120);
  EXPECT_NEAR(stats.audio->bitrate_kbps, 340 * 8 * 48 / 1.024 / 1000, 3);
  EXPECT_EQ(stats.audio->sample_rate, 48'000u);
}

TEST(Health, figures_of_a_young_stream_are_not_too_small) {
  Line line(good);
  line.run(MediaMicros(1'700'000));
  EXPECT_NEAR(line.health.stats(line.now).video->fps, 30, 1.5);
}

TEST(Health, a_track_that_stops_disappears_and_one_that_never_was_is_not_there) {
  Line line({.gop = 0});
  line.run(5 * second);
  EXPECT_FALSE(line.health.stats(line.now).video);
  EXPECT_TRUE(line.health.stats(begin + 9s).audio);
  EXPECT_FALSE(line.health.stats(begin + 11s).audio);
}

TEST(Health, a_stream_that_was_left_alone_for_a_day_still_answers_at_once) {
  Line line(good);
  line.run(5 * second);
  line.health.publisher_left(line.now);
  const HealthReport report = line.health.report(line.now + 24h);
  EXPECT_EQ(report.seconds, 24U * 3600 + 5);
  EXPECT_EQ(report.series.size(), HealthSeries::length);
  EXPECT_TRUE(report.findings.empty());
}

}  // namespace
}  // namespace lyceum::media
