#include "media/in/rtmp/video_track.hpp"

#include "wire/avc/av1.hpp"
#include "wire/avc/h264.hpp"
#include "wire/avc/h265.hpp"
#include "wire/avc/nal.hpp"

#include <algorithm>

namespace lyceum::media {
namespace {

constexpr int broken_max = 30;
constexpr MediaMicros back_max = MediaMillis(500);
constexpr MediaMicros step = MediaMillis(1);
constexpr std::int32_t composition_ms_max = 10'000;

bool has_nals(flv::VideoCodec codec) {
  return codec == flv::VideoCodec::avc || codec == flv::VideoCodec::hevc;
}

bool is_picture(flv::VideoCodec codec, ByteView nal) {
  if (codec == flv::VideoCodec::hevc) return avc::h265_nal_type(nal) < 32;
  const unsigned type = avc::h264_nal_type(nal);
  return type >= 1 && type <= avc::h264_idr;
}

bool is_start(flv::VideoCodec codec, ByteView nal) {
  return codec == flv::VideoCodec::hevc ? avc::is_h265_random_access(nal)
                                        : avc::h264_nal_type(nal) == avc::h264_idr;
}

std::size_t joined_size(const std::vector<ByteView>& nals) {
  std::size_t size = 0;
  for (const ByteView nal : nals) size += 4 + nal.size();
  return size;
}

}  // namespace

Result<void> VideoTrack::on_packet(const flv::VideoPacket& packet, MediaMicros time, Mono now,
                                   DemuxSink& sink, DemuxCounters& counters) {
  if (packet.kind != flv::PacketKind::config && packet.kind != flv::PacketKind::frame) return {};
  const bool carried = has_nals(packet.codec) || packet.codec == flv::VideoCodec::av1;
  report(!carried, said_codec_, problem_video_codec(), sink);
  if (!carried || packet.body.empty()) return {};
  return packet.kind == flv::PacketKind::config ? on_config(packet, sink)
                                                : on_frame(packet, time, now, sink, counters);
}

void VideoTrack::report(bool applies, bool& said, const Error& problem, DemuxSink& sink) {
  if (!applies || said) return;
  said = true;
  sink.on_problem(problem);
}

Result<void> VideoTrack::on_config(const flv::VideoPacket& packet, DemuxSink& sink) {
  if (packet.codec == codec_ && std::ranges::equal(packet.body.view(), raw_config_.view())) return {};
  LYCEUM_TRY(next_, read_config(packet, sink));
  codec_ = packet.codec;
  raw_config_ = packet.body;
  return {};
}

Result<TrackConfig> VideoTrack::read_config(const flv::VideoPacket& packet, DemuxSink& sink) {
  const ByteView record = packet.body.view();
  TrackConfig config;
  config.kind = TrackKind::video;
  reordering_unknown_ = false;
  if (packet.codec == flv::VideoCodec::avc) {
    LYCEUM_TRY(const avc::H264Config h264, avc::read_h264_config(record));
    nal_length_size_ = h264.nal_length_size;
    config.codec = Codec::h264;
    config.decoder_config = SharedBytes(avc::with_four_byte_lengths_h264(record));
    config.rfc6381 = h264.rfc6381;
    config.width = h264.sps.width;
    config.height = h264.sps.height;
    config.has_b_frames = h264.sps.reorder_frames.value_or(0) > 0;
    reordering_unknown_ = !h264.sps.reorder_frames;
    report(h264.sps.bit_depth > 8, said_depth_, problem_video_10_bit(), sink);
    report(h264.sps.chroma_format > 1, said_chroma_, problem_video_chroma(), sink);
  } else if (packet.codec == flv::VideoCodec::hevc) {
    LYCEUM_TRY(const avc::H265Config h265, avc::read_h265_config(record));
    nal_length_size_ = h265.nal_length_size;
    config.codec = Codec::h265;
    config.decoder_config = SharedBytes(avc::with_four_byte_lengths_h265(record));
    config.rfc6381 = h265.rfc6381;
    config.width = h265.sps.width;
    config.height = h265.sps.height;
    config.has_b_frames = h265.sps.reorder_frames > 0;
    report(h265.sps.bit_depth > 8, said_depth_, problem_video_10_bit(), sink);
    report(h265.sps.chroma_format > 1, said_chroma_, problem_video_chroma(), sink);
  } else {
    LYCEUM_TRY(const avc::Av1Config av1, avc::read_av1_config(record));
    config.codec = Codec::av1;
    config.decoder_config = SharedBytes(Bytes(record.begin(), record.end()));
    config.rfc6381 = av1.rfc6381;
    config.width = av1.width;
    config.height = av1.height;
    report(av1.bit_depth > 8, said_depth_, problem_video_10_bit(), sink);
  }
  return config;
}

Result<void> VideoTrack::on_frame(const flv::VideoPacket& packet, MediaMicros time, Mono now, DemuxSink& sink,
                                  DemuxCounters& counters) {
  if (packet.codec != codec_) {
    ++counters.without_config;
    return {};
  }
  auto frame = std::make_shared<Frame>();
  frame->key = packet.key;
  frame->payload = packet.body;
  if (has_nals(codec_)) {
    const auto unit = read_unit(packet.body.view());
    if (!unit) return on_broken(counters);
    if (std::ranges::none_of(unit->nals, [&](ByteView nal) { return is_picture(codec_, nal); })) {
      ++counters.without_picture;
      return {};
    }
    frame->key = std::ranges::any_of(unit->nals, [&](ByteView nal) { return is_start(codec_, nal); });
    if (!unit->as_it_shall_be) frame->payload = SharedBytes(avc::join_length_prefixed(unit->nals));
  }
  broken_in_a_row_ = 0;
  settle_config(packet);
  frame->config = config_;
  frame->arrived = now;
  frame->dts = rising(time, counters);
  frame->pts = time + MediaMillis(packet.composition_ms) + MediaMicros(packet.nano_offset / 1000);
  if (packet.composition_ms >= composition_ms_max || packet.composition_ms <= -composition_ms_max) {
    ++counters.times_mended;
    frame->pts = frame->dts;
  }
  ++counters.frames;
  sink.on_frame(std::move(frame));
  return {};
}

// None when its NAL units do not fit.
std::optional<VideoTrack::AccessUnit> VideoTrack::read_unit(ByteView body) const {
  if (auto nals = avc::split_length_prefixed(body, nal_length_size_)) {
    const bool untouched =
        nal_length_size_ == 4 && joined_size(*nals) == body.size();  // no empty ones left out
    return AccessUnit{std::move(*nals), untouched};
  }
  if (avc::starts_with_start_code(body)) return AccessUnit{avc::split_start_codes(body), false};
  return std::nullopt;
}

Result<void> VideoTrack::on_broken(DemuxCounters& counters) {
  ++counters.broken;
  if (++broken_in_a_row_ < broken_max) return {};
  return Failure(malformed("rtmp_video", std::to_string(broken_max) + " broken frames in a row"));
}

void VideoTrack::settle_config(const flv::VideoPacket& packet) {
  if (!next_) return;
  if (reordering_unknown_) next_->has_b_frames = packet.composition_ms != 0;
  config_ = std::make_shared<const TrackConfig>(*std::exchange(next_, std::nullopt));
}

MediaMicros VideoTrack::rising(MediaMicros dts, DemuxCounters& counters) {
  if (last_dts_ && dts <= *last_dts_ && *last_dts_ - dts <= back_max) {
    ++counters.times_mended;
    dts = *last_dts_ + step;
  }
  last_dts_ = dts;
  return dts;
}

}  // namespace lyceum::media
