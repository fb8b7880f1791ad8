// How many samples an audio frame holds, and at which rate they count: RTMP's milliseconds drift, samples do
// not.
#pragma once

#include "media/frame/frame.hpp"

namespace lyceum::media {

// Samples a second of the track's own clock. AAC: the core sampling frequency of the AudioSpecificConfig
// (ISO/IEC 14496-3 §1.6.2.1; for HE-AAC half of what is heard). Opus: 48,000 (RFC 7845 §5.1). Never 0.
std::uint32_t audio_clock_rate(const TrackConfig& config);

// Of one frame, at that rate. AAC: 1,024, or 960 if the config says so (§4.4.1). Opus: by the table of
// contents byte (RFC 6716 §3.1), at most 5,760 (120 ms). Never 0: what cannot be read counts as 1,024 or 20
// ms.
std::uint32_t audio_samples(const TrackConfig& config, ByteView payload);

}  // namespace lyceum::media
