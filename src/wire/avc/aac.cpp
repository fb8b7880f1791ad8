#include "wire/avc/aac.hpp"

#include "wire/avc/bit_reader.hpp"

#include <array>

namespace lyceum::avc {
namespace {

constexpr std::array<std::uint32_t, 13> rates{96'000, 88'200, 64'000, 48'000, 44'100, 32'000, 24'000,
                                              22'050, 16'000, 12'000, 11'025, 8'000,  7'350};
constexpr std::array<std::uint32_t, 16> channel_counts{0, 1, 2, 3, 4, 5, 6, 8, 0, 0, 0, 7, 8, 24, 8, 0};
constexpr unsigned sbr_type = 5, ps_type = 29;

unsigned read_object_type(BitReader& in) {
  const unsigned type = in.bits(5);
  return type == 31 ? 32 + in.bits(6) : type;
}

std::uint32_t read_rate(BitReader& in) {
  const unsigned index = in.bits(4);
  if (index == 15) return in.bits(24);
  return index < rates.size() ? rates[index] : 0;
}

// program_config_element, §4.4.1.1: how many channels its front, side, back and low-frequency elements have.
std::uint32_t read_program_channels(BitReader& in) {
  in.skip(10);
  const unsigned front = in.bits(4), side = in.bits(4), back = in.bits(4), low = in.bits(2);
  in.skip(7);
  if (in.flag()) in.skip(4);  // mono mix-down
  if (in.flag()) in.skip(4);  // stereo mix-down
  if (in.flag()) in.skip(3);  // matrix mix-down
  std::uint32_t channels = low;
  for (unsigned i = 0; i < front + side + back; ++i) {
    channels += in.flag() ? 2U : 1U;
    in.skip(4);
  }
  return channels;
}

// §1.6.6: the extension that old decoders overlook.
void read_backward_compatible(BitReader& in, AacConfig& config) {
  if (in.left() < 16 || in.bits(11) != 0x2B7 || read_object_type(in) != sbr_type) return;
  config.sbr = in.flag();
  if (!config.sbr) return;
  read_rate(in);
  if (in.left() >= 12 && in.bits(11) == 0x548) config.ps = in.flag();
}

}  // namespace

Result<AacConfig> read_aac_config(ByteView record) {
  BitReader in(record);
  AacConfig config;
  config.object_type = read_object_type(in);
  config.sample_rate = read_rate(in);
  const unsigned layout = in.bits(4);
  config.channels = channel_counts[layout];
  if (config.object_type == sbr_type || config.object_type == ps_type) {
    config.sbr = true;
    config.ps = config.object_type == ps_type;
    read_rate(in);
    config.object_type = read_object_type(in);
  }
  if (in.flag()) config.samples_per_frame = 960;  // GASpecificConfig
  if (in.flag()) in.skip(14);
  in.skip(1);
  if (layout == 0) config.channels = read_program_channels(in);
  if (in.failed() || config.sample_rate == 0 || config.sample_rate > 192'000 || config.channels == 0 ||
      config.channels > 24)
    return Failure(malformed("aac_config", "object type " + std::to_string(config.object_type)));
  if (!config.sbr && layout != 0) read_backward_compatible(in, config);
  const unsigned told = config.ps ? ps_type : config.sbr ? sbr_type : config.object_type;
  config.rfc6381 = "mp4a.40." + std::to_string(told);
  return config;
}

}  // namespace lyceum::avc
