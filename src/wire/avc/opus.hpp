// The Opus identification header, the body of dOps made from it, and the length of a packet.
// Sources: RFC 7845 §5.1; "Encapsulation of Opus in ISO Base Media File Format" §4.3.2; RFC 6716 §3.1.
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/result/result.hpp"

namespace lyceum::avc {

inline constexpr std::uint32_t opus_rate = 48'000;  // Opus always counts time at this rate, Hz

struct OpusConfig {
  unsigned channels = 2;
  Bytes dops;  // body of the dOps box
};

// `header`: starting with "OpusHead".
Result<OpusConfig> read_opus_config(ByteView header);
// The header again: "OpusHead" …, from a body of dOps. Empty if that is damaged.
Bytes opus_header(ByteView dops);
// For streams that never send a header.
OpusConfig default_opus_config(unsigned channels);

// Samples of a packet at opus_rate, 120–5,760. Error: empty, or more than 120 ms.
Result<std::uint32_t> opus_samples(ByteView packet);
// 1 or 2. Precondition: not empty.
inline unsigned opus_channels(ByteView packet) { return (packet[0] & 4U) != 0 ? 2 : 1; }

}  // namespace lyceum::avc
