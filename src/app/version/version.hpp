// The version of this build, as CMakeLists.txt names it.
#pragma once

#include <string_view>

namespace lyceum::app {

inline constexpr std::string_view kVersion = LYCEUM_VERSION;

}  // namespace lyceum::app
