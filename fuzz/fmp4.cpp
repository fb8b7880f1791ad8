// fMP4 as read back: init segments and fragments. Samples must lie inside the input.
#include "wire/fmp4/fragment_reader.hpp"
#include "wire/fmp4/init_reader.hpp"

using namespace lyceum;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView input(data, size);
  static_cast<void>(fmp4::read_init_segment(input));
  const auto runs = fmp4::read_fragment(input);
  if (!runs) return 0;
  for (const auto& run : *runs)
    for (const auto& sample : run.samples)
      if (!sample.payload.empty() &&
          (sample.payload.data() < data || sample.payload.data() + sample.payload.size() > data + size))
        __builtin_trap();
  return 0;
}
