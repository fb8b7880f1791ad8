// Compresses a playlist once for all viewers (RFC 1952).
#pragma once

#include "media/out/hls/update.hpp"

#include <string_view>

namespace lyceum::media {

HlsText hls_text(std::string_view text);

}  // namespace lyceum::media
