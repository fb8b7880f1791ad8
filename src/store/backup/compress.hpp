// A file compressed by Zstandard, and back.
#pragma once

#include "store/backup/contents.hpp"

#include <cstdint>
#include <string>

namespace lyceum::store {

// Both replace `to` (owner only). Blocks.
Result<void> compress_file(const std::string& from, const std::string& to, const Progress& progress);
// Stops, with a sentence, when more than `bytes` come out: a small file may claim to be anything.
Result<void> decompress_file(const std::string& from, const std::string& to, std::uint64_t bytes,
                             const Progress& progress);

}  // namespace lyceum::store
