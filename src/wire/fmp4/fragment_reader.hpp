// Reads a fragment back: for tests, and for cutting and indexing recordings.
#pragma once

#include "base/result/result.hpp"
#include "wire/fmp4/fragment.hpp"

#include <vector>

namespace lyceum::fmp4 {

// One track's run of samples inside a moof/mdat pair.
struct ReadTrackRun {
  std::uint32_t track_id = 0;
  std::uint64_t base_decode_time = 0;
  std::vector<Sample> samples;  // payloads borrowed from the input
};

// `bytes` starts with a moof; boxes before it (styp, sidx) are not allowed. Defaults of tfhd are applied,
// those of trex are not: a field that neither trun nor tfhd gives is 0 (duration, size) or sync. At most
// 65,536 samples a run.
Result<std::vector<ReadTrackRun>> read_fragment(ByteView bytes);

}  // namespace lyceum::fmp4
