#include "wire/fmp4/recording_scan.hpp"

#include "base/bytes/reader.hpp"
#include "wire/fmp4/box_reader.hpp"
#include "wire/fmp4/init_reader.hpp"
#include "wire/fmp4/producer_time.hpp"

#include <algorithm>

namespace lyceum::fmp4 {
namespace {

constexpr std::size_t window_least = 4096;  // a moof of a third of a second and what stands around it

Failure bad(std::string detail) { return Failure(malformed("mp4_recording", std::move(detail))); }

struct Head {
  std::uint64_t size = 0;
  std::size_t length = 0;  // of the head itself
  std::string_view type;
};

// nullopt: not enough bytes for the head.
std::optional<Head> read_head(ByteView bytes) {
  ByteReader in(bytes);
  const auto size = in.u32();
  const auto type = in.view(4);
  if (!size || !type) return std::nullopt;
  Head head{*size, 8, as_text(*type)};
  if (*size == 1) {
    const auto wide = in.u64();
    if (!wide) return std::nullopt;
    head = {*wide, 16, head.type};
  }
  return head;
}

}  // namespace

std::optional<RecordingScan::Range> RecordingScan::wanted() const {
  if (torn_ || at_ >= size_) return std::nullopt;
  return Range{at_, static_cast<std::size_t>(std::min<std::uint64_t>(window_, size_ - at_))};
}

Result<void> RecordingScan::give(ByteView bytes) {
  const std::uint64_t from = at_;
  while (!torn_ && at_ - from < bytes.size()) {
    LYCEUM_TRY(const bool taken, take_box(bytes.subspan(static_cast<std::size_t>(at_ - from))));
    if (!taken) break;
    window_ = window_least;
  }
  if ((torn_ || at_ >= size_) && !has_moov_) return bad("no moov");
  return {};
}

// False: the box goes on behind `rest`; a larger window is wanted, or the file ends inside it.
Result<bool> RecordingScan::take_box(ByteView rest) {
  const auto head = read_head(rest);
  if (!head || head->size < head->length || head->size > size_ - at_) {
    if (!head && rest.size() < size_ - at_) return false;  // the head goes on in the next window
    stop();
    return true;
  }
  if (head->type == "mdat") {
    take_mdat(head->size, head->length);
    return true;
  }
  if (head->size > moof_max) {
    stop();
    return true;
  }
  const auto size = static_cast<std::size_t>(head->size);
  if (size > rest.size()) {
    window_ = size;
    return false;
  }
  const ByteView box = rest.first(size);
  if (head->type == "moov") LYCEUM_CHECK(take_moov(box));
  if (!has_moov_ && head->type != "ftyp") return bad("does not begin with an init segment");
  if (head->type == "prft") {
    const auto time = read_producer_time(box.subspan(head->length));
    if (time) begins_ = time->utc;
  }
  if (head->type == "moof" && !take_moof(box)) {
    stop();
    return true;
  }
  at_ += size;
  return true;
}

Result<void> RecordingScan::take_moov(ByteView box) {
  if (has_moov_) return bad("two moov");
  LYCEUM_TRY(auto tracks, read_init_segment(box));
  if (tracks.size() != 1) return bad("not one track");
  found_.track = std::move(tracks.front());
  if (found_.track.timescale == 0) return bad("no timescale");
  has_moov_ = true;
  found_.init_bytes = static_cast<std::uint32_t>(at_ + box.size());
  whole_until_ = found_.init_bytes;
  return {};
}

bool RecordingScan::take_moof(ByteView box) {
  auto runs = read_moof(box);
  if (!runs || runs->size() != 1 || runs->front().samples.empty()) return false;
  run_ = std::move(runs->front());
  moof_at_ = at_;
  return true;
}

// A fragment is complete with its mdat.
void RecordingScan::take_mdat(std::uint64_t box_size, std::size_t head) {
  std::uint64_t samples = 0, duration = 0;
  if (run_)
    for (const SampleHead& sample : run_->samples) {
      samples += sample.size;
      duration += sample.duration;
    }
  const bool fits = run_ && run_->data_offset == at_ + head - moof_at_ && samples <= box_size - head;
  if (!fits || (found_.segments.empty() && !begins_) || found_.segments.size() >= segments_max) return stop();
  if (begins_)
    found_.segments.push_back({.offset = moof_at_,
                               .bytes = 0,
                               .start = run_->base_decode_time,
                               .duration = 0,
                               .begins = *begins_,
                               .independent = run_->samples.front().sync});
  at_ += box_size;
  begins_.reset();
  RecordedSegment& segment = found_.segments.back();
  segment.bytes = static_cast<std::uint32_t>(at_ - segment.offset);
  segment.duration += duration;
  whole_until_ = at_;
  if (on_fragment_) on_fragment_({.data_offset = moof_at_ + run_->data_offset, .run = std::move(*run_)});
  run_.reset();
}

}  // namespace lyceum::fmp4
