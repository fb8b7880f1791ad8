// What the worker says of a file, checked and turned into frames. Pure; believes no byte.
#pragma once

#include "media/frame/frame.hpp"
#include "wire/worker/file_message.hpp"

#include <array>
#include <optional>

namespace lyceum::media {

class FileFrames {
 public:
  // By what is known of the file: a track that it does not have has no units.
  explicit FileFrames(const worker::Facts& facts) : has_{facts.picture, facts.sound} {}

  Result<void> config(const worker::UnitConfig& config);
  // Null: a unit without a picture, which is passed over.
  Result<FramePtr> frame(const worker::Unit& unit, Mono now);

 private:
  struct Track {
    std::shared_ptr<const TrackConfig> config;
    std::optional<std::int64_t> newest;  // decode time, µs
  };

  std::array<bool, 2> has_;      // by worker::UnitTrack
  std::array<Track, 2> tracks_;  // the same
};

}  // namespace lyceum::media
