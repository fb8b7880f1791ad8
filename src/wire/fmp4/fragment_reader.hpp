// Reads a fragment back: for tests, and for cutting and indexing recordings.
#pragma once

#include "base/result/result.hpp"
#include "wire/fmp4/fragment.hpp"

#include <vector>

namespace lyceum::fmp4 {

// A sample as `moof` tells of it.
struct SampleHead {
  std::uint32_t duration = 0, size = 0;
  std::int32_t composition_offset = 0;
  bool sync = true;
};

// One track's samples inside a moof, which lie one after the other in mdat.
struct TrackRunHead {
  std::uint32_t track_id = 0;
  std::uint64_t base_decode_time = 0;  // of the first sample, ticks
  std::uint64_t data_offset = 0;       // of the first sample, from the moof's first byte
  std::vector<SampleHead> samples;
};

// `moof`: the whole box, its head included. One entry a trun. Defaults of tfhd are applied, those of trex are
// not: a field that neither trun nor tfhd gives is 0 (duration, size) or sync. At most 65,536 samples a
// track.
Result<std::vector<TrackRunHead>> read_moof(ByteView moof);

// One track's run of samples inside a moof/mdat pair.
struct ReadTrackRun {
  std::uint32_t track_id = 0;
  std::uint64_t base_decode_time = 0;
  std::vector<Sample> samples;  // payloads borrowed from the input
};

// `bytes` starts with a moof; boxes before it (styp, sidx) are not allowed. Samples must lie inside.
Result<std::vector<ReadTrackRun>> read_fragment(ByteView bytes);

}  // namespace lyceum::fmp4
