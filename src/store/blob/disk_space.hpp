// What a disk still takes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace lyceum::store {

// Bytes beyond `reserve` where that folder is, or will be; none: not known.
std::optional<std::uint64_t> disk_space(const std::filesystem::path& folder, std::uint64_t reserve);

}  // namespace lyceum::store
