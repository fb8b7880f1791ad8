// How a track's samples are coded: the sample entries of `stsd`.
//
// avc1/avcC and hvc1/hvcC: ISO/IEC 14496-15 §5.4.2, §8.4.1. av01/av1C: AV1 in ISOBMFF §2.2. mp4a/esds:
// ISO/IEC 14496-14 §5.6, descriptors of ISO/IEC 14496-1 §7.2.6. Opus/dOps: Encapsulation of Opus in ISOBMFF
// §4.3.
#pragma once

#include "base/bytes/writer.hpp"

namespace lyceum::fmp4 {

enum class SampleFormat : std::uint8_t { avc1, hvc1, av01, mp4a, opus };

constexpr bool is_video(SampleFormat format) { return format <= SampleFormat::av01; }

// One track as `moov` describes it.
struct Track {
  std::uint32_t id = 1;  // > 0
  SampleFormat format = SampleFormat::avc1;
  std::uint32_t timescale = 90'000;     // ticks a second of all times of this track
  Bytes decoder_config;                 // body of avcC, hvcC, av1C, dOps; AudioSpecificConfig for mp4a
  std::uint32_t width = 0, height = 0;  // video, pixels, < 65,536
  std::uint32_t sample_rate = 0, channels = 0;  // audio
};

void write_sample_entry(ByteWriter& out, const Track& track);

}  // namespace lyceum::fmp4
