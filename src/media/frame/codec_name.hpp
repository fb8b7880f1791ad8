// What codecs are called in the API and in logs.
#pragma once

#include "media/frame/frame.hpp"

#include <string_view>

namespace lyceum::media {

constexpr std::string_view codec_name(Codec codec) {
  switch (codec) {
    case Codec::h264:
      return "h264";
    case Codec::h265:
      return "h265";
    case Codec::av1:
      return "av1";
    case Codec::aac:
      return "aac";
    case Codec::opus:
      return "opus";
  }
  return "";
}

}  // namespace lyceum::media
