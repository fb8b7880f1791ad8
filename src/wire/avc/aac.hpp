// AudioSpecificConfig. Source: ISO/IEC 14496-3 §1.6.2 and §4.4.1.
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/result/result.hpp"

#include <string>

namespace lyceum::avc {

struct AacConfig {
  unsigned object_type = 2;           // of the core: 2 = AAC-LC
  std::uint32_t sample_rate = 0;      // of the core, Hz
  std::uint32_t channels = 0;         // of the core
  unsigned samples_per_frame = 1024;  // at sample_rate; 960 is legal
  bool sbr = false, ps = false;       // HE-AAC, HE-AAC v2, where the record says so
  std::string rfc6381;                // "mp4a.40.2"
};

Result<AacConfig> read_aac_config(ByteView record);

}  // namespace lyceum::avc
