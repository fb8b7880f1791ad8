#include "media/transcode/picture/key_frame_picker.hpp"

#include <algorithm>

namespace lyceum::media {
namespace {

// None: sound.
std::optional<worker::Codec> codec_of(const TrackConfig& config) {
  switch (config.codec) {
    case Codec::h264:
      return worker::Codec::h264;
    case Codec::h265:
      return worker::Codec::h265;
    case Codec::av1:
      return worker::Codec::av1;
    case Codec::aac:
    case Codec::opus:
      break;
  }
  return std::nullopt;
}

}  // namespace

bool KeyFramePicker::wants(const Frame& frame, Mono now) const {
  if (busy_ || !frame.key || !codec_of(*frame.config)) return false;
  const std::size_t config = frame.config->decoder_config.size(), size = frame.payload.size();
  if (config == 0 || config > worker::config_max || size == 0 || size > worker::key_frame_max) return false;
  return !last_ || now - *last_ >= distance_;
}

void KeyFramePicker::taken(Mono now) {
  last_ = now;
  busy_ = true;
}

void KeyFramePicker::answered(bool in_vain) {
  busy_ = false;
  distance_ = in_vain ? std::min(2 * distance_, seldom_) : every_;
}

worker::Draw order_for(const Frame& frame) {
  worker::Draw order;
  order.codec = codec_of(*frame.config).value();
  order.config = frame.config->decoder_config;
  order.key_frame = frame.payload;
  return order;
}

}  // namespace lyceum::media
