// One CMAF chunk: moof and mdat of one track (ISO/IEC 14496-12 §8.8, §8.1.1; ISO/IEC 23000-19 §7.3.2).
//
// moof: mfhd, traf: tfhd with default-base-is-moof, tfdt version 1 (64-bit decode time), trun version 1
// (signed composition offsets).
#pragma once

#include "base/bytes/bytes.hpp"

#include <span>

namespace lyceum::fmp4 {

struct Sample {
  std::uint32_t duration = 0;           // ticks of the track
  std::int32_t composition_offset = 0;  // presentation − decode time, ticks; 0 for audio
  bool sync = true;                     // decoding may start here
  ByteView payload;                     // borrowed
};

struct Fragment {
  std::uint32_t sequence = 1;  // mfhd: 1, 2, 3 … inside a track
  std::uint32_t track_id = 1;
  std::uint64_t base_decode_time = 0;  // of the first sample, ticks
  bool video = true;                // false: composition offsets and flags are the same for all and left out
  std::span<const Sample> samples;  // in decode order; at least one
};

// Written in one pass into one buffer of the exact size.
Bytes write_fragment(const Fragment& fragment);

}  // namespace lyceum::fmp4
