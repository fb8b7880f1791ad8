#include "media/health/health.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lyceum::media {
namespace {

constexpr std::size_t stats_seconds = 5;
constexpr std::size_t fps_seconds = 10;
constexpr std::size_t long_seconds = 30;
constexpr std::size_t late_seconds = 15;
constexpr std::uint16_t very_late_ms = 800;
constexpr std::chrono::seconds second_length{1};

constexpr auto video_frames = [](const HealthSecond& each) { return each.video_frames; };
constexpr auto video_bytes = [](const HealthSecond& each) { return each.video_bytes; };
constexpr auto audio_bytes = [](const HealthSecond& each) { return each.audio_bytes; };
constexpr auto missing = [](const HealthSecond& each) { return each.missing; };
constexpr auto dropped_frames = [](const HealthSecond& each) { return each.dropped; };
constexpr auto late = [](const HealthSecond& each) { return each.late_ms; };
constexpr auto stall = [](const HealthSecond& each) { return each.stall_ms; };

template <class Counter>
void grow(Counter& counter, std::uint64_t by) {
  counter = static_cast<Counter>(std::min<std::uint64_t>(counter + by, std::numeric_limits<Counter>::max()));
}

std::uint16_t in_ms(std::chrono::nanoseconds time) {
  const auto ms = std::chrono::duration_cast<milliseconds>(time).count();
  return static_cast<std::uint16_t>(std::clamp<std::int64_t>(ms, 0, UINT16_MAX));
}

int whole_seconds(std::chrono::nanoseconds time) {
  return static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(time).count());
}

double seconds_of(std::chrono::nanoseconds time) { return std::chrono::duration<double>(time).count(); }

std::uint32_t kbps(double bytes_a_second) { return static_cast<std::uint32_t>(bytes_a_second * 8 / 1000); }

}  // namespace

void Health::publisher_arrived(Mono now) {
  advance(now);
  publishing_ = true;
  since_ = last_any_ = last_key_at_ = now;
  age_ = 0;
  video_ = audio_ = {};
  interval_ = keyframe_interval_ = {};
  last_key_.reset();
  last_pts_.reset();
  b_frames_ = false;
  empty_sound_ = 0;
  sound_place_.reset();
  sound_placed_at_ = reference_after;
  words_ = {};
  judge_.restart();
}

void Health::publisher_left(Mono now) {
  advance(now);
  publishing_ = false;
  judge_.restart();
}

void Health::add(const Frame& frame, Mono now) {
  advance(now);
  const bool is_video = frame.config->kind == TrackKind::video;
  Track& track = is_video ? video_ : audio_;
  const Mono at = frame.arrived == Mono{} ? now : frame.arrived;
  if (!track.config) track.first_at = at;
  if (track.config != frame.config) track.config = frame.config;
  const auto heard = track.clock.add(frame.dts, at);
  track.last_at = at;
  note_time(heard, at);
  if (is_video) {
    grow(open_.video_bytes, frame.payload.size());
    grow(open_.video_frames, 1);
    watch_video(frame, heard, at);
  } else {
    grow(open_.audio_bytes, frame.payload.size());
    grow(open_.audio_frames, 1);
  }
}

void Health::note_time(const TrackClock::Heard& heard, Mono at) {
  const std::chrono::nanoseconds wait = at - last_any_ - std::max(heard.step, MediaMicros(0));
  last_any_ = std::max(last_any_, at);
  if (heard.leapt) {
    sound_place_.reset();
    sound_placed_at_ = age_ + reference_after;
  }
  if (age_ < settled_after) return;
  open_.late_ms = std::max(open_.late_ms, in_ms(heard.late));
  if (wait >= stall_min) open_.stall_ms = std::max(open_.stall_ms, in_ms(wait));
}

