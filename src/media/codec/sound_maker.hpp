// A sound track coded again, as AAC in one or two channels. What is missing becomes silence, so that sound
// and picture stay in step.
#pragma once

#include "media/codec/track_reader.hpp"

#include <array>
#include <deque>
#include <optional>

namespace lyceum::media {

class SoundMaker final : public TrackReader {
 public:
  static Usable<std::unique_ptr<TrackReader>> open(const Ffmpeg& ffmpeg, const Formats& formats,
                                                   const OpenedFile& file);
  ~SoundMaker() override;

  Usable<void> take(AVPacket& packet, UnitSink& sink) override;
  Usable<void> finish(UnitSink& sink) override;
  bool remakes() const override { return true; }

 private:
  static constexpr std::int64_t apart_max_us = 60'000;  // by which sound may be early or late

  SoundMaker(const Ffmpeg& ffmpeg, const Formats& formats, const AVStream& stream, std::int64_t start_us);
  Usable<void> open_encoder();
  Usable<void> decoded(UnitSink& sink);
  Usable<void> place(const AVFrame& sound, UnitSink& sink);
  Usable<void> resample(const AVFrame& sound);
  bool prepare_resampler(const AVFrame& sound);
  void keep_in_step(std::int64_t pts);
  Usable<void> encode(UnitSink& sink, bool all);
  Usable<void> give_out(UnitSink& sink);
  std::int64_t micros_of(std::int64_t samples) const { return samples * 1'000'000 / encoder_->sample_rate; }

  const Ffmpeg& ffmpeg_;
  const Formats& formats_;
  const AVRational base_;
  const std::int64_t start_us_;
  Held<AVCodecContext> decoder_, encoder_;
  SwrContext* resampler_ = nullptr;
  std::array<int, 3> shape_{};                // of what the resampler takes: rate, channels, format
  std::array<std::deque<float>, 2> waiting_;  // by channel: to be coded
  std::int64_t drop_ = 0;                     // samples of what comes that are too early
  std::optional<std::int64_t> first_us_;      // where the first sample stands
  std::int64_t placed_ = 0, coded_ = 0;       // samples since
  bool told_ = false;                         // its configuration
};

}  // namespace lyceum::media
