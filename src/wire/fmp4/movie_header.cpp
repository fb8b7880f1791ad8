#include "wire/fmp4/movie_header.hpp"

#include "wire/fmp4/box_writer.hpp"
#include "wire/fmp4/track_boxes.hpp"

#include <algorithm>

namespace lyceum::fmp4 {
namespace {

constexpr std::uint64_t micros = 1'000'000;

template <class Each>
void each_sample(const MovieTrack& track, Each each) {
  for (const MovieChunk& chunk : track.chunks)
    for (const SampleHead& sample : chunk.samples) each(sample);
}

std::uint64_t media_duration(const MovieTrack& track) {
  std::uint64_t sum = 0;
  each_sample(track, [&](const SampleHead& sample) { sum += sample.duration; });
  return sum;
}

std::uint64_t movie_ticks(std::uint64_t ticks, std::uint32_t timescale) {
  return ticks * movie_timescale / timescale;
}

std::uint64_t track_duration(const MovieTrack& track) {
  return track.starts_after_us * movie_timescale / micros +
         movie_ticks(media_duration(track), track.track.timescale);
}

// A table of runs: how often, then the value; its entry count is patched in at the end.
class Runs {
 public:
  explicit Runs(ByteWriter& out) : out_(out), count_at_(out.size()) { out_.u32(0); }
  void add(std::uint32_t value) {
    if (length_ > 0 && value != value_) flush();
    value_ = value;
    ++length_;
  }
  ~Runs() {
    flush();
    out_.patch_u32(count_at_, entries_);
  }
  Runs(const Runs&) = delete;
  Runs& operator=(const Runs&) = delete;

 private:
  void flush() {
    if (length_ == 0) return;
    out_.u32(length_);
    out_.u32(value_);
    ++entries_;
    length_ = 0;
  }
  ByteWriter& out_;
  std::size_t count_at_;
  std::uint32_t value_ = 0, length_ = 0, entries_ = 0;
};

// §8.6.1.2
void write_stts(ByteWriter& out, const MovieTrack& track) {
  BoxScope box(out, "stts", 0, 0);
  Runs runs(out);
  each_sample(track, [&](const SampleHead& sample) { runs.add(sample.duration); });
}

// §8.6.1.3, version 1: signed. Left out when decode and presentation order are the same.
void write_ctts(ByteWriter& out, const MovieTrack& track) {
  bool needed = false;
  each_sample(track, [&](const SampleHead& sample) { needed = needed || sample.composition_offset != 0; });
  if (!needed) return;
  BoxScope box(out, "ctts", 1, 0);
  Runs runs(out);
  each_sample(track, [&](const SampleHead& sample) {
    runs.add(static_cast<std::uint32_t>(sample.composition_offset));
  });
}

// §8.6.2. Left out when every sample is one.
void write_stss(ByteWriter& out, const MovieTrack& track) {
  std::vector<std::uint32_t> numbers;
  std::uint32_t number = 0;
  each_sample(track, [&](const SampleHead& sample) {
    ++number;
    if (sample.sync) numbers.push_back(number);
  });
  if (numbers.size() == number) return;
  BoxScope box(out, "stss", 0, 0);
  out.u32(numbers.size());
  for (const std::uint32_t each : numbers) out.u32(each);
}

// §8.7.4: from which chunk on a chunk has so many samples.
void write_stsc(ByteWriter& out, const MovieTrack& track) {
  BoxScope box(out, "stsc", 0, 0);
  const std::size_t count_at = out.size();
  out.u32(0);
  std::uint32_t entries = 0;
  std::size_t before = 0;
  for (std::size_t i = 0; i < track.chunks.size(); ++i) {
    const std::size_t samples = track.chunks[i].samples.size();
    if (samples == before) continue;
    out.u32(i + 1);
    out.u32(samples);
    out.u32(1);  // sample description
    before = samples;
    ++entries;
  }
  out.patch_u32(count_at, entries);
}

// §8.7.3
void write_stsz(ByteWriter& out, const MovieTrack& track) {
  BoxScope box(out, "stsz", 0, 0);
  out.u32(0);  // sizes differ
  const std::size_t count_at = out.size();
  out.u32(0);
  std::uint32_t count = 0;
  each_sample(track, [&](const SampleHead& sample) {
    out.u32(sample.size);
    ++count;
  });
  out.patch_u32(count_at, count);
}

// §8.7.5
void write_co64(ByteWriter& out, const MovieTrack& track, std::uint64_t content_at) {
  BoxScope box(out, "co64", 0, 0);
  out.u32(track.chunks.size());
  for (const MovieChunk& chunk : track.chunks) out.u64(content_at + chunk.offset);
}

void write_stbl(ByteWriter& out, const MovieTrack& track, std::uint64_t content_at) {
  BoxScope box(out, "stbl");
  write_stsd(out, track.track);
  write_stts(out, track);
  write_ctts(out, track);
  write_stss(out, track);
  write_stsc(out, track);
  write_stsz(out, track);
  write_co64(out, track, content_at);
}

// §8.6.6: an empty edit for what starts later, then the media from its first presented sample on.
void write_edts(ByteWriter& out, const MovieTrack& track) {
  const std::uint64_t wait = track.starts_after_us * movie_timescale / micros;
  std::int64_t first = 0;
  if (!track.chunks.empty() && !track.chunks.front().samples.empty())
    first = std::max(0, track.chunks.front().samples.front().composition_offset);
  BoxScope edts(out, "edts");
  BoxScope elst(out, "elst", 1, 0);
  out.u32(wait > 0 ? 2 : 1);
  if (wait > 0) {
    out.u64(wait);
    out.u64(~std::uint64_t{0});  // −1: nothing
    out.u32(0x0001'0000);
  }
  out.u64(movie_ticks(media_duration(track), track.track.timescale));
  out.u64(static_cast<std::uint64_t>(first));
  out.u32(0x0001'0000);
}

void write_trak(ByteWriter& out, const MovieTrack& track, std::uint64_t content_at) {
  BoxScope trak(out, "trak");
  write_tkhd(out, track.track, track_duration(track));
  write_edts(out, track);
  BoxScope mdia(out, "mdia");
  write_mdhd(out, track.track.timescale, media_duration(track));
  write_hdlr(out, is_video(track.track.format));
  BoxScope minf(out, "minf");
  write_media_header(out, is_video(track.track.format));
  write_dinf(out);
  write_stbl(out, track, content_at);
}

Bytes write_head(std::span<const MovieTrack> tracks, std::uint64_t content_bytes, std::uint64_t content_at) {
  ByteWriter out(1 << 20);
  {
    BoxScope ftyp(out, "ftyp");
    out.append("isom");
    out.u32(0x200);
    for (const std::string_view brand : {"isom", "iso2", "mp41"}) out.append(brand);
  }
  {
    BoxScope moov(out, "moov");
    std::uint64_t duration = 0;
    for (const MovieTrack& track : tracks) duration = std::max(duration, track_duration(track));
    write_mvhd(out, duration, static_cast<std::uint32_t>(tracks.size() + 1));
    for (const MovieTrack& track : tracks) write_trak(out, track, content_at);
  }
  out.u32(1);  // the size follows in 64 bits
  out.append("mdat");
  out.u64(content_bytes + 16);
  return out.take();
}

}  // namespace

// The tables do not grow with the offsets in them, so the first writing tells where the content begins.
Bytes write_movie_header(std::span<const MovieTrack> tracks, std::uint64_t content_bytes) {
  const std::size_t length = write_head(tracks, content_bytes, 0).size();
  return write_head(tracks, content_bytes, length);
}

}  // namespace lyceum::fmp4
