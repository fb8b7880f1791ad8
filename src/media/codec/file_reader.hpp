// Reads an uploaded file from its beginning to its end, in batches: what browsers play stays as it is, the
// rest is coded again.
#pragma once

#include "media/codec/track_reader.hpp"

#include <array>
#include <chrono>

namespace lyceum::media {

class FileReader final : UnitSink {
 public:
  using Say = std::function<void(const worker::FromFileWorker&)>;
  // Time that only moves forward.
  using Now = std::function<std::chrono::nanoseconds()>;
  // A batch ends after that long, however little it has brought about.
  static constexpr std::chrono::milliseconds batch_within{1000};

  // Both libraries outlive it.
  static Usable<std::unique_ptr<FileReader>> open(const Ffmpeg& ffmpeg, const Formats& formats, ReadAt read,
                                                  const worker::Open& order, Say say, Now now);

  worker::Facts facts() const;
  // Gives out a batch, without what ends it. True: there is more.
  Usable<bool> batch();
  std::int64_t position_us() const;

 private:
  // So that no time falls below 0: packets may stand before the file's own beginning.
  static constexpr std::int64_t lead_us = 10'000'000;

  FileReader(std::unique_ptr<OpenedFile> file, Held<AVPacket> packet, Say say, Now now);
  Usable<void> open_tracks(const Ffmpeg& ffmpeg, const Formats& formats);
  void config(worker::UnitTrack track, Bytes record) override;
  void unit(worker::UnitTrack track, std::int64_t dts, std::int64_t pts, bool key, Bytes payload) override;
  TrackReader* reader_of(const AVPacket& packet) const;
  Usable<bool> finish();

  std::unique_ptr<OpenedFile> file_;
  Held<AVPacket> packet_;
  const Say say_;
  const Now now_;
  std::unique_ptr<TrackReader> picture_, sound_;
  std::array<std::int64_t, 2> newest_{-1, -1};  // decode times given out, by track
  std::int64_t reached_us_ = 0;                 // presentation time, with the lead
  std::size_t batch_bytes_ = 0;
};

}  // namespace lyceum::media
