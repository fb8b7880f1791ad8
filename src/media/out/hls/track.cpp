#include "media/out/hls/track.hpp"

#include "wire/fmp4/fragment.hpp"
#include "wire/fmp4/init_segment.hpp"

#include <algorithm>
#include <utility>

namespace lyceum::media {
namespace {

constexpr std::uint32_t track_id = 1;

fmp4::SampleFormat format_of(Codec codec) {
  switch (codec) {
    case Codec::h264:
      return fmp4::SampleFormat::avc1;
    case Codec::h265:
      return fmp4::SampleFormat::hvc1;
    case Codec::av1:
      return fmp4::SampleFormat::av01;
    case Codec::aac:
      return fmp4::SampleFormat::mp4a;
    case Codec::opus:
      return fmp4::SampleFormat::opus;
  }
  return fmp4::SampleFormat::avc1;
}

bool same_config(const TrackConfig& a, const TrackConfig& b) {
  return a.codec == b.codec && std::ranges::equal(a.decoder_config.view(), b.decoder_config.view());
}

}  // namespace

void HlsTrack::begin(std::shared_ptr<const TrackConfig> config, std::uint32_t timescale,
                     std::int64_t discontinuity, HlsAnchor anchor) {
  if (!config_ || borrowing_ || !same_config(*config_, *config)) {
    borrowing_ = false;
    init_msn_ = window_.msn();
    init_due_ = true;
  }
  config_ = std::move(config);
  timescale_ = timescale;
  discontinuity_ = discontinuity;
  anchor_ = anchor;
  written_until_ = 0;
  if (init_due_) init_ = SharedBytes(write_init());
}

HlsUpdate HlsTrack::cut(std::size_t count, bool ends_segment) {
  if (count > 0) return give_out(take_part(count), ends_segment);
  if (ends_segment) window_.close_segment();
  return describe();
}

HlsUpdate HlsTrack::give_out(HlsPart part, bool ends_segment) {
  if (ends_segment) window_.close_segment();
  HlsUpdate update = describe();
  if (std::exchange(init_due_, false)) update.init = HlsInit{init_msn_, init_};
  update.part = std::move(part);
  return update;
}

HlsUpdate HlsTrack::borrow(HlsPart part, bool ends_segment) {
  if (part.head) {
    if (!std::ranges::equal(part.head->init.view(), init_.view())) {
      init_ = part.head->init;
      init_msn_ = window_.msn();
      init_due_ = borrowing_ = true;
    }
    discontinuity_ = part.head->discontinuity;
    window_.open_segment(
        {.discontinuity = discontinuity_, .init_msn = init_msn_, .program_date_time = part.head->begins});
  }
  part.msn = window_.msn();
  part.index = window_.parts();
  const auto start = static_cast<std::int64_t>(part.start),
             end = start + static_cast<std::int64_t>(part.duration);
  window_.add_part(time(end) - time(start), part.independent, part.bytes.size());
  written_until_ = 0;  // what comes next has times of its own
  return give_out(std::move(part), ends_segment);
}

HlsUpdate HlsTrack::leave_out(const HlsPart& part, bool ends_segment) {
  HlsPart gap{.msn = window_.msn(),
              .index = window_.parts(),
              .bytes = {},
              .start = part.start,
              .duration = part.duration};
  window_.add_gap(time(static_cast<std::int64_t>(part.duration)));
  return give_out(std::move(gap), ends_segment);
}

HlsPart HlsTrack::take_part(std::size_t count) {
  std::optional<HlsSegmentHead> head;
  if (!window_.is_open()) head = open_segment();
  const HlsSample& first = pending_.front();
  const HlsSample& last = pending_[count - 1];
  const std::int64_t start = first.start, end = last.start + last.duration;
  HlsPart part{.msn = window_.msn(),
               .index = window_.parts(),
               .bytes = SharedBytes(write_part(count)),
               .start = static_cast<std::uint64_t>(std::max<std::int64_t>(0, start)),
               .duration = static_cast<std::uint64_t>(std::max<std::int64_t>(0, end - start)),
               .independent = first.frame->key,
               .head = std::move(head)};
  window_.add_part(time(end) - time(start), part.independent, part.bytes.size());
  pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(count));
  written_until_ = end;
  return part;
}

HlsUpdate HlsTrack::end() {
  window_.end();
  return describe();
}

HlsUpdate HlsTrack::describe() const {
  HlsUpdate update;
  update.track = kind_;
  update.small = small_;
  update.next_msn = window_.msn();
  update.oldest_msn = window_.oldest_msn();
  update.part_target = window_.playlist().part_target;
  update.target_duration_s = window_.playlist().target_duration_s;
  update.ended = window_.playlist().ended;
  return update;
}

HlsSegmentHead HlsTrack::open_segment() {
  const HlsSample& first = pending_.front();
  const MediaMicros presented = time(first.start + first.composition);
  const Utc begins = anchor_.utc + (presented - anchor_.media);
  window_.open_segment({.discontinuity = discontinuity_, .init_msn = init_msn_, .program_date_time = begins});
  return {.begins = begins, .discontinuity = discontinuity_, .init = init_};
}

Bytes HlsTrack::write_part(std::size_t count) {
  std::vector<fmp4::Sample> samples;
  samples.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const HlsSample& sample = pending_[i];
    samples.push_back({.duration = sample.duration,
                       .composition_offset = sample.composition,
                       .sync = sample.frame->key,
                       .payload = sample.frame->payload.view()});
  }
  return fmp4::write_fragment(
      {.sequence = ++sequence_,
       .track_id = track_id,
       .base_decode_time = static_cast<std::uint64_t>(std::max<std::int64_t>(0, pending_.front().start)),
       .video = kind_ == TrackKind::video,
       .samples = samples});
}

Bytes HlsTrack::write_init() const {
  const ByteView decoder_config = config_->decoder_config.view();
  const fmp4::Track track{.id = track_id,
                          .format = format_of(config_->codec),
                          .timescale = timescale_,
                          .decoder_config = Bytes(decoder_config.begin(), decoder_config.end()),
                          .width = config_->width,
                          .height = config_->height,
                          .sample_rate = config_->sample_rate,
                          .channels = config_->channels};
  return fmp4::write_init_segment({&track, 1});
}

}  // namespace lyceum::media
