// For tests: an encoder made of numbers. Groups of pictures with B-frames, AAC beside them, merged as they
// would arrive.
//
// Payloads are recognisable, not decodable: NAL type, then the frame's number. The order of B-frames is
// x264's: after a key frame P B B P B B …, decode times regular, presentation later by the reordering.
#pragma once

#include "media/frame/frame.hpp"

#include <algorithm>
#include <random>
#include <vector>

namespace lyceum::media {

struct SyntheticOptions {
  double fps = 30;
  int gop = 60;                        // frames; 0 = no video
  int b_frames = 2;                    // between two references
  std::uint32_t sample_rate = 48'000;  // 0 = no audio
  bool milliseconds_only = true;       // times rounded as in RTMP
  std::size_t key_bytes = 20'000, delta_bytes = 3'000, audio_bytes = 340;
};

inline std::shared_ptr<const TrackConfig> synthetic_video_config(std::uint32_t width = 1280,
                                                                 std::uint32_t height = 720) {
  auto config = std::make_shared<TrackConfig>();
  config->decoder_config = SharedBytes(Bytes{1, 0x64, 0, 0x1f, 0xff, 0xe1, 0, 0, 1, 0, 0});
  config->rfc6381 = "avc1.64001f";
  config->width = width;
  config->height = height;
  return config;
}

inline std::shared_ptr<const TrackConfig> synthetic_audio_config(std::uint32_t sample_rate = 48'000) {
  auto config = std::make_shared<TrackConfig>();
  config->kind = TrackKind::audio;
  config->codec = Codec::aac;
  const bool is_48k = sample_rate == 48'000;
  config->decoder_config =
      SharedBytes(is_48k ? Bytes{0x11, 0x90} : Bytes{0x12, 0x10});  // AAC-LC stereo, 48 / 44.1 kHz
  config->rfc6381 = "mp4a.40.2";
  config->sample_rate = sample_rate;
  config->channels = 2;
  return config;
}

class SyntheticStream {
 public:
  explicit SyntheticStream(SyntheticOptions options = {})
      : options_(options),
        video_config(synthetic_video_config()),
        audio_config(synthetic_audio_config(options.sample_rate)) {}

  // The frames with decode times in [from, from + length), by decode time, as one encoder would send them.
  std::vector<FramePtr> take(MediaMicros length) {
    const MediaMicros end = now_ + length;
    std::vector<FramePtr> frames;
    while (options_.gop > 0 && video_time(video_count_) < end) frames.push_back(video());
    while (options_.sample_rate > 0 && audio_time(audio_count_) < end) frames.push_back(audio());
    std::ranges::stable_sort(frames, {}, [](const FramePtr& frame) { return frame->dts; });
    now_ = end;
    return frames;
  }
  // Nothing is sent for a while (the encoder's clock goes on).
  void skip(MediaMicros length) { take(length); }

  void use_video(std::shared_ptr<const TrackConfig> config) { video_config = std::move(config); }
  // Written into the frames, as the hub would.
  std::uint32_t run = 0;
  MediaMicros shift{0};

 private:
  MediaMicros rounded(double micros) const {
    const auto exact = MediaMicros(static_cast<std::int64_t>(micros));
    return options_.milliseconds_only ? std::chrono::round<milliseconds>(exact) : exact;
  }
  MediaMicros video_time(std::int64_t n) const {
    return rounded(static_cast<double>(n) * 1e6 / options_.fps);
  }
  MediaMicros audio_time(std::int64_t n) const {
    return rounded(static_cast<double>(n) * 1024 * 1e6 / options_.sample_rate);
  }
  // The place in display order of frame n of a group, decoded n-th: key frame, then reference before its
  // B-frames.
  std::int64_t display_place(std::int64_t n) const {
    const std::int64_t b = options_.b_frames;
    if (n == 0 || b == 0) return n;
    const std::int64_t in_group = (n - 1) % (b + 1), first = n - in_group;
    const std::int64_t reference = std::min<std::int64_t>(first + b, options_.gop - 1);
    return in_group == 0 ? reference : first + in_group - 1;
  }
  FramePtr video() {
    const std::int64_t n = video_count_++, in_gop = n % options_.gop;
    auto frame = std::make_shared<Frame>();
    frame->config = video_config;
    frame->key = in_gop == 0;
    frame->dts = shift + video_time(n);
    const std::int64_t reorder = options_.b_frames > 0 ? 1 : 0;
    frame->pts = shift + video_time(n - in_gop + display_place(in_gop) + reorder);
    fill(*frame, frame->key ? 0x65 : 0x41, frame->key ? options_.key_bytes : options_.delta_bytes, n);
    return frame;
  }
  FramePtr audio() {
    const std::int64_t n = audio_count_++;
    auto frame = std::make_shared<Frame>();
    frame->config = audio_config;
    frame->key = true;
    frame->dts = frame->pts = shift + audio_time(n);
    fill(*frame, 0xff, options_.audio_bytes, n);
    return frame;
  }
  void fill(Frame& frame, std::uint8_t first, std::size_t size, std::int64_t number) const {
    Bytes bytes(std::max<std::size_t>(size, 16), static_cast<std::uint8_t>(number));
    bytes[0] = first;
    frame.payload = SharedBytes(std::move(bytes));
    frame.run = run;
  }

  SyntheticOptions options_;
  std::int64_t video_count_ = 0, audio_count_ = 0;
  MediaMicros now_{0};

 public:
  std::shared_ptr<const TrackConfig> video_config, audio_config;
};

}  // namespace lyceum::media