// B-frames show in presentation times that go back while decode times go on (or in what the parameter sets
// announce).
void Health::watch_video(const Frame& frame, const TrackClock::Heard& heard, Mono at) {
  if (heard.leapt) last_key_ = last_pts_ = std::nullopt;
  b_frames_ = b_frames_ || frame.config->has_b_frames || (last_pts_ && frame.pts < *last_pts_);
  last_pts_ = frame.pts;
  if (interval_.count() > 0 && 2 * heard.step > 3 * interval_) {
    const auto places = (heard.step + interval_ / 2) / interval_;  // rounded
    grow(open_.missing, static_cast<std::uint64_t>(places - 1));
  }
  if (!frame.key) return;
  if (last_key_ && frame.dts > *last_key_) keyframe_interval_ = frame.dts - *last_key_;
  last_key_ = frame.dts;
  last_key_at_ = at;
}

void Health::dropped(std::uint64_t frames, Mono now) {
  advance(now);
  grow(open_.dropped, frames);
}

void Health::advance(Mono now) {
  if (!second_) second_ = now;
  if (now - *second_ < second_length) return;
  const auto over = static_cast<std::uint64_t>((now - *second_) / second_length);
  const auto judged = std::min<std::uint64_t>(over, HealthSeries::length);
  if (over > judged) open_ = {};
  series_.skip(over - judged);
  *second_ += second_length * static_cast<std::int64_t>(over - judged);
  for (std::uint64_t i = 0; i < judged; ++i) end_second();
  seconds_ += over;
}

void Health::end_second() {
  *second_ += second_length;
  open_.publishing = publishing_;
  if (publishing_) open_.keyframe_ms = in_ms(keyframe_interval_);
  series_.push(open_);
  open_ = {};
  if (!publishing_) return;
  age_ = whole_seconds(*second_ - since_);
  video_.clock.end_second();
  audio_.clock.end_second();
  settle();
  interval_ = picture_interval();
  const HealthSecond& ended = series_.back(0);
  const bool empty = ended.audio_frames > 0 && ended.audio_bytes <= empty_sound_max * ended.audio_frames;
  empty_sound_ = empty ? empty_sound_ + 1 : 0;
  judge_.step(facts());
}

void Health::settle() {
  if (age_ == settled_after) {
    video_.clock.restart();
    audio_.clock.restart();
  }
  if (age_ != sound_placed_at_) return;
  const auto sound = audio_.clock.least_delay(fps_seconds), picture = video_.clock.least_delay(fps_seconds);
  if (sound && picture) sound_place_ = *sound - *picture;
}

MediaMicros Health::picture_interval() const {
  if (words_.fps > 0) {
    const MediaMicros told(static_cast<std::int64_t>(1e6 / words_.fps));
    if (video_.clock.keeps(told)) return told;
  }
  const MediaMicros seen = video_.clock.interval();
  return video_.clock.keeps(seen) ? seen : MediaMicros(0);
}

std::optional<int> Health::sound_ahead() const {
  if (!sound_place_) return std::nullopt;
  const auto sound = audio_.clock.least_delay(fps_seconds), picture = video_.clock.least_delay(fps_seconds);
  if (!sound || !picture) return std::nullopt;
  return static_cast<int>(
      std::chrono::duration_cast<milliseconds>(*sound - *picture - *sound_place_).count());
}

// A second, over the newest complete ones, of which the track may not have seen all.
template <class Value>
double Health::rate(const Track& track, std::size_t seconds, Value value) const {
  if (!track.config) return 0;
  const double seen = std::min(seconds_of(*second_ - track.first_at), static_cast<double>(seconds));
  if (seen < 0.5) return 0;
  return static_cast<double>(series_.sum(static_cast<std::size_t>(std::ceil(seen)), value)) / seen;
}

std::size_t Health::within(std::size_t seconds) const {
  return std::min(seconds, static_cast<std::size_t>(age_));
}

