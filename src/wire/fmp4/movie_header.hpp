// The beginning of an ordinary MP4 file, from which players start at once ("fast start"): ftyp, moov with all
// sample tables, and the head of mdat (ISO/IEC 14496-12 §8). Made for recordings, whose samples are known
// beforehand.
#pragma once

#include "wire/fmp4/fragment_reader.hpp"
#include "wire/fmp4/sample_entry.hpp"

#include <span>
#include <vector>

namespace lyceum::fmp4 {

// Samples of one track that lie one after the other in mdat (§8.7.4).
struct MovieChunk {
  std::uint64_t offset = 0;  // from the first byte of mdat's content
  std::vector<SampleHead> samples;
};

struct MovieTrack {
  Track track;
  std::uint64_t starts_after_us = 0;  // silence or darkness before the first sample
  std::vector<MovieChunk> chunks;     // in order
};

// Everything before the content of mdat, which has `content_bytes`. Track ids are 1, 2, …
Bytes write_movie_header(std::span<const MovieTrack> tracks, std::uint64_t content_bytes);

}  // namespace lyceum::fmp4
