#include "media/out/hls/names.hpp"

#include <charconv>

#include <fmt/format.h>

namespace lyceum::media {
namespace {

char letter(TrackKind track, bool small) {
  if (small) return 's';
  return track == TrackKind::video ? 'v' : 'a';
}

struct Rendition {
  TrackKind track;
  bool small;
};
constexpr Rendition renditions[] = {
    {TrackKind::video, false}, {TrackKind::audio, false}, {TrackKind::video, true}};

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

// Decimal without leading zeros, so that each thing has one name in caches.
std::optional<std::int64_t> take_number(std::string_view& text) {
  std::int64_t value = 0;
  if (text.empty() || text[0] < '0' || text[0] > '9') return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || (text[0] == '0' && end != text.data() + 1)) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

}  // namespace

std::string hls_init_name(TrackKind track, std::int64_t msn, bool small) {
  return fmt::format("{}-init-{}.mp4", letter(track, small), msn);
}
std::string hls_segment_name(TrackKind track, std::int64_t msn, bool small) {
  return fmt::format("{}-{}.m4s", letter(track, small), msn);
}
std::string hls_part_name(TrackKind track, std::int64_t msn, std::size_t part, bool small) {
  return fmt::format("{}-{}-{}.m4s", letter(track, small), msn, part);
}

std::optional<HlsName> parse_hls_name(std::string_view name) {
  using Kind = HlsName::Kind;
  if (name == "index.m3u8") return HlsName{Kind::multivariant, TrackKind::video, 0, 0};
  for (const auto [track, small] : renditions) {
    if (name == hls_playlist_name(track, small)) return HlsName{Kind::playlist, track, 0, 0, small};
    std::string_view rest = name;
    if (!take_prefix(rest, std::string{letter(track, small), '-'})) continue;
    const bool init = take_prefix(rest, "init-");
    const auto msn = take_number(rest);
    if (!msn) return std::nullopt;
    if (init)
      return rest == ".mp4" ? std::optional(HlsName{Kind::init, track, *msn, 0, small}) : std::nullopt;
    if (rest == ".m4s") return HlsName{Kind::segment, track, *msn, 0, small};
    if (!take_prefix(rest, "-")) return std::nullopt;
    const auto part = take_number(rest);
    if (!part || rest != ".m4s") return std::nullopt;
    return HlsName{Kind::part, track, *msn, static_cast<std::size_t>(*part), small};
  }
  return std::nullopt;
}

}  // namespace lyceum::media
