// One track of an uploaded file on its way into units: as it is, or coded again.
#pragma once

#include "media/codec/opened_file.hpp"

#include <algorithm>
#include <cmath>

namespace lyceum::media {

// Who takes what a track becomes. Times in µs on the file's own time, which may begin below or above 0.
class UnitSink {
 public:
  virtual void config(worker::UnitTrack track, Bytes record) = 0;
  virtual void unit(worker::UnitTrack track, std::int64_t dts, std::int64_t pts, bool key, Bytes payload) = 0;

 protected:
  ~UnitSink() = default;
};

class TrackReader {
 public:
  virtual ~TrackReader() = default;
  // What cannot be decoded is passed over. Error: there is no going on.
  virtual Usable<void> take(AVPacket& packet, UnitSink& sink) = 0;
  // Nothing follows: gives out what is held back.
  virtual Usable<void> finish(UnitSink& sink) = 0;
  // Is it coded again?
  virtual bool remakes() const = 0;
};

// What is beyond all time stays there.
inline std::int64_t in_micros(std::int64_t time, AVRational base) {
  constexpr long double most = std::int64_t{1} << 60;
  const long double micros = static_cast<long double>(time) * base.num * 1'000'000 / base.den;
  return static_cast<std::int64_t>(std::llroundl(std::clamp(micros, -most, most)));
}

}  // namespace lyceum::media
