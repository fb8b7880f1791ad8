#include "media/codec/track_copy.hpp"

#include "wire/avc/aac.hpp"
#include "wire/avc/h264.hpp"
#include "wire/avc/nal.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace lyceum::media {
namespace {

using worker::UnitTrack;

constexpr std::int64_t gap_max_us = 2'000'000;       // between two pictures
constexpr std::int64_t key_gap_max_us = 12'000'000;  // between two at which decoding may start
constexpr std::size_t matrix_size = 9 * sizeof(std::int32_t);

ByteView view_of(const std::uint8_t* data, int size) {
  return data == nullptr || size <= 0 ? ByteView() : ByteView(data, static_cast<std::size_t>(size));
}

ByteView first_of(const std::vector<ByteView>& nals, unsigned type) {
  const auto found =
      std::ranges::find_if(nals, [&](ByteView nal) { return avc::h264_nal_type(nal) == type; });
  return found == nals.end() ? ByteView() : *found;
}

// How a file holds H.264: avcC and lengths, or start codes.
struct H264Form {
  Bytes record;              // with lengths of four bytes
  unsigned length_size = 0;  // 0: start codes
};

std::optional<H264Form> h264_form(ByteView extra) {
  if (extra.size() >= 4 && avc::starts_with_start_code(extra)) {
    const auto nals = avc::split_start_codes(extra);
    const ByteView sps = first_of(nals, avc::h264_sps), pps = first_of(nals, avc::h264_pps);
    if (sps.size() < 4 || pps.empty()) return std::nullopt;
    return H264Form{avc::make_h264_config(sps, pps), 0};
  }
  const auto read = avc::read_h264_config(extra);
  if (!read) return std::nullopt;
  return H264Form{avc::with_four_byte_lengths_h264(extra), read->nal_length_size};
}

class PictureCopy final : public TrackReader {
 public:
  PictureCopy(const Formats& formats, const AVStream& stream, H264Form form)
      : formats_(formats), base_(stream.time_base), form_(std::move(form)) {}

  Usable<void> take(AVPacket& packet, UnitSink& sink) override {
    if (const ByteView fresh = new_record(packet); !fresh.empty()) {
      auto form = h264_form(fresh);
      if (!form) return Useless(worker::Useless::damaged);
      form_ = std::move(*form);
      told_ = false;
    }
    const bool key = (packet.flags & AV_PKT_FLAG_KEY) != 0;
    if ((!begun_ && !key) || packet.pts == AV_NOPTS_VALUE || packet.dts == AV_NOPTS_VALUE) return {};
    Bytes payload = joined(view_of(packet.data, packet.size));
    if (payload.empty()) return {};
    if (!std::exchange(told_, true)) sink.config(UnitTrack::picture, form_.record);
    begun_ = true;
    sink.unit(UnitTrack::picture, in_micros(packet.dts, base_), in_micros(packet.pts, base_), key,
              std::move(payload));
    return {};
  }
  Usable<void> finish(UnitSink&) override { return {}; }
  bool remakes() const override { return false; }

 private:
  ByteView new_record(const AVPacket& packet) const {
    std::size_t size = 0;
    const std::uint8_t* const data =
        formats_.av_packet_get_side_data(&packet, AV_PKT_DATA_NEW_EXTRADATA, &size);
    return data == nullptr ? ByteView() : ByteView(data, size);
  }
  // Empty: broken.
  Bytes joined(ByteView unit) const {
    if (form_.length_size == 0)
      return avc::starts_with_start_code(unit) ? avc::join_length_prefixed(avc::split_start_codes(unit))
                                               : Bytes();
    const auto nals = avc::split_length_prefixed(unit, form_.length_size);
    return nals ? avc::join_length_prefixed(*nals) : Bytes();
  }

  const Formats& formats_;
  const AVRational base_;
  H264Form form_;
  bool told_ = false, begun_ = false;
};

class SoundCopy final : public TrackReader {
 public:
  SoundCopy(const AVStream& stream, Bytes record) : base_(stream.time_base), record_(std::move(record)) {}

