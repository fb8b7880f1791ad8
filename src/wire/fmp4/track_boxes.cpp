#include "wire/fmp4/track_boxes.hpp"

#include "wire/fmp4/box_writer.hpp"

namespace lyceum::fmp4 {
namespace {

constexpr std::uint64_t narrow_max = 0xffff'ffff;

void identity_matrix(ByteWriter& out) {
  for (const std::uint32_t value : {0x10000u, 0u, 0u, 0u, 0x10000u, 0u, 0u, 0u, 0x4000'0000u}) out.u32(value);
}

void time(ByteWriter& out, std::uint64_t value, bool wide) {
  if (wide)
    out.u64(value);
  else
    out.u32(value);
}

}  // namespace

// §8.2.2
void write_mvhd(ByteWriter& out, std::uint64_t duration, std::uint32_t next_track_id) {
  const bool wide = duration > narrow_max;
  BoxScope box(out, "mvhd", wide ? 1 : 0, 0);
  out.zeros(wide ? 16 : 8);  // creation, modification
  out.u32(movie_timescale);
  time(out, duration, wide);
  out.u32(0x0001'0000);  // rate 1.0
  out.u16(0x0100);       // volume 1.0
  out.zeros(10);
  identity_matrix(out);
  out.zeros(24);
  out.u32(next_track_id);
}

// §8.3.2
void write_tkhd(ByteWriter& out, const Track& track, std::uint64_t duration) {
  const bool wide = duration > narrow_max;
  BoxScope box(out, "tkhd", wide ? 1 : 0, 7);  // enabled, in movie, in preview
  out.zeros(wide ? 16 : 8);
  out.u32(track.id);
  out.zeros(4);
  time(out, duration, wide);
  out.zeros(12);
  out.u16(is_video(track.format) ? 0 : 0x0100);  // volume
  out.zeros(2);
  identity_matrix(out);
  out.u32(track.width << 16);  // 16.16
  out.u32(track.height << 16);
}

// §8.4.2
void write_mdhd(ByteWriter& out, std::uint32_t timescale, std::uint64_t duration) {
  const bool wide = duration > narrow_max;
  BoxScope box(out, "mdhd", wide ? 1 : 0, 0);
  out.zeros(wide ? 16 : 8);
  out.u32(timescale);
  time(out, duration, wide);
  out.u16(0x55c4);  // language "und"
  out.zeros(2);
}

// §8.4.3
void write_hdlr(ByteWriter& out, bool video) {
  BoxScope box(out, "hdlr", 0, 0);
  out.zeros(4);
  out.append(video ? "vide" : "soun");
  out.zeros(12);
  out.append(video ? "video" : "audio");
  out.u8(0);
}

// §8.7.2: the samples are in this file.
void write_dinf(ByteWriter& out) {
  BoxScope dinf(out, "dinf");
  BoxScope dref(out, "dref", 0, 0);
  out.u32(1);
  BoxScope url(out, "url ", 0, 1);
}

void write_media_header(ByteWriter& out, bool video) {
  if (video) {
    BoxScope vmhd(out, "vmhd", 0, 1);
    out.zeros(8);
  } else {
    BoxScope smhd(out, "smhd", 0, 0);
    out.zeros(4);
  }
}

void write_stsd(ByteWriter& out, const Track& track) {
  BoxScope stsd(out, "stsd", 0, 0);
  out.u32(1);
  write_sample_entry(out, track);
}

}  // namespace lyceum::fmp4
