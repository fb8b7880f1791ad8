// fMP4 as read back: init segments, fragments, whole recordings. Samples must lie inside the input.
#include "wire/fmp4/fragment_reader.hpp"
#include "wire/fmp4/init_reader.hpp"
#include "wire/fmp4/recording_scan.hpp"

using namespace lyceum;

// What it keeps must lie inside the file, and the scan must end.
static void scan(ByteView file) {
  fmp4::RecordingScan scan(file.size());
  while (const auto range = scan.wanted()) {
    if (range->length == 0 || range->offset + range->length > file.size()) __builtin_trap();
    if (!scan.give(file.subspan(static_cast<std::size_t>(range->offset), range->length))) return;
  }
  if (scan.whole_until() > file.size()) __builtin_trap();
  for (const auto& segment : scan.found().segments)
    if (segment.offset + segment.bytes > scan.whole_until()) __builtin_trap();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView input(data, size);
  static_cast<void>(fmp4::read_init_segment(input));
  scan(input);
  const auto runs = fmp4::read_fragment(input);
  if (!runs) return 0;
  for (const auto& run : *runs)
    for (const auto& sample : run.samples)
      if (!sample.payload.empty() &&
          (sample.payload.data() < data || sample.payload.data() + sample.payload.size() > data + size))
        __builtin_trap();
  return 0;
}
