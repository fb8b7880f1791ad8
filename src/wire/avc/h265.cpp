#include "wire/avc/h265.hpp"

#include "base/bytes/reader.hpp"

#include <cstdio>

namespace lyceum::avc {
namespace {

constexpr unsigned vps_type = 32, sps_type = 33, pps_type = 34;
constexpr std::size_t lengths_at = 21;

Failure refuse(std::string why) { return Failure(malformed("hvcc", std::move(why))); }

std::uint32_t reversed(std::uint32_t bits) {
  std::uint32_t out = 0;
  for (int i = 0; i < 32; ++i) out |= ((bits >> i) & 1U) << (31 - i);
  return out;
}

// ISO/IEC 14496-15 §E.3: profile, compatibility flags in reverse bit order, tier and level, constraint bytes.
Result<std::string> codec_string(ByteReader in) {
  LYCEUM_TRY(const std::uint8_t profile, in.u8());
  LYCEUM_TRY(const std::uint32_t compatibility, in.u32());
  LYCEUM_TRY(ByteView constraints, in.view(6));
  LYCEUM_TRY(const std::uint8_t level, in.u8());
  static constexpr const char* spaces[] = {"", "A", "B", "C"};
  char text[48];
  std::snprintf(text, sizeof text, "hvc1.%s%u.%X.%c%u", spaces[profile >> 6], profile & 0x1FU,
                reversed(compatibility), (profile & 0x20U) != 0 ? 'H' : 'L', unsigned{level});
  std::string codec = text;
  while (!constraints.empty() && constraints.back() == 0)
    constraints = constraints.first(constraints.size() - 1);
  for (const std::uint8_t byte : constraints) {
    std::snprintf(text, sizeof text, ".%X", unsigned{byte});
    codec += text;
  }
  return codec;
}

struct ParameterSets {
  ByteView vps, sps, pps;
};

Result<ParameterSets> read_arrays(ByteReader& in) {
  ParameterSets sets;
  LYCEUM_TRY(const std::uint8_t arrays, in.u8());
  for (unsigned array = 0; array < arrays; ++array) {
    LYCEUM_TRY(const std::uint8_t type, in.u8());
    LYCEUM_TRY(const std::uint16_t count, in.u16());
    for (unsigned i = 0; i < count; ++i) {
      LYCEUM_TRY(const std::uint16_t length, in.u16());
      LYCEUM_TRY(const ByteView nal, in.view(length));
      ByteView* const kept = (type & 0x3FU) == vps_type   ? &sets.vps
                             : (type & 0x3FU) == sps_type ? &sets.sps
                             : (type & 0x3FU) == pps_type ? &sets.pps
                                                          : nullptr;
      if (kept && kept->empty()) *kept = nal;
    }
  }
  return sets;
}

}  // namespace

Result<H265Config> read_h265_config(ByteView record) {
  ByteReader in(record);
  LYCEUM_TRY(const std::uint8_t version, in.u8());
  if (version != 1) return refuse("version " + std::to_string(version));
  H265Config config;
  LYCEUM_TRY(config.rfc6381, codec_string(in));
  LYCEUM_CHECK(in.skip(lengths_at - 1));
  LYCEUM_TRY(const std::uint8_t lengths, in.u8());
  config.nal_length_size = (lengths & 3U) + 1;
  if (config.nal_length_size == 3) return refuse("NAL lengths of 3 bytes");
  LYCEUM_TRY(const ParameterSets sets, read_arrays(in));
  if (sets.vps.empty() || sets.sps.empty() || sets.pps.empty()) return refuse("a parameter set is missing");
  LYCEUM_TRY(config.sps, read_h265_sps(sets.sps));
  return config;
}

Bytes with_four_byte_lengths_h265(ByteView record) {
  Bytes copy(record.begin(), record.end());
  copy[lengths_at] |= 3;
  return copy;
}

}  // namespace lyceum::avc