HealthFacts Health::facts() const {
  const auto ago = [&](const Track& track) {
    return track.config ? whole_seconds(*second_ - track.last_at) : age_;
  };
  HealthFacts facts{.age = age_,
                    .silent = whole_seconds(*second_ - last_any_),
                    .video_silent = ago(video_),
                    .audio_silent = ago(audio_),
                    .had_video = video_.config != nullptr,
                    .had_audio = audio_.config != nullptr};
  if (video_.config) add_picture_facts(facts);
  if (audio_.config) facts.audio_codec = audio_.config->codec;
  facts.empty_sound = empty_sound_;
  facts.sound_ahead_ms = sound_ahead();
  add_line_facts(facts);
  return facts;
}

void Health::add_picture_facts(HealthFacts& facts) const {
  const double came = static_cast<double>(series_.sum(within(fps_seconds), video_frames));
  const double left_out = static_cast<double>(series_.sum(within(fps_seconds), missing));
  if (came > 0) facts.missing = left_out / (came + left_out);
  if (within(fps_seconds) == fps_seconds) facts.fps = rate(video_, fps_seconds, video_frames);
  if (within(long_seconds) == long_seconds) facts.video_kbps = kbps(rate(video_, long_seconds, video_bytes));
  facts.expected_fps = words_.fps;
  facts.video_codec = video_.config->codec;
  facts.height = video_.config->height;
  facts.keyframe_interval_ms =
      static_cast<int>(std::chrono::duration_cast<milliseconds>(keyframe_interval_).count());
  facts.since_key = whole_seconds(*second_ - last_key_at_);
  facts.b_frames = b_frames_;
}

void Health::add_line_facts(HealthFacts& facts) const {
  const TrackClock& clock = (video_.config ? video_ : audio_).clock;
  const auto recent = clock.least_delay(stats_seconds), least = clock.least_delay(TrackClock::length);
  if (recent && least) facts.backlog_ms = in_ms(*recent - *least);
  const auto count = [&](auto is_so) { return static_cast<int>(series_.sum(within(long_seconds), is_so)); };
  facts.late_ms = static_cast<int>(series_.largest(within(late_seconds), late));
  facts.late_seconds = count([](const HealthSecond& each) { return each.late_ms >= very_late_ms; });
  facts.stall_ms = static_cast<int>(series_.largest(within(long_seconds), stall));
  facts.stalls = count([](const HealthSecond& each) { return each.stall_ms > 0; });
  facts.dropped = count(dropped_frames);
  facts.clock_ppm = clock.drift_ppm();
}

bool Health::quiet(const Track& track, Mono now) const {
  return !track.config || now - track.last_at > second_length * static_cast<std::int64_t>(stats_seconds);
}

StreamStats Health::stats(Mono now) {
  advance(now);
  StreamStats stats;
  if (!quiet(video_, now)) {
    const TrackConfig& config = *video_.config;
    const double fps = rate(video_, stats_seconds, video_frames);
    stats.video = {.codec = config.codec,
                   .width = config.width,
                   .height = config.height,
                   .fps = std::round(fps * 10) / 10,
                   .bitrate_kbps = kbps(rate(video_, stats_seconds, video_bytes)),
                   .keyframe_interval = std::chrono::duration_cast<milliseconds>(keyframe_interval_),
                   .b_frames = b_frames_};
  }
  if (!quiet(audio_, now)) {
    const TrackConfig& config = *audio_.config;
    stats.audio = {.codec = config.codec,
                   .sample_rate = config.sample_rate,
                   .channels = config.channels,
                   .bitrate_kbps = kbps(rate(audio_, stats_seconds, audio_bytes))};
  }
  return stats;
}

HealthReport Health::report(Mono now) {
  HealthReport report{.stats = stats(now), .series = series_, .seconds = seconds_, .words = words_};
  if (!publishing_) return report;
  report.findings = judge_.findings();
  report.clock_ppm = (video_.config ? video_ : audio_).clock.drift_ppm();
  report.sound_ahead_ms = sound_ahead();
  return report;
}

}  // namespace lyceum::media
