#include "media/out/hls/packager.hpp"

#include <algorithm>
#include <utility>

namespace lyceum::media {
namespace {

constexpr std::chrono::sys_days numbers_begin = std::chrono::year(2025) / 1 / 1;
constexpr MediaMicros one_kind_enough{334'000};
constexpr std::size_t gathered_max = 1000;
constexpr MediaMicros half_sound{11'000};  // of an audio frame
// A picture that has not come for so long does not hold the sound's change up.
constexpr MediaMicros video_silent{2'000'000};

std::int64_t first_msn(Utc now) {
  const auto since = std::chrono::duration_cast<seconds>(now - numbers_begin).count();
  return std::max(static_cast<std::int64_t>(since), std::int64_t{0});
}

// Breaks are numbered on from here, so that a restart does not repeat a number. hls.js keeps an array as long
// as the number and walks through it at every playlist (60 million: 3.6 s), so the count of ten seconds
// starts again after 3.8 days.
std::int64_t first_break(Utc now) {
  const auto since = std::chrono::duration_cast<seconds>(now - numbers_begin).count();
  return std::max<std::int64_t>(since, 0) / 10 % 32'768;
}

HlsCutRules rules_for(MediaMicros gop) {
  HlsCutRules rules;
  rules.segment_max = MediaMicros(target_duration_for(gop) * 1'000'000 + 450'000);
  return rules;
}

bool is_video(const Frame& frame) { return frame.config->kind == TrackKind::video; }

bool differs(const std::shared_ptr<const TrackConfig>& a, const std::shared_ptr<const TrackConfig>& b) {
  if (a == b) return false;
  return !a || !b || a->codec != b->codec ||
         !std::ranges::equal(a->decoder_config.view(), b->decoder_config.view());
}

}  // namespace

HlsPackager::HlsPackager(HlsPackagerOptions options, HlsSink& sink, Utc now)
    : rules_(rules_for(options.gop)),
      video_track_(TrackKind::video, first_msn(now), target_duration_for(options.gop), options.window),
      audio_track_(TrackKind::audio, first_msn(now), target_duration_for(options.gop), options.window),
      publisher_(sink),
      small_(publisher_, target_duration_for(options.gop), options.window),
      video_(video_track_, publisher_, small_, rules_, options.gop),
      audio_(audio_track_, publisher_, rules_),
      discontinuity_(first_break(now)) {}

void HlsPackager::frame(const FramePtr& frame, Utc now) {
  if (ended_) return;
  if (run_ != frame->run) start_run(frame->run);
  if (gathering_)
    gather(frame, now);
  else
    deliver(frame);
}

void HlsPackager::start_run(std::uint32_t run) {
  pause();
  audio_.forget_clock();
  run_ = run;
  gathering_ = true;
  gathered_.clear();
  audio_due_ = nullptr;
}

void HlsPackager::gather(const FramePtr& frame, Utc now) {
  const bool has_video = std::ranges::any_of(gathered_, [](const FramePtr& each) { return is_video(*each); });
  if (is_video(*frame) && !has_video && !frame->key) return;
  if (gathered_.empty()) anchor_ = {frame->pts, now};
  gathered_.push_back(frame);
  if (gathered_enough()) settle();
}

// Both kinds, or a part's length of one.
bool HlsPackager::gathered_enough() const {
  const Frame& first = *gathered_.front();
  const auto other = std::ranges::find_if(
      gathered_, [&](const FramePtr& each) { return is_video(*each) != is_video(first); });
  if (other != gathered_.end() || gathered_.size() >= gathered_max) return true;
  return gathered_.back()->dts - first.dts >= one_kind_enough;
}

void HlsPackager::settle() {
  const auto frames = std::exchange(gathered_, {});
  gathering_ = false;
  video_config_ = audio_config_ = nullptr;
  sound_from_ = MediaMicros(0);
  for (const FramePtr& frame : frames) {
    auto& config = is_video(*frame) ? video_config_ : audio_config_;
    if (config) continue;
    config = frame->config;
    if (is_video(*frame)) sound_from_ = frame->pts;
  }
  begin_stretch();
  for (const FramePtr& frame : frames) deliver(frame);
}

void HlsPackager::begin_stretch() {
  ++discontinuity_;
  if (video_config_) video_.begin(video_config_, discontinuity_, anchor_);
  if (audio_config_) audio_.begin(audio_config_, discontinuity_, anchor_, !video_config_);
  publisher_.offer(video_config_ ? &video_track_ : nullptr, audio_config_ ? &audio_track_ : nullptr);
}

void HlsPackager::deliver(const FramePtr& frame) {
  if (is_video(*frame))
    deliver_video(frame);
  else
    deliver_audio(frame);
}

void HlsPackager::deliver_video(const FramePtr& frame) {
  const bool other_config = differs(frame->config, video_config_);
  if (other_config && !frame->key) return;
  if (other_config || (frame->key && audio_due_)) change_stretch(*frame);
  if (const auto boundary = video_.add(frame)) audio_.boundary(*boundary);
  audio_.video_reached(video_.reached());
  if (audio_config_) audio_.cut();
}

void HlsPackager::deliver_audio(const FramePtr& frame) {
  if (differs(frame->config, audio_config_)) {
    audio_due_ = frame->config;
    if (video_config_ && frame->pts - video_.reached() < video_silent) return;
    change_stretch(*frame);
  }
  if (frame->pts + half_sound < sound_from_) return;
  audio_.add(frame);
  audio_.cut();
}

// Both renditions end a segment and go on after a discontinuity, from `first` on.
void HlsPackager::change_stretch(const Frame& first) {
  if (video_config_) video_.flush(is_video(first) ? std::optional(first.dts) : std::nullopt);
  if (audio_config_) audio_.flush(audio_due_ ? MediaMicros::max() : first.pts);
  if (is_video(first)) video_config_ = first.config;
  if (audio_due_) {
    audio_config_ = std::exchange(audio_due_, nullptr);
    sound_from_ = first.pts;
  }
  begin_stretch();
}

void HlsPackager::small_frame(const FramePtr& frame) {
  if (!ended_) small_.frame(frame);
}

void HlsPackager::small_lost() {
  if (!ended_) small_.lost();
}

void HlsPackager::pause() {
  if (video_config_) video_.flush();
  if (audio_config_) audio_.flush();
}

void HlsPackager::end() {
  if (std::exchange(ended_, true)) return;
  pause();
  publisher_.publish(video_track_, video_track_.end());
  publisher_.publish(audio_track_, audio_track_.end());
  small_.end();
}

}  // namespace lyceum::media
