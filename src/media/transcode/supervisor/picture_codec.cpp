#include "media/transcode/supervisor/picture_codec.hpp"

namespace lyceum::media {

std::optional<worker::Codec> picture_codec(const TrackConfig& config) {
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

}  // namespace lyceum::media
