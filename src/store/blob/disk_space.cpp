#include "store/blob/disk_space.hpp"

namespace lyceum::store {

// The folder may not be there yet; the disk that it will be on is.
std::optional<std::uint64_t> disk_space(const std::filesystem::path& folder, std::uint64_t reserve) {
  std::error_code error;
  std::filesystem::path there = folder;
  while (!std::filesystem::exists(there, error) && there.has_relative_path()) there = there.parent_path();
  const auto disk = std::filesystem::space(there.empty() ? "." : there, error);
  if (error) return std::nullopt;
  return disk.available > reserve ? disk.available - reserve : 0;
}

}  // namespace lyceum::store
