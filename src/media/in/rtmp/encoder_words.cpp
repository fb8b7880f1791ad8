#include "media/in/rtmp/encoder_words.hpp"

#include <algorithm>
#include <cmath>

namespace lyceum::media {
namespace {

constexpr std::size_t name_max = 100;

double number(const amf::Value& metadata, std::string_view member, double most) {
  const amf::Value* value = metadata.find(member);
  const double told = value ? value->number_or(0) : 0;
  return std::isfinite(told) && told > 0 && told <= most ? told : 0;
}

}  // namespace

EncoderWords encoder_words(const amf::Value& metadata) {
  const amf::Value* name = metadata.find("encoder");
  return {
      .name = name ? encoder_name(name->text()) : std::string(),
      .fps = number(metadata, "framerate", EncoderWords::fps_max),
      .video_kbps = static_cast<std::uint32_t>(number(metadata, "videodatarate", EncoderWords::kbps_max)),
      .audio_kbps = static_cast<std::uint32_t>(number(metadata, "audiodatarate", EncoderWords::kbps_max))};
}

std::string encoder_name(std::string_view text) {
  std::string name(text.substr(0, name_max));
  std::ranges::replace_if(
      name, [](char c) { return c < ' ' || c > '~'; }, '?');
  return name;
}

}  // namespace lyceum::media
