#include "media/frame/audio_format.hpp"

#include <algorithm>
#include <array>

namespace lyceum::media {
namespace {

constexpr std::uint32_t opus_rate = 48'000;

// Past its end it gives zeros.
class BitReader {
 public:
  explicit BitReader(ByteView bytes) : bytes_(bytes) {}
  std::uint32_t take(int bits) {
    std::uint32_t value = 0;
    for (int i = 0; i < bits; ++i, ++position_) {
      const std::size_t byte = position_ / 8;
      value = (value << 1) | (byte < bytes_.size() ? (bytes_[byte] >> (7 - position_ % 8)) & 1u : 0u);
    }
    return value;
  }

 private:
  ByteView bytes_;
  std::size_t position_ = 0;
};

std::uint32_t object_type(BitReader& in) {
  const std::uint32_t type = in.take(5);
  return type == 31 ? 32 + in.take(6) : type;
}

// ISO/IEC 14496-3 table 1.18; 0 for what is reserved.
std::uint32_t sampling_frequency(BitReader& in) {
  constexpr std::array<std::uint32_t, 13> table = {96'000, 88'200, 64'000, 48'000, 44'100, 32'000, 24'000,
                                                   22'050, 16'000, 12'000, 11'025, 8'000,  7'350};
  const std::uint32_t index = in.take(4);
  if (index == 15) return in.take(24);
  return index < table.size() ? table[index] : 0;
}

struct AacFormat {
  std::uint32_t rate = 0, samples = 1024;
};

AacFormat aac_format(ByteView audio_specific_config) {
  AacFormat format;
  if (audio_specific_config.size() < 2) return format;
  BitReader in(audio_specific_config);
  const std::uint32_t type = object_type(in);
  format.rate = sampling_frequency(in);
  in.take(4);                     // channelConfiguration
  if (type == 5 || type == 29) {  // explicit SBR or PS: the extension's frequency, then the core's type
    sampling_frequency(in);
    object_type(in);
  }
  if (in.take(1)) format.samples = 960;  // GASpecificConfig: frameLengthFlag
  return format;
}

// RFC 6716 table 2, samples at 48 kHz.
std::uint32_t opus_frame(std::uint8_t toc) {
  const std::uint32_t config = toc >> 3;
  constexpr std::array<std::uint32_t, 4> silk = {480, 960, 1920, 2880}, celt = {120, 240, 480, 960};
  if (config < 12) return silk[config & 3];
  if (config < 16) return silk[config & 1];
  return celt[config & 3];
}

std::uint32_t opus_samples(ByteView payload) {
  if (payload.empty()) return 960;
  std::uint32_t frames = (payload[0] & 3) == 0 ? 1 : 2;
  if ((payload[0] & 3) == 3) frames = payload.size() > 1 ? payload[1] & 0x3f : 1;
  return std::clamp<std::uint32_t>(frames * opus_frame(payload[0]), 120, 5760);
}

}  // namespace

std::uint32_t audio_clock_rate(const TrackConfig& config) {
  if (config.codec == Codec::opus) return opus_rate;
  const std::uint32_t rate = aac_format(config.decoder_config.view()).rate;
  if (rate > 0) return rate;
  return config.sample_rate > 0 ? config.sample_rate : opus_rate;
}

std::uint32_t audio_samples(const TrackConfig& config, ByteView payload) {
  if (config.codec == Codec::opus) return opus_samples(payload);
  return aac_format(config.decoder_config.view()).samples;
}

}  // namespace lyceum::media
