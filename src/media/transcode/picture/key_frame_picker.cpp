#include "media/transcode/picture/key_frame_picker.hpp"

#include "media/transcode/supervisor/picture_codec.hpp"

#include <algorithm>

namespace lyceum::media {

bool KeyFramePicker::wants(const Frame& frame, Mono now) const {
  if (busy_ || !frame.key || !picture_codec(*frame.config)) return false;
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
  order.codec = picture_codec(*frame.config).value();
  order.config = frame.config->decoder_config;
  order.key_frame = frame.payload;
  return order;
}

}  // namespace lyceum::media
