// An OBS Studio profile that streams to this server: a zip holding one folder, for Profile → Import in OBS 28
// and later.
#pragma once

#include "base/result/result.hpp"

#include <string>
#include <string_view>

namespace lyceum::api {

// `server` and `key` as OBS calls them. The settings are those that LL-HLS likes best: x264 at 2,500 kbit/s,
// a key frame every 2 s, no B-frames, AAC 160 kbit/s at 48 kHz.
Result<std::string> obs_profile(std::string_view name, std::string_view server, std::string_view key);

}  // namespace lyceum::api
