#include "wire/avc/av1.hpp"

#include "base/bytes/reader.hpp"
#include "wire/avc/bit_reader.hpp"

#include <cstdio>
#include <optional>

namespace lyceum::avc {
namespace {

constexpr unsigned sequence_header = 1;  // obu_type

Failure refuse(std::string why) { return Failure(malformed("av1c", std::move(why))); }

// §4.10.5; at most 32 bits.
Result<std::uint32_t> leb128(ByteReader& in) {
  std::uint64_t value = 0;
  for (unsigned i = 0; i < 8; ++i) {
    LYCEUM_TRY(const std::uint8_t byte, in.u8());
    value |= std::uint64_t{byte & 0x7FU} << (7 * i);
    if ((byte & 0x80U) == 0) {
      if (value > 0xFFFFFFFF) break;
      return static_cast<std::uint32_t>(value);
    }
  }
  return refuse("leb128");
}

// §5.3: the payload of the first sequence header among the OBUs; empty when there is none.
Result<ByteView> find_sequence_header(ByteReader in) {
  while (!in.at_end()) {
    LYCEUM_TRY(const std::uint8_t header, in.u8());
    if ((header & 4U) != 0) LYCEUM_CHECK(in.skip(1));
    std::size_t size = in.remaining();
    if ((header & 2U) != 0) {
      LYCEUM_TRY(size, leb128(in));
    }
    LYCEUM_TRY(const ByteView payload, in.view(size));
    if ((header >> 3 & 0xFU) == sequence_header) return payload;
  }
  return ByteView();
}

// §4.10.3
void skip_uvlc(BitReader& in) {
  unsigned zeros = 0;
  while (!in.failed() && !in.flag()) ++zeros;
  if (zeros < 32) in.skip(zeros);
}

// §5.5.1, the operating points.
void skip_operating_points(BitReader& in) {
  std::optional<unsigned> delay_bits;  // decoder_model_info_present_flag
  if (in.flag()) {                     // timing_info_present_flag
    in.skip(64);
    if (in.flag()) skip_uvlc(in);
    if (in.flag()) {
      delay_bits = in.bits(5) + 1;
      in.skip(42);
    }
  }
  const bool display_delay = in.flag();
  const unsigned count = in.bits(5) + 1;
  for (unsigned i = 0; i < count; ++i) {
    in.skip(12);
    if (in.bits(5) > 7) in.skip(1);
    if (delay_bits && in.flag()) in.skip(2 * std::size_t{*delay_bits} + 1);
    if (display_delay && in.flag()) in.skip(4);
  }
}

// §5.5.1 up to the frame size.
Result<void> read_size(ByteView payload, Av1Config& config) {
  BitReader in(payload);
  in.skip(4);       // seq_profile, still_picture
  if (in.flag()) {  // reduced_still_picture_header
    in.skip(5);
  } else {
    skip_operating_points(in);
  }
  const unsigned width_bits = in.bits(4) + 1, height_bits = in.bits(4) + 1;
  config.width = in.bits(width_bits) + 1;
  config.height = in.bits(height_bits) + 1;
  if (in.failed()) return refuse("sequence header cut short");
  return {};
}

}  // namespace

Result<Av1Config> read_av1_config(ByteView record) {
  ByteReader in(record);
  LYCEUM_TRY(const std::uint8_t version, in.u8());
  if (version != 0x81) return refuse("marker and version " + std::to_string(version));
  LYCEUM_TRY(const std::uint8_t profile_level, in.u8());
  LYCEUM_TRY(const std::uint8_t flags, in.u8());
  LYCEUM_CHECK(in.skip(1));  // initial presentation delay
  Av1Config config;
  config.profile = profile_level >> 5;
  config.level = profile_level & 0x1FU;
  config.bit_depth = (flags & 0x40U) == 0 ? 8 : (flags & 0x20U) == 0 ? 10 : 12;
  LYCEUM_TRY(const ByteView header, find_sequence_header(in));
  if (!header.empty()) LYCEUM_CHECK(read_size(header, config));
  char text[24];
  std::snprintf(text, sizeof text, "av01.%u.%02u%c.%02u", config.profile, config.level,
                (flags & 0x80U) != 0 ? 'H' : 'M', config.bit_depth);
  config.rfc6381 = text;
  return config;
}

}  // namespace lyceum::avc
