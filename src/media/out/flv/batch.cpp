#include "media/out/flv/batch.hpp"

#include "wire/flv/file.hpp"

#include <array>

namespace lyceum::media {
namespace {

FlvBatchPtr file_header(bool has_audio, bool has_video) {
  auto batch = std::make_shared<FlvBatch>();
  batch->bytes = SharedBytes(flv::file_header(has_audio, has_video));
  return batch;
}

}  // namespace

const FlvBatchPtr& flv_file_header(bool has_audio, bool has_video) {
  static const std::array<FlvBatchPtr, 4> all = {file_header(false, false), file_header(true, false),
                                                 file_header(false, true), file_header(true, true)};
  return all[(has_audio ? 1U : 0U) + (has_video ? 2U : 0U)];
}

}  // namespace lyceum::media
