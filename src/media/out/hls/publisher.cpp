#include "media/out/hls/publisher.hpp"

#include "media/out/hls/gzip.hpp"
#include "media/out/hls/names.hpp"
#include "wire/hls/multivariant_playlist.hpp"

namespace lyceum::media {
namespace {

constexpr std::string_view sound_group = "sound";

// BANDWIDTH is an upper bound (§4.4.6.2): what was measured and a tenth more, and never nothing.
std::int64_t declared(std::int64_t measured) { return measured + measured / 10 + 1000; }

hls::Variant video_variant(const HlsTrack& video, const HlsTrack* audio, std::uint32_t frame_rate_milli,
                           bool small) {
  hls::Variant variant;
  variant.uri = hls_playlist_name(TrackKind::video, small);
  const std::int64_t sound = audio ? audio->window().peak_bandwidth() : 0;
  const std::int64_t sound_average = audio ? audio->window().average_bandwidth() : 0;
  variant.bandwidth = declared(video.window().peak_bandwidth() + sound);
  variant.average_bandwidth = declared(video.window().average_bandwidth() + sound_average);
  variant.codecs = video.config()->rfc6381 + (audio ? "," + audio->config()->rfc6381 : "");
  variant.width = video.config()->width;
  variant.height = video.config()->height;
  variant.frame_rate_milli = frame_rate_milli;
  if (audio) variant.audio_group = sound_group;
  return variant;
}

hls::Variant audio_variant(const HlsTrack& audio, bool in_group) {
  hls::Variant variant;
  variant.uri = hls_playlist_name(TrackKind::audio);
  variant.bandwidth = declared(audio.window().peak_bandwidth());
  variant.average_bandwidth = declared(audio.window().average_bandwidth());
  variant.codecs = audio.config()->rfc6381;
  if (in_group) variant.audio_group = sound_group;
  return variant;
}

// Above 40 pictures a second the small rendition has every second one.
std::uint32_t small_rate(std::uint32_t milli) { return milli > 40'000 ? milli / 2 : milli; }

hls::MultivariantPlaylist offered(const HlsTrack* video, const HlsTrack* small, const HlsTrack* audio,
                                  std::uint32_t frame_rate_milli) {
  hls::MultivariantPlaylist playlist;
  if (video) {
    playlist.variants.push_back(video_variant(*video, audio, frame_rate_milli, false));
    if (small) playlist.variants.push_back(video_variant(*small, audio, small_rate(frame_rate_milli), true));
    if (audio)
      playlist.audio.push_back({.group = std::string(sound_group),
                                .name = "main",
                                .uri = std::string(hls_playlist_name(TrackKind::audio)),
                                .channels = audio->config()->channels});
  }
  if (audio) playlist.variants.push_back(audio_variant(*audio, video != nullptr));
  return playlist;
}

}  // namespace

void HlsPublisher::offer(const HlsTrack* video, const HlsTrack* audio) {
  video_ = video;
  audio_ = audio;
  stale_ = true;
}

void HlsPublisher::offer_small(const HlsTrack& small) {
  if (small_ == &small) return;
  small_ = &small;
  stale_ = true;
}

void HlsPublisher::publish(const HlsTrack& track, HlsUpdate update) {
  if (track.window().has_parts()) {
    hls::MediaPlaylist playlist = track.window().playlist();
    for (const HlsTrack* other : {video_, audio_, small_})
      if (other && other != &track && other->window().has_parts())
        playlist.reports.push_back(other->window().report());
    update.playlist = hls_text(hls::render(playlist));
    if (const std::size_t skippable = hls::skippable_segments(playlist))
      update.delta = hls_text(hls::render(playlist, skippable));
  }
  const bool unsettled = !track.window().is_open() || track.window().is_young();
  update.multivariant = multivariant(unsettled);
  sink_.publish(std::make_shared<const HlsUpdate>(std::move(update)));
}

// Bit rates settle with every segment; the first parts of a stretch have only a guess to give.
HlsText HlsPublisher::multivariant(bool unsettled) {
  if (!video_ && !audio_) return {};
  if (stale_ || unsettled)
    multivariant_ = hls_text(hls::render(offered(video_, small_, audio_, frame_rate_milli_)));
  stale_ = false;
  return multivariant_;
}

}  // namespace lyceum::media
