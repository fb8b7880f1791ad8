// The strip of a recording: small pictures of it one after the other, appended while it grows. No index
// stands beside it, and its torn end is found here.
//
// A tile: "tile", u32 size of its JPEG, u64 when it was taken (µs since 1970), the JPEG. Big-endian.
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/result/result.hpp"
#include "base/time/clock.hpp"

#include <optional>
#include <vector>

namespace lyceum::strip {

inline constexpr std::size_t head_size = 16;
inline constexpr std::uint32_t tile_max = 64 * 1024;  // bytes of a JPEG
inline constexpr std::size_t tiles_max = 100'000;     // in a file; eleven days of one in ten seconds

struct Tile {
  Utc taken{};
  std::uint64_t offset = 0;  // of its JPEG, in the file
  std::uint32_t bytes = 0;
};

// What stands before a JPEG of that many bytes, 1 to tile_max.
Bytes write_head(Utc taken, std::uint32_t bytes);

// Reads a strip back. Sans-IO: asks for the ranges it wants, and jumps over the pictures.
//   StripScan scan(file_size);
//   while (auto range = scan.wanted()) scan.give(read(range->offset, range->length));
class StripScan {
 public:
  struct Range {
    std::uint64_t offset;
    std::size_t length;
  };
  explicit StripScan(std::uint64_t file_size) : size_(file_size) {}

  // The bytes to give next, inside the file; nothing when the end, or what was torn, is reached.
  std::optional<Range> wanted() const;
  // Precondition: the bytes of wanted().
  void give(ByteView bytes);

  const std::vector<Tile>& found() const { return found_; }
  // Everything before is whole; what is behind belongs away.
  std::uint64_t whole_until() const { return whole_until_; }

 private:
  const std::uint64_t size_;
  std::uint64_t whole_until_ = 0;
  bool torn_ = false;
  std::vector<Tile> found_;
};

}  // namespace lyceum::strip
