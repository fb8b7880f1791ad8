// The boxes that describe a movie and its tracks, alike in an init segment and in a whole file (ISO/IEC
// 14496-12 §8).
#pragma once

#include "wire/fmp4/sample_entry.hpp"

namespace lyceum::fmp4 {

inline constexpr std::uint32_t movie_timescale = 1000;

// Durations are 0 where they are not known: it is live. In 64 bits where they do not fit into 32.
void write_mvhd(ByteWriter& out, std::uint64_t duration, std::uint32_t next_track_id);  // movie_timescale
void write_tkhd(ByteWriter& out, const Track& track, std::uint64_t duration);           // movie_timescale
void write_mdhd(ByteWriter& out, std::uint32_t timescale, std::uint64_t duration);      // timescale
void write_hdlr(ByteWriter& out, bool video);
void write_media_header(ByteWriter& out, bool video);  // vmhd or smhd
void write_dinf(ByteWriter& out);                      // the samples are in this file
void write_stsd(ByteWriter& out, const Track& track);

}  // namespace lyceum::fmp4
