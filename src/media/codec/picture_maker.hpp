// A picture track coded again, as H.264 that every browser plays: upright, 4:2:0 in eight bits, at most
// 1080p60, a key frame every two seconds.
#pragma once

#include "media/codec/track_reader.hpp"
#include "media/codec/turn.hpp"

#include <optional>

namespace lyceum::media {

class PictureMaker final : public TrackReader {
 public:
  static Usable<std::unique_ptr<TrackReader>> open(const Ffmpeg& ffmpeg, const Formats& formats,
                                                   const OpenedFile& file);

  Usable<void> take(AVPacket& packet, UnitSink& sink) override;
  Usable<void> finish(UnitSink& sink) override;
  bool remakes() const override { return true; }

 private:
  static constexpr std::int64_t key_every_us = 2'000'000;
  static constexpr std::int64_t frame_min_us = 15'000;       // closer pictures are left out
  static constexpr std::int64_t still_every_us = 1'000'000;  // a picture that stands is said again

  PictureMaker(const Ffmpeg& ffmpeg, const AVStream& stream, std::int64_t start_us, Turn turn);
  Usable<void> decoded(UnitSink& sink);
  Usable<void> place(AVFrame& picture, std::int64_t pts, UnitSink& sink);
  Usable<void> encode(std::int64_t pts, UnitSink& sink);
  Usable<void> open_encoder(const AVFrame& picture, UnitSink& sink);
  Usable<void> give_out(UnitSink& sink);
  Result<Held<AVFrame>> shaped(AVFrame& picture) const;

  const Ffmpeg& ffmpeg_;
  const AVRational base_;
  const std::int64_t start_us_;
  const Turn turn_;
  Held<AVCodecContext> decoder_, encoder_;
  Held<AVFrame> now_;                            // the picture that is shown, as the encoder takes it
  std::optional<std::int64_t> last_, last_key_;  // presentation times given to the encoder
};

}  // namespace lyceum::media
