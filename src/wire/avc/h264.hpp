// AVCDecoderConfigurationRecord, the body of avcC, and what its first SPS says.
// Sources: ISO/IEC 14496-15 §5.3.3.1; H.264 §7.3.2.1.1 and Annex E; RFC 6381 for the codec string.
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/result/result.hpp"

#include <optional>
#include <string>

namespace lyceum::avc {

struct H264Sps {
  unsigned profile = 0, constraints = 0, level = 0;  // profile_idc, constraint flags byte, level_idc
  unsigned chroma_format = 1;                        // 1 = 4:2:0
  unsigned bit_depth = 8;                            // luma
  std::uint32_t width = 0, height = 0;               // pixels, cropped
  std::optional<unsigned> reorder_frames;            // 0 = certainly none; absent = the SPS does not say
};

// `nal`: with its header byte, with emulation prevention. A damaged VUI is ignored, for it only adds hints.
Result<H264Sps> read_h264_sps(ByteView nal);

struct H264Config {
  unsigned nal_length_size = 4;  // 1, 2 or 4
  H264Sps sps;
  std::string rfc6381;  // "avc1.64001f"
};

// Error: no SPS or no PPS, or it breaks its format.
Result<H264Config> read_h264_config(ByteView record);

// The same record for frames whose lengths were rewritten to four bytes. Precondition: read_h264_config()
// took it.
Bytes with_four_byte_lengths_h264(ByteView record);

// A record of one SPS and one PPS, each at most 64 kB, with lengths of four bytes. For profiles below High,
// whose records end here. Precondition: an SPS of at least four bytes.
Bytes make_h264_config(ByteView sps, ByteView pps);

// nal_unit_type of a NAL unit. Precondition: not empty.
inline unsigned h264_nal_type(ByteView nal) { return nal[0] & 0x1FU; }
inline constexpr unsigned h264_idr = 5, h264_sps = 7, h264_pps = 8;

}  // namespace lyceum::avc
