// What an encoder says of itself in onMetaData (Adobe, "Video File Format Specification" 10.1, annex E.5).
#pragma once

#include "media/health/stats.hpp"
#include "wire/amf/value.hpp"

namespace lyceum::media {

// Members that are absent, of another kind or beyond reason count as not said.
EncoderWords encoder_words(const amf::Value& metadata);

// At most 100 characters of printable ASCII; anything else becomes '?'.
std::string encoder_name(std::string_view text);

}  // namespace lyceum::media
