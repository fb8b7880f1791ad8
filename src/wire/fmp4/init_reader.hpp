// Reads the tracks of an init segment back: for tests, and for reopening recordings.
#pragma once

#include "base/result/result.hpp"
#include "wire/fmp4/sample_entry.hpp"

#include <vector>

namespace lyceum::fmp4 {

// `bytes` holds a moov at its top level. Refused: a track whose sample entry is none of SampleFormat; more
// than 16 tracks.
Result<std::vector<Track>> read_init_segment(ByteView bytes);

}  // namespace lyceum::fmp4
