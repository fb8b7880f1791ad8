// HEVCDecoderConfigurationRecord, the body of hvcC, and what its first SPS says.
// Sources: ISO/IEC 14496-15 §8.3.3.1 and Annex E (codec string); H.265 §7.3.2.2.1.
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/result/result.hpp"

#include <string>

namespace lyceum::avc {

struct H265Sps {
  unsigned chroma_format = 1;           // 1 = 4:2:0
  unsigned bit_depth = 8;               // luma
  std::uint32_t width = 0, height = 0;  // pixels, cropped
  unsigned reorder_frames = 0;
};

// `nal`: with its two header bytes, with emulation prevention.
Result<H265Sps> read_h265_sps(ByteView nal);

struct H265Config {
  unsigned nal_length_size = 4;  // 1, 2 or 4
  H265Sps sps;
  std::string rfc6381;  // "hvc1.1.6.L93.B0"
};

// Error: no VPS, SPS or PPS, or it breaks its format.
Result<H265Config> read_h265_config(ByteView record);

// The same record for frames whose lengths were rewritten to four bytes. Precondition: read_h265_config()
// took it.
Bytes with_four_byte_lengths_h265(ByteView record);

// nal_unit_type of a NAL unit. Precondition: not empty.
inline unsigned h265_nal_type(ByteView nal) { return (nal[0] >> 1) & 0x3FU; }
// Decoding may start there: BLA, IDR or CRA.
inline bool is_h265_random_access(ByteView nal) {
  return h265_nal_type(nal) >= 16 && h265_nal_type(nal) <= 21;
}

}  // namespace lyceum::avc
