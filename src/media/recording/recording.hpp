// What has been recorded of one lesson: stretches without a break, each of one or two renditions, each a file
// of segments (wire/fmp4/recording_scan.hpp); and strips of small pictures, for who looks for a place in it
// (wire/strip). Between two stretches the encoder was away, changed its format,
// or the server did not run; the replay goes on without the gap.
#pragma once

#include "media/recording/files.hpp"
#include "media/recording/name.hpp"
#include "wire/fmp4/recording_scan.hpp"
#include "wire/strip/strip.hpp"

#include <array>

namespace lyceum::media {

using Segment = fmp4::RecordedSegment;

// One file.
struct RecordedRendition {
  fmp4::RecordedTrack media;
  std::string codecs;  // RFC 6381

  // Of the tracks that lyceum writes; empty for a configuration that cannot be read.
  static RecordedRendition of(fmp4::RecordedTrack media);
  MediaMicros duration(const Segment& segment) const;
  MediaMicros duration() const;
};

struct Stretch {
  std::int64_t number = 1;
  std::array<std::optional<RecordedRendition>, 2> renditions;  // by TrackKind

  const std::optional<RecordedRendition>& of(TrackKind track) const {
    return renditions[static_cast<std::size_t>(track)];
  }
  std::optional<RecordedRendition>& of(TrackKind track) {
    return renditions[static_cast<std::size_t>(track)];
  }
  // Of the picture, or of the sound where there is none.
  MediaMicros duration() const;
  bool empty() const { return duration() == MediaMicros(0); }
};

// One file.
struct Strip {
  std::int64_t number = 1;
  std::vector<strip::Tile> tiles;  // as they were taken
};

struct Recording {
  std::vector<Stretch> stretches;  // by number
  std::vector<Strip> strips;       // by number

  MediaMicros duration() const;
  // Where that moment stands: while the encoder was away, where it came back; inside the recording.
  MediaMicros position_at(Utc moment) const;
  std::uint64_t bytes() const;
  bool has(TrackKind track) const;
  // How much of that file is whole segments; 0: there is none. What may stand behind is being written right
  // now, or torn.
  std::uint64_t readable(const RecordingName& file) const;
  // The stretch of that number, made at its place when it is not there.
  Stretch& stretch(std::int64_t number);
  std::int64_t next_number() const { return stretches.empty() ? 1 : stretches.back().number + 1; }
  // The same of strips.
  Strip& strip(std::int64_t number);
  std::int64_t next_strip() const { return strips.empty() ? 1 : strips.back().number + 1; }
};

// Reads a lesson's files and cuts what a crash has torn.
Task<Result<Recording>> reopen_recording(RecordingFiles& files, LessonId lesson);

// Runs a scan over a file, on a thread of the store.
Result<void> run_scan(fmp4::RecordingScan& scan, FileView& file);
Result<void> run_scan(strip::StripScan& scan, FileView& file);

}  // namespace lyceum::media
