#include "media/recording/recording.hpp"

#include "wire/avc/aac.hpp"
#include "wire/avc/av1.hpp"
#include "wire/avc/h264.hpp"
#include "wire/avc/h265.hpp"

#include <algorithm>

namespace lyceum::media {
namespace {

template <class Config>
std::string name_of(const Result<Config>& config) {
  return config ? config->rfc6381 : std::string();
}

std::string codecs_of(const fmp4::Track& track) {
  switch (track.format) {
    case fmp4::SampleFormat::avc1:
      return name_of(avc::read_h264_config(track.decoder_config));
    case fmp4::SampleFormat::hvc1:
      return name_of(avc::read_h265_config(track.decoder_config));
    case fmp4::SampleFormat::av01:
      return name_of(avc::read_av1_config(track.decoder_config));
    case fmp4::SampleFormat::mp4a:
      return name_of(avc::read_aac_config(track.decoder_config));
    case fmp4::SampleFormat::opus:
      return "opus";
  }
  return {};
}

// Gives a scan what it wants, piece by piece.
template <class Scan, class Give>
Result<void> feed(Scan& scan, FileView& file, Give give) {
  Bytes window;
  while (const auto range = scan.wanted()) {
    window.resize(range->length);
    LYCEUM_TRY(const std::size_t got, file.read(range->offset, window));
    if (got < range->length) return Failure(malformed("recording", "the file became shorter"));
    LYCEUM_CHECK(give(window));
  }
  return {};
}

std::uint64_t take_strip_in(Recording& recording, StripName name, FileView& file) {
  strip::StripScan scan(file.size());
  if (!run_scan(scan, file) || scan.found().empty()) return 0;
  recording.strip(name.number).tiles = scan.found();
  return scan.whole_until();
}

// A file that belongs to no recording, or of which nothing can be played, is not kept.
std::uint64_t take_in(Recording& recording, const std::string& name, FileView& file) {
  if (const auto strip = StripName::parse(name)) return take_strip_in(recording, *strip, file);
  const auto parsed = RecordingName::parse(name);
  if (!parsed) return file.size();
  fmp4::RecordingScan scan(file.size());
  if (!run_scan(scan, file) || scan.found().segments.empty()) return 0;
  recording.stretch(parsed->stretch).of(parsed->track) = RecordedRendition::of(scan.found());
  return scan.whole_until();
}

}  // namespace

RecordedRendition RecordedRendition::of(fmp4::RecordedTrack media) {
  std::string codecs = codecs_of(media.track);
  return {std::move(media), std::move(codecs)};
}

MediaMicros RecordedRendition::duration(const Segment& segment) const {
  return MediaMicros(static_cast<std::int64_t>(segment.duration * 1'000'000 / media.track.timescale));
}

MediaMicros RecordedRendition::duration() const {
  MediaMicros sum{0};
  for (const Segment& segment : media.segments) sum += duration(segment);
  return sum;
}

MediaMicros Stretch::duration() const {
  const auto& main = of(TrackKind::video) ? of(TrackKind::video) : of(TrackKind::audio);
  return main ? main->duration() : MediaMicros(0);
}

MediaMicros Recording::duration() const {
  MediaMicros sum{0};
  for (const Stretch& stretch : stretches) sum += stretch.duration();
  return sum;
}

MediaMicros Recording::position_at(Utc moment) const {
  MediaMicros at{0}, found{0};
  for (const Stretch& stretch : stretches) {
    const auto& lead = stretch.of(stretch.of(TrackKind::video) ? TrackKind::video : TrackKind::audio);
    if (!lead) continue;
    for (const Segment& segment : lead->media.segments) {
      const MediaMicros length = lead->duration(segment);
      if (segment.begins <= moment)
        found = at + std::min(length, std::chrono::duration_cast<MediaMicros>(moment - segment.begins));
      at += length;
    }
  }
  return found;
}

std::uint64_t Recording::bytes() const {
  std::uint64_t sum = 0;
  for (const Stretch& stretch : stretches)
    for (const auto& rendition : stretch.renditions)
      if (rendition)
        for (const Segment& segment : rendition->media.segments) sum += segment.bytes;
  return sum;
}

bool Recording::has(TrackKind track) const {
  return std::ranges::any_of(stretches,
                             [track](const Stretch& stretch) { return stretch.of(track).has_value(); });
}

std::uint64_t Recording::readable(const RecordingName& file) const {
  const auto at = std::ranges::lower_bound(stretches, file.stretch, {}, &Stretch::number);
  if (at == stretches.end() || at->number != file.stretch || !at->of(file.track)) return 0;
  const auto& segments = at->of(file.track)->media.segments;
  return segments.empty() ? 0 : segments.back().offset + segments.back().bytes;
}

Stretch& Recording::stretch(std::int64_t number) {
  const auto at = std::ranges::lower_bound(stretches, number, {}, &Stretch::number);
  if (at != stretches.end() && at->number == number) return *at;
  Stretch fresh;
  fresh.number = number;
  return *stretches.insert(at, std::move(fresh));
}

Strip& Recording::strip(std::int64_t number) {
  const auto at = std::ranges::lower_bound(strips, number, {}, &Strip::number);
  if (at != strips.end() && at->number == number) return *at;
  return *strips.insert(at, Strip{number, {}});
}

Result<void> run_scan(fmp4::RecordingScan& scan, FileView& file) {
  return feed(scan, file, [&](ByteView bytes) { return scan.give(bytes); });
}

Result<void> run_scan(strip::StripScan& scan, FileView& file) {
  return feed(scan, file, [&](ByteView bytes) -> Result<void> {
    scan.give(bytes);
    return {};
  });
}

Task<Result<Recording>> reopen_recording(RecordingFiles& files, LessonId lesson) {
  auto recording = std::make_shared<Recording>();
  RecordingFiles::Keep keep = [recording](const std::string& name, FileView& file) {
    return take_in(*recording, name, file);
  };
  LYCEUM_CO_CHECK(co_await files.reopen(lesson, std::move(keep)));
  co_return std::move(*recording);
}

Task<Result<SharedBytes>> read_piece(RecordingFiles& files, LessonId lesson, std::string name,
                                     std::uint64_t offset, std::size_t length) {
  auto bytes = std::make_shared<Bytes>(length);
  RecordingFiles::Look look = [bytes, offset](FileView& file) -> Result<void> {
    LYCEUM_TRY(const std::size_t got, file.read(offset, *bytes));
    bytes->resize(got);
    return {};
  };
  LYCEUM_CO_CHECK(co_await files.look(lesson, std::move(name), std::move(look)));
  co_return SharedBytes(std::move(*bytes));
}

Error recording_not_there() {
  return {.status = 404,
          .code = "recording_not_there",
          .en = "There is no such recording, or no longer.",
          .zh = "没有这个回放，或已被删除。",
          .detail = {}};
}

}  // namespace lyceum::media
