#include "wire/hls/multivariant_playlist.hpp"

#include <iterator>

#include <fmt/format.h>

namespace lyceum::hls {
namespace {

void render_audio(std::back_insert_iterator<std::string> out, const AudioRendition& audio) {
  fmt::format_to(
      out,
      "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"{}\",NAME=\"{}\",DEFAULT=YES,AUTOSELECT=YES,CHANNELS=\"{}\","
      "URI=\"{}\"\n",
      audio.group, audio.name, audio.channels, audio.uri);
}

void render_variant(std::back_insert_iterator<std::string> out, const Variant& variant) {
  fmt::format_to(out, "#EXT-X-STREAM-INF:BANDWIDTH={}", variant.bandwidth);
  if (variant.average_bandwidth > 0) fmt::format_to(out, ",AVERAGE-BANDWIDTH={}", variant.average_bandwidth);
  fmt::format_to(out, ",CODECS=\"{}\"", variant.codecs);
  if (variant.width > 0) fmt::format_to(out, ",RESOLUTION={}x{}", variant.width, variant.height);
  if (variant.frame_rate_milli > 0)
    fmt::format_to(out, ",FRAME-RATE={}.{:03}", variant.frame_rate_milli / 1000,
                   variant.frame_rate_milli % 1000);
  if (!variant.audio_group.empty()) fmt::format_to(out, ",AUDIO=\"{}\"", variant.audio_group);
  fmt::format_to(out, "\n{}\n", variant.uri);
}

}  // namespace

std::string render(const MultivariantPlaylist& playlist) {
  std::string text = "#EXTM3U\n#EXT-X-VERSION:9\n";
  const std::back_insert_iterator<std::string> out(text);
  for (const AudioRendition& audio : playlist.audio) render_audio(out, audio);
  for (const Variant& variant : playlist.variants) render_variant(out, variant);
  return text;
}

}  // namespace lyceum::hls
