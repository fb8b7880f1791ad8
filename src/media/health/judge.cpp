#include "media/health/judge.hpp"

#include <algorithm>
#include <cmath>

namespace lyceum::media {
namespace {

using F = const HealthFacts&;
using enum FindingKind;

constexpr std::uint32_t bit(FindingKind kind) { return 1U << static_cast<unsigned>(kind); }

struct Rule {
  FindingKind kind;
  std::uint16_t on_after, off_after;  // seconds in a row; 0 and 1 are the same
  bool (*begins)(F);
  bool (*lasts)(F);
  std::array<double, 2> (*values)(F);
  std::uint32_t explains = 0;  // findings that it makes superfluous
};

constexpr double per_cent = 100;
constexpr std::uint32_t line_trouble =
    bit(upload_unsteady) | bit(pictures_lost) | bit(pictures_not_made) | bit(few_pictures);

bool sound_is_gone(F f, int seconds) {
  return f.had_video && f.video_silent < 3 && f.audio_silent >= seconds;
}
bool picture_is_gone(F f, int seconds) {
  return f.had_video && f.had_audio && f.audio_silent < 3 && f.video_silent >= seconds;
}
// What is announced, but nobody is blamed for sending 30 of 60.
double wanted_fps(F f) { return f.expected_fps > 0 ? std::min(f.expected_fps, 30.0) : 15; }
double hours_off(F f) { return std::abs(f.clock_ppm.value_or(0)) * 3600 / 1e6; }
int apart(F f) { return std::abs(f.sound_ahead_ms.value_or(0)); }
bool measured(F f) { return f.video_kbps > 0 && f.video_silent < 3; }

std::array<double, 2> nothing(F) { return {}; }

// EBU and ITU-R find sound and picture acceptable up to 90 ms apart when the sound is ahead (BT.1359). A
// group cache holds 15 s (hub/gop_cache.hpp): a stream with no key frame for longer cannot be entered.
constexpr std::array<Rule, finding_kinds> rules{{
    {nothing_arrives, 0, 2, [](F f) { return f.silent >= 3; }, [](F f) { return f.silent >= 1; },
     [](F f) {
       return std::array{f.silent + 0.0, 0.0};
     },
     bit(no_sound) | bit(picture_stopped) | bit(no_key_frame) | bit(upload_too_slow) | line_trouble},
    {no_sound, 0, 2, [](F f) { return sound_is_gone(f, 5); }, [](F f) { return sound_is_gone(f, 2); },
     [](F f) {
       return std::array{f.audio_silent + 0.0, 0.0};
     },
     bit(digital_silence)},
    {picture_stopped, 0, 2, [](F f) { return picture_is_gone(f, 5); },
     [](F f) { return picture_is_gone(f, 2); },
     [](F f) {
       return std::array{f.video_silent + 0.0, 0.0};
     },
     bit(no_key_frame) | bit(pictures_lost) | bit(pictures_not_made) | bit(few_pictures) | bit(bitrate_low)},
    {no_key_frame, 0, 0, [](F f) { return f.had_video && f.since_key > 15; },
     [](F f) { return f.had_video && f.since_key > 15; },
     [](F f) {
       return std::array{f.since_key + 0.0, 0.0};
     },
     bit(key_frames_far_apart)},
    {upload_too_slow, 5, 10, [](F f) { return f.backlog_ms >= 1500; },
     [](F f) { return f.backlog_ms >= 700; },
     [](F f) {
       return std::array{f.backlog_ms / 1000.0, 0.0};
     },
     line_trouble},
    {server_drops, 0, 0, [](F f) { return f.dropped > 0; }, [](F f) { return f.dropped > 0; },
     [](F f) {
       return std::array{f.dropped + 0.0, 0.0};
     }},
    {pictures_lost, 3, 20, [](F f) { return f.missing >= 0.03 && f.late_ms >= 300; },
     [](F f) { return f.missing >= 0.01 && f.late_ms >= 200; },
     [](F f) {
       return std::array{f.missing * per_cent, 0.0};
     },
     bit(pictures_not_made) | bit(few_pictures) | bit(upload_unsteady)},
    {pictures_not_made, 3, 20, [](F f) { return f.missing >= 0.03 && f.late_ms < 300; },
     [](F f) { return f.missing >= 0.01; },
     [](F f) {
       return std::array{f.missing * per_cent, 0.0};
     },
     bit(few_pictures)},
    {few_pictures, 5, 10, [](F f) { return f.fps > 0 && f.fps < 0.8 * wanted_fps(f); },
     [](F f) { return f.fps > 0 && f.fps < 0.9 * wanted_fps(f); },
     [](F f) {
       return std::array{f.fps, wanted_fps(f)};
     }},
    {upload_unsteady, 0, 15, [](F f) { return f.stalls >= 2 || f.late_seconds >= 3; },
     [](F f) { return f.stalls >= 1 || f.late_seconds >= 1; },
     [](F f) {
       return std::array{std::max(f.stall_ms, f.late_ms) / 1000.0, 0.0};
     }},
    {digital_silence, 0, 2, [](F f) { return f.empty_sound >= 10; }, [](F f) { return f.empty_sound >= 1; },
     [](F f) {
       return std::array{f.empty_sound + 0.0, 0.0};
     }},
    {sound_drifts, 10, 30, [](F f) { return apart(f) >= 90; }, [](F f) { return apart(f) >= 60; },
     [](F f) {
       return std::array{apart(f) + 0.0, 0.0};
     }},
    {video_codec, 0, 0, [](F f) { return f.had_video && f.video_codec != Codec::h264; },
     [](F f) { return f.had_video && f.video_codec != Codec::h264; }, nothing},
    {audio_codec, 0, 0, [](F f) { return f.had_audio && f.audio_codec != Codec::aac; },
     [](F f) { return f.had_audio && f.audio_codec != Codec::aac; }, nothing},
    {no_picture, 8, 0, [](F f) { return f.had_audio && !f.had_video; },
     [](F f) { return f.had_audio && !f.had_video; }, nothing},
    {bitrate_high, 0, 10, [](F f) { return measured(f) && f.video_kbps > 6000; },
     [](F f) { return measured(f) && f.video_kbps > 5500; },
     [](F f) {
       return std::array{f.video_kbps + 0.0, 0.0};
     }},
    {bitrate_low, 0, 10, [](F f) { return measured(f) && f.video_kbps < 500 && f.height >= 480; },
     [](F f) { return measured(f) && f.video_kbps < 600; },
     [](F f) {
       return std::array{f.video_kbps + 0.0, 0.0};
     }},
    {key_frames_far_apart, 0, 0, [](F f) { return f.keyframe_interval_ms > 4500; },
     [](F f) { return f.keyframe_interval_ms > 4000; },
     [](F f) {
       return std::array{f.keyframe_interval_ms / 1000.0, 0.0};
     }},
    {b_frames, 0, 0, [](F f) { return f.b_frames; }, [](F f) { return f.b_frames; }, nothing},
    {clock_drifts, 10, 30, [](F f) { return hours_off(f) >= 1.0; }, [](F f) { return hours_off(f) >= 0.7; },
     [](F f) {
       return std::array{hours_off(f), 0.0};
     }},
}};

constexpr bool rules_stand_in_order() {
  for (std::size_t i = 0; i < rules.size(); ++i)
    if (rules[i].kind != static_cast<FindingKind>(i)) return false;
  return true;
}
static_assert(rules_stand_in_order());

}  // namespace

void Judge::step(const HealthFacts& facts) {
  for (const Rule& rule : rules) {
    Latch& latch = latches_[static_cast<std::size_t>(rule.kind)];
    const bool says = latch.on ? rule.lasts(facts) : rule.begins(facts);
    const bool changes = says != latch.on;
    latch.run = changes ? static_cast<std::uint16_t>(latch.run + 1) : std::uint16_t{0};
    if (latch.on) ++latch.seconds;
    if (says) latch.values = rule.values(facts);
    if (latch.run == 0 || latch.run < (latch.on ? rule.off_after : rule.on_after)) continue;
    latch.on = says;
    latch.run = 0;
    latch.seconds = 0;
  }
}

std::vector<Finding> Judge::findings() const {
  std::uint32_t explained = 0;
  for (const Rule& rule : rules)
    if (latches_[static_cast<std::size_t>(rule.kind)].on) explained |= rule.explains;
  std::vector<Finding> found;
  for (const Rule& rule : rules) {
    const Latch& latch = latches_[static_cast<std::size_t>(rule.kind)];
    if (!latch.on || (explained & bit(rule.kind)) != 0) continue;
    found.push_back({rule.kind, latch.values[0], latch.values[1], latch.seconds});
  }
  return found;
}

}  // namespace lyceum::media
