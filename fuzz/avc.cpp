// Codec configuration records, NAL units, Opus packets. The first byte chooses the reader.
#include "wire/avc/aac.hpp"
#include "wire/avc/av1.hpp"
#include "wire/avc/h264.hpp"
#include "wire/avc/h265.hpp"
#include "wire/avc/nal.hpp"
#include "wire/avc/opus.hpp"

#include <cstdlib>

namespace {

using namespace lyceum;

void split_and_join(ByteView unit, unsigned length_size) {
  const auto nals = avc::split_length_prefixed(unit, length_size);
  if (!nals) return;
  const Bytes joined = avc::join_length_prefixed(*nals);
  const auto again = avc::split_length_prefixed(joined, 4);
  if (!again || again->size() != nals->size()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const ByteView input(data + 1, size - 1);
  switch (data[0] % 10) {
    case 0:
      if (avc::read_h264_config(input) && avc::with_four_byte_lengths_h264(input).size() != input.size())
        std::abort();
      break;
    case 1:
      if (avc::read_h265_config(input) && avc::with_four_byte_lengths_h265(input).size() != input.size())
        std::abort();
      break;
    case 2:
      static_cast<void>(avc::read_av1_config(input));
      break;
    case 3:
      static_cast<void>(avc::read_aac_config(input));
      break;
    case 4:
      static_cast<void>(avc::read_opus_config(input));
      break;
    case 5:
      static_cast<void>(avc::opus_samples(input));
      break;
    case 6:
      static_cast<void>(avc::read_h264_sps(input));
      break;
    case 7:
      static_cast<void>(avc::read_h265_sps(input));
      break;
    case 8:
      if (avc::starts_with_start_code(input)) static_cast<void>(avc::split_start_codes(input));
      break;
    default:
      for (const unsigned length_size : {1U, 2U, 4U}) split_and_join(input, length_size);
  }
  return 0;
}
