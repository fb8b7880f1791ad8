#include "media/in/file/file_frames.hpp"

#include "wire/avc/aac.hpp"
#include "wire/avc/h264.hpp"
#include "wire/avc/nal.hpp"

#include <algorithm>

namespace lyceum::media {
namespace {

using worker::UnitTrack;

constexpr std::int64_t apart_max_us = 10'000'000;                    // presentation from decode time
constexpr std::int64_t latest_us = worker::longest_us + 60'000'000;  // no time lies behind it
constexpr unsigned slice = 1;  // H.264 §7.4.1.2.4: 1 and 5 are pictures

Failure nonsense(const char* what) { return Failure(malformed("file_worker", what)); }

std::size_t index_of(UnitTrack track) { return static_cast<std::size_t>(track); }

Result<TrackConfig> picture_config(const SharedBytes& record) {
  LYCEUM_TRY(const avc::H264Config h264, avc::read_h264_config(record.view()));
  if (h264.nal_length_size != 4) return nonsense("lengths of NAL units");
  TrackConfig config;
  config.decoder_config = record;
  config.rfc6381 = h264.rfc6381;
  config.width = h264.sps.width;
  config.height = h264.sps.height;
  config.has_b_frames = h264.sps.reorder_frames.value_or(1) > 0;
  return config;
}

Result<TrackConfig> sound_config(const SharedBytes& record) {
  LYCEUM_TRY(const avc::AacConfig aac, avc::read_aac_config(record.view()));
  TrackConfig config;
  config.kind = TrackKind::audio;
  config.codec = Codec::aac;
  config.decoder_config = record;
  config.rfc6381 = aac.rfc6381;
  config.sample_rate = aac.sample_rate;
  config.channels = aac.ps ? 2 : aac.channels;
  return config;
}

Result<bool> has_picture(const SharedBytes& payload) {
  LYCEUM_TRY(const auto nals, avc::split_length_prefixed(payload.view(), 4));
  return std::ranges::any_of(nals, [](ByteView nal) {
    const unsigned type = avc::h264_nal_type(nal);
    return type >= slice && type <= avc::h264_idr;
  });
}

}  // namespace

Result<void> FileFrames::config(const worker::UnitConfig& said) {
  const std::size_t track = index_of(said.track);
  if (!has_[track]) return nonsense("a track that is not there");
  LYCEUM_TRY(TrackConfig config,
             said.track == UnitTrack::picture ? picture_config(said.record) : sound_config(said.record));
  tracks_[track].config = std::make_shared<const TrackConfig>(std::move(config));
  return {};
}

Result<FramePtr> FileFrames::frame(const worker::Unit& unit, Mono now) {
  Track& track = tracks_[index_of(unit.track)];
  if (!track.config) return nonsense("a unit before its configuration");
  if ((track.newest && unit.dts <= *track.newest) || unit.dts > latest_us) return nonsense("a decode time");
  track.newest = unit.dts;
  if (unit.track == UnitTrack::picture) {
    LYCEUM_TRY(const bool there, has_picture(unit.payload));
    if (!there) return nullptr;
  }
  auto frame = std::make_shared<Frame>();
  frame->config = track.config;
  frame->dts = MediaMicros(unit.dts);
  frame->pts = MediaMicros(std::clamp(unit.pts, unit.dts - apart_max_us, unit.dts + apart_max_us));
  frame->key = unit.track == UnitTrack::sound || unit.key;
  frame->payload = unit.payload;
  frame->arrived = now;
  return frame;
}

}  // namespace lyceum::media
