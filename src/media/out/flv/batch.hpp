// What has come within a tenth of a second, as FLV tags: made once a reactor, shared by all its viewers.
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/time/media_time.hpp"

#include <memory>
#include <optional>

namespace lyceum::media {

struct FlvBatch;
using FlvBatchPtr = std::shared_ptr<const FlvBatch>;

// Where a viewer may begin: the last key frame of a batch, or its beginning when there is only sound.
struct FlvStart {
  std::size_t at = 0;       // into the batch's bytes
  MediaMicros time{0};      // decode time there
  FlvBatchPtr headers;      // sequence headers in force there
  FlvBatchPtr file_header;  // says which tracks there are
};

// Immutable.
struct FlvBatch {
  SharedBytes bytes;              // whole tags
  MediaMicros from{0}, until{0};  // decode times of its first and last frame
  std::optional<FlvStart> start;
};

// The beginning of the file, the same object each time.
const FlvBatchPtr& flv_file_header(bool has_audio, bool has_video);

}  // namespace lyceum::media
