#include "media/out/replay/playlists.hpp"

#include "media/out/hls/names.hpp"
#include "wire/hls/multivariant_playlist.hpp"
#include "wire/hls/recorded_playlist.hpp"

#include <algorithm>

namespace lyceum::media {
namespace {

constexpr std::string_view sound_group = "sound";

struct Rates {
  std::int64_t peak = 0, average = 0;  // bit/s
};

Rates rates_of(const Recording& recording, TrackKind track) {
  std::int64_t peak = 0, bits = 0, micros = 0;
  for (const Stretch& stretch : recording.stretches) {
    const auto& rendition = stretch.of(track);
    if (!rendition) continue;
    for (const Segment& segment : rendition->media.segments) {
      const std::int64_t length = std::max<std::int64_t>(1, rendition->duration(segment).count());
      peak = std::max(peak, std::int64_t{segment.bytes} * 8'000'000 / length);
      bits += std::int64_t{segment.bytes} * 8;
      micros += length;
    }
  }
  return {peak, micros > 0 ? bits * 1'000'000 / micros : 0};
}

// The newest of its kind tells what a device needs.
const RecordedRendition* newest(const Recording& recording, TrackKind track) {
  const RecordedRendition* found = nullptr;
  for (const Stretch& stretch : recording.stretches)
    if (const auto& rendition = stretch.of(track)) found = &*rendition;
  return found;
}

hls::Variant variant(TrackKind track, const Rates& rates, std::string codecs) {
  hls::Variant made;
  made.uri = hls_playlist_name(track);
  made.bandwidth = rates.peak + rates.peak / 10 + 1000;
  made.average_bandwidth = rates.average;
  made.codecs = std::move(codecs);
  return made;
}

bool is_independent(const Recording& recording, TrackKind track) {
  return std::ranges::all_of(recording.stretches, [track](const Stretch& stretch) {
    const auto& rendition = stretch.of(track);
    return !rendition || std::ranges::all_of(rendition->media.segments, &Segment::independent);
  });
}

hls::RecordedStretch describe(const Stretch& stretch, TrackKind track) {
  const bool here = stretch.of(track).has_value();
  const TrackKind other = track == TrackKind::video ? TrackKind::audio : TrackKind::video;
  const RecordedRendition& rendition = here ? *stretch.of(track) : *stretch.of(other);
  hls::RecordedStretch described{.uri = RecordingName{stretch.number, track}.str(),
                                 .init_bytes = rendition.media.init_bytes,
                                 .segments = {},
                                 .gap = !here};
  described.segments.reserve(rendition.media.segments.size());
  for (const Segment& segment : rendition.media.segments)
    described.segments.push_back({.duration = rendition.duration(segment),
                                  .offset = segment.offset,
                                  .bytes = segment.bytes,
                                  .program_date_time = segment.begins});
  return described;
}

}  // namespace

std::string replay_multivariant(const Recording& recording) {
  hls::MultivariantPlaylist playlist;
  const RecordedRendition* const picture = newest(recording, TrackKind::video);
  const RecordedRendition* const sound = newest(recording, TrackKind::audio);
  const Rates sound_rates = rates_of(recording, TrackKind::audio);
  if (picture != nullptr) {
    Rates rates = rates_of(recording, TrackKind::video);
    rates.peak += sound_rates.peak;
    rates.average += sound_rates.average;
    auto made = variant(TrackKind::video, rates, picture->codecs + (sound ? "," + sound->codecs : ""));
    made.width = picture->media.track.width;
    made.height = picture->media.track.height;
    if (sound != nullptr) made.audio_group = sound_group;
    playlist.variants.push_back(std::move(made));
  }
  if (sound != nullptr) {
    auto made = variant(TrackKind::audio, sound_rates, sound->codecs);
    if (picture != nullptr) {
      made.audio_group = sound_group;
      playlist.audio.push_back({.group = std::string(sound_group),
                                .name = "main",
                                .uri = std::string(hls_playlist_name(TrackKind::audio)),
                                .channels = sound->media.track.channels});
    }
    playlist.variants.push_back(std::move(made));
  }
  return hls::render(playlist);
}

std::string replay_playlist(const Recording& recording, TrackKind track, bool growing) {
  if (!recording.has(track)) return {};
  hls::RecordedPlaylist playlist;
  playlist.independent = is_independent(recording, track);
  playlist.ended = !growing;
  for (const Stretch& stretch : recording.stretches)
    if (!stretch.empty()) playlist.stretches.push_back(describe(stretch, track));
  return hls::render(playlist);
}

}  // namespace lyceum::media
