// What the body of an audio or video tag is good for, whatever header it came under.
#pragma once

#include <cstdint>

namespace lyceum::flv {

enum class PacketKind : std::uint8_t {
  config,   // a decoder configuration: avcC, hvcC, av1C, AudioSpecificConfig, OpusHead
  frame,    // one coded frame
  end,      // the sequence is over
  ignored,  // metadata, commands, other tracks, empty tags: nothing for a decoder
};

}  // namespace lyceum::flv
