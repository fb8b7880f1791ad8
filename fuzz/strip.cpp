// A strip of a recording as it is read back. What it finds must lie inside the file, and the scan must end.
#include "wire/strip/strip.hpp"

using namespace lyceum;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView file(data, size);
  strip::StripScan scan(size);
  while (const auto range = scan.wanted()) {
    if (range->length == 0 || range->offset + range->length > size) __builtin_trap();
    scan.give(file.subspan(static_cast<std::size_t>(range->offset), range->length));
  }
  if (scan.whole_until() > size) __builtin_trap();
  std::uint64_t end = 0;
  for (const strip::Tile& tile : scan.found()) {
    if (tile.offset < end + strip::head_size || tile.offset + tile.bytes > scan.whole_until())
      __builtin_trap();
    end = tile.offset + tile.bytes;
  }
  return 0;
}
