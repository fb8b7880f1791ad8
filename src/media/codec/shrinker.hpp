// A stream in a smaller size: decoded, scaled and encoded again, frame by frame, key frames where it has
// them.
#pragma once

#include "media/codec/held.hpp"
#include "wire/worker/message.hpp"

#include <functional>
#include <optional>
#include <set>

namespace lyceum::media {

class Shrinker {
 public:
  using Sink = std::function<void(const worker::FromWorker&)>;

  // Errors: codec_missing, bad_picture.
  static Result<Shrinker> open(const Ffmpeg& ffmpeg, const worker::Begin& order);

  // The configuration and the frames that this frame brings about go to the sink; none while the decoder
  // waits for more. A frame that cannot be decoded is passed over. Error: bad_picture (there is no going on).
  Result<void> feed(const worker::Feed& frame, const Sink& sink);

 private:
  // Above half of this rate every second frame is left out.
  static constexpr std::int64_t frame_min_us = 25'000;

  Shrinker(const Ffmpeg& ffmpeg, worker::Begin order, Held<AVCodecContext> decoder)
      : ffmpeg_(&ffmpeg),
        order_(std::move(order)),
        decoder_(std::move(decoder)),
        encoder_(nullptr, {&ffmpeg}) {}

  Result<void> encode(AVFrame& picture, const Sink& sink);
  Result<void> open_encoder(const AVFrame& picture, const Sink& sink);
  Result<void> give_out(const Sink& sink);

  const Ffmpeg* ffmpeg_;
  worker::Begin order_;  // without its configuration
  Held<AVCodecContext> decoder_, encoder_;
  int width_ = 0, height_ = 0;        // of the decoded picture that the encoder was opened for
  std::set<std::int64_t> key_times_;  // of key frames that the decoder holds
  std::optional<std::int64_t> last_;  // presentation time of the last one given to the encoder
};

}  // namespace lyceum::media
