#include "media/frame/audio_format.hpp"

#include "wire/avc/aac.hpp"
#include "wire/avc/opus.hpp"

namespace lyceum::media {

std::uint32_t audio_clock_rate(const TrackConfig& config) {
  if (config.codec == Codec::opus) return avc::opus_rate;
  if (const auto aac = avc::read_aac_config(config.decoder_config.view())) return aac->sample_rate;
  return config.sample_rate > 0 ? config.sample_rate : avc::opus_rate;
}

std::uint32_t audio_samples(const TrackConfig& config, ByteView payload) {
  if (config.codec == Codec::opus) return avc::opus_samples(payload).value_or(960);
  const auto aac = avc::read_aac_config(config.decoder_config.view());
  return aac ? aac->samples_per_frame : 1024;
}

}  // namespace lyceum::media
