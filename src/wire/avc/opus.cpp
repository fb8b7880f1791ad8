#include "wire/avc/opus.hpp"

#include "base/bytes/reader.hpp"
#include "base/bytes/writer.hpp"

namespace lyceum::avc {
namespace {

constexpr std::uint32_t max_samples = 5760;  // 120 ms
constexpr std::uint16_t usual_pre_skip = 312;

Result<std::uint16_t> u16le(ByteReader& in) {
  LYCEUM_TRY(const std::uint16_t value, in.u16());
  return __builtin_bswap16(value);
}

}  // namespace

Result<OpusConfig> read_opus_config(ByteView header) {
  ByteReader in(header);
  LYCEUM_TRY(const ByteView magic, in.view(8));
  LYCEUM_TRY(const std::uint8_t version, in.u8());
  if (as_text(magic) != "OpusHead" || version > 15)
    return Failure(malformed("opus_head", "magic or version"));
  LYCEUM_TRY(const std::uint8_t channels, in.u8());
  LYCEUM_TRY(const std::uint16_t pre_skip, u16le(in));
  LYCEUM_TRY(const std::uint32_t input_rate, in.u32le());
  LYCEUM_TRY(const std::uint16_t gain, u16le(in));
  LYCEUM_TRY(const std::uint8_t family, in.u8());
  if (channels == 0 || (family == 0 && channels > 2)) return Failure(malformed("opus_head", "channels"));
  ByteWriter out;
  out.u8(0);  // version of dOps
  out.u8(channels);
  out.u16(pre_skip);
  out.u32(input_rate);
  out.u16(gain);
  out.u8(family);
  if (family != 0) {
    LYCEUM_TRY(const ByteView mapping, in.view(std::size_t{2} + channels));
    out.append(mapping);
  }
  return OpusConfig{channels, out.take()};
}

Bytes opus_header(ByteView dops) {
  constexpr std::size_t fixed = 11;  // up to the mapping family
  if (dops.size() < fixed) return {};
  const std::uint8_t* at = dops.data();
  ByteWriter out(8 + dops.size());
  out.append("OpusHead");
  // Version 1, channels, then the same fields the other way round.
  for (const std::uint8_t byte :
       {std::uint8_t{1}, at[1], at[3], at[2], at[7], at[6], at[5], at[4], at[9], at[8], at[10]})
    out.u8(byte);
  out.append(dops.subspan(fixed));
  return out.take();
}

OpusConfig default_opus_config(unsigned channels) {
  ByteWriter out;
  out.u8(0);
  out.u8(channels);
  out.u16(usual_pre_skip);
  out.u32(opus_rate);
  out.u16(0);
  out.u8(0);
  return {channels, out.take()};
}

// RFC 6716 §3.1: the configuration number gives the mode and the frame size, the code the number of frames.
Result<std::uint32_t> opus_samples(ByteView packet) {
  ByteReader in(packet);
  LYCEUM_TRY(const std::uint8_t toc, in.u8());
  const unsigned config = toc >> 3;
  static constexpr std::uint32_t silk[] = {480, 960, 1920, 2880};
  const std::uint32_t size = config < 12   ? silk[config & 3U]
                             : config < 16 ? 480U << (config & 1U)
                                           : 120U << (config & 3U);
  std::uint32_t frames = (toc & 3U) == 0 ? 1 : 2;
  if ((toc & 3U) == 3) {
    LYCEUM_TRY(const std::uint8_t count, in.u8());
    frames = count & 0x3FU;
  }
  if (frames == 0 || frames * size > max_samples)
    return Failure(malformed("opus_packet", "longer than 120 ms"));
  return frames * size;
}

}  // namespace lyceum::avc
