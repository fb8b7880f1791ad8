// AV1CodecConfigurationRecord, the body of av1C, and the sequence header in it.
// Sources: AV1-ISOBMFF §2.3 (record) and §5 (codec string); AV1 bitstream specification §5.3 and §5.5.
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/result/result.hpp"

#include <string>

namespace lyceum::avc {

struct Av1Config {
  unsigned profile = 0, level = 0, bit_depth = 8;
  std::uint32_t width = 0, height = 0;  // largest frame, pixels; 0 when the record holds no sequence header
  std::string rfc6381;                  // "av01.0.04M.08"
};

Result<Av1Config> read_av1_config(ByteView record);

}  // namespace lyceum::avc