  Usable<void> take(AVPacket& packet, UnitSink& sink) override {
    const ByteView payload = view_of(packet.data, packet.size);
    const bool left_out = (packet.flags & AV_PKT_FLAG_DISCARD) != 0;
    if (left_out || packet.pts == AV_NOPTS_VALUE || payload.empty() || payload.size() > worker::sound_max)
      return {};
    if (!std::exchange(told_, true)) sink.config(UnitTrack::sound, record_);
    const std::int64_t time = in_micros(packet.pts, base_);
    sink.unit(UnitTrack::sound, time, time, true, Bytes(payload.begin(), payload.end()));
    return {};
  }
  Usable<void> finish(UnitSink&) override { return {}; }
  bool remakes() const override { return false; }

 private:
  const AVRational base_;
  const Bytes record_;
  bool told_ = false;
};

// MP4 knows all its pictures beforehand: are they close enough together, and all of them shown?
bool is_even(const Formats& formats, AVStream& picture) {
  const int count = formats.avformat_index_get_entries_count(&picture);
  std::int64_t last = 0, last_key = 0;
  for (int i = 0; i < count; ++i) {
    const AVIndexEntry* const entry = formats.avformat_index_get_entry(&picture, i);
    if (entry == nullptr || (entry->flags & AVINDEX_DISCARD_FRAME) != 0) return false;
    const std::int64_t time = in_micros(entry->timestamp, picture.time_base);
    const bool key = (entry->flags & AVINDEX_KEYFRAME) != 0;
    if (i > 0 && (time - last > gap_max_us || (key && time - last_key > key_gap_max_us))) return false;
    last = time;
    if (key || i == 0) last_key = time;
  }
  return true;
}

bool fits(const AVStream& picture) {
  const AVCodecParameters& p = *picture.codecpar;
  const bool small =
      std::max(p.width, p.height) <= long_side_max && std::min(p.width, p.height) <= short_side_max;
  const bool slow = picture.avg_frame_rate.den == 0 || av_q2d(picture.avg_frame_rate) <= fps_max;
  const bool plain = p.format == AV_PIX_FMT_YUV420P || p.format == AV_PIX_FMT_YUVJ420P;
  return small && slow && plain && p.width > 0 && p.height > 0;
}

}  // namespace

const std::int32_t* display_matrix(const Formats& formats, const AVStream& picture) {
  std::size_t size = 0;
  const std::uint8_t* const data =
      formats.av_stream_get_side_data(&picture, AV_PKT_DATA_DISPLAYMATRIX, &size);
  if (data == nullptr || size < matrix_size) return nullptr;
  const void* const matrix = data;  // FFmpeg aligns it
  const auto* const numbers = static_cast<const std::int32_t*>(matrix);
  const bool upright = numbers[0] > 0 && numbers[1] == 0 && numbers[3] == 0 && numbers[4] > 0;
  return upright ? nullptr : numbers;
}

std::unique_ptr<TrackReader> copy_picture(const Formats& formats, const OpenedFile& file) {
  AVStream& picture = *file.picture();
  const AVCodecParameters& p = *picture.codecpar;
  if (p.codec_id != AV_CODEC_ID_H264 || !fits(picture) || display_matrix(formats, picture) != nullptr)
    return nullptr;
  if (file.is_mp4() && !is_even(formats, picture)) return nullptr;
  auto form = h264_form(view_of(p.extradata, p.extradata_size));
  if (!form || form->record.size() > worker::config_max) return nullptr;
  return std::make_unique<PictureCopy>(formats, picture, std::move(*form));
}

std::unique_ptr<TrackReader> copy_sound(const OpenedFile& file) {
  const AVStream& sound = *file.sound();
  const AVCodecParameters& p = *sound.codecpar;
  if (p.codec_id != AV_CODEC_ID_AAC || p.ch_layout.nb_channels > 2) return nullptr;
  const ByteView record = view_of(p.extradata, p.extradata_size);
  const auto read = avc::read_aac_config(record);
  if (!read || read->object_type != 2 || record.size() > worker::config_max) return nullptr;
  return std::make_unique<SoundCopy>(sound, Bytes(record.begin(), record.end()));
}

}  // namespace lyceum::media
