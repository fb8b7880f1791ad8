#include "bench/source/numbers.hpp"

#include "bench/measure/stamp.hpp"
#include "wire/flv/audio_tag.hpp"
#include "wire/flv/video_tag.hpp"

#include <algorithm>

namespace lyceum::bench {
namespace {

constexpr int fps = 30, audio_kbps = 128;
constexpr std::size_t key_times = 8;  // a key frame is so much larger than another
constexpr std::int64_t second = 1'000'000'000;
constexpr std::int64_t audio_frame_ns = second * 1024 / 48'000;

// avcC of an x264 stream, High@3.1, 1280×720 (annotated in src/wire/avc/h264_test.cpp).
const Bytes avc_config{0x01, 0x64, 0x00, 0x1F, 0xFF, 0xE1, 0x00, 0x1A, 0x67, 0x64, 0x00, 0x1F,
                       0xAC, 0xD9, 0x40, 0x50, 0x05, 0xBB, 0x01, 0x10, 0x00, 0x00, 0x03, 0x00,
                       0x10, 0x00, 0x00, 0x03, 0x03, 0xC0, 0xF1, 0x83, 0x19, 0x60, 0x01, 0x00,
                       0x06, 0x68, 0xEB, 0xE3, 0xCB, 0x22, 0xC0, 0xFD, 0xF8, 0xF8, 0x00};
const Bytes aac_config{0x11, 0x90};  // AAC-LC, 48 kHz, stereo

SharedBytes with_body(Bytes header, ByteView body) {
  header.insert(header.end(), body.begin(), body.end());
  return SharedBytes(std::move(header));
}

}  // namespace

NumbersFeed::NumbersFeed(const NumbersLoad& load, std::int64_t begin_ns)
    : load_(load),
      begin_ns_(begin_ns),
      usual_bytes_(static_cast<std::size_t>((load.kbps - audio_kbps) * 125 * load.gop_frames / fps) /
                   (static_cast<std::size_t>(load.gop_frames) - 1 + key_times)),
      sound_(with_body(flv::audio_header({flv::PacketKind::frame, flv::AudioCodec::aac, 0, {}}),
                       Bytes(static_cast<std::size_t>(audio_kbps * 125 * audio_frame_ns / second), 0x21))) {}

std::int64_t NumbersFeed::next_at() const {
  return std::min(pictures_ * second / fps, sounds_ * audio_frame_ns);
}

FeedTag NumbersFeed::take() {
  if (configs_ == 0) {
    ++configs_;
    const Bytes header = flv::video_header({flv::PacketKind::config, flv::VideoCodec::avc, true, 0, 0, {}});
    return {rtmp::MessageType::video, 0, with_body(header, avc_config)};
  }
  if (configs_ == 1) {
    ++configs_;
    const Bytes header = flv::audio_header({flv::PacketKind::config, flv::AudioCodec::aac, 0, {}});
    return {rtmp::MessageType::audio, 0, with_body(header, aac_config)};
  }
  if (sounds_ * audio_frame_ns > pictures_ * second / fps) return picture();
  return {rtmp::MessageType::audio, sounds_++ * audio_frame_ns, sound_};
}

// One slice NAL unit whose first bytes are the stamp.
FeedTag NumbersFeed::picture() {
  const std::int64_t at = pictures_ * second / fps;
  const bool key = pictures_++ % load_.gop_frames == 0;
  const std::size_t size = std::max<std::size_t>(40, key ? usual_bytes_ * key_times : usual_bytes_);
  Bytes body = flv::video_header({flv::PacketKind::frame, flv::VideoCodec::avc, key, 0, 0, {}});
  const auto length = static_cast<std::uint32_t>(size + 1);
  for (int shift = 24; shift >= 0; shift -= 8) body.push_back(static_cast<std::uint8_t>(length >> shift));
  body.push_back(key ? 0x65 : 0x41);
  return {rtmp::MessageType::video, at,
          with_body(std::move(body), as_bytes(stamped_text(begin_ns_ + at, size)))};
}

}  // namespace lyceum::bench
