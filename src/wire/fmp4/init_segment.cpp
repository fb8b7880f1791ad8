#include "wire/fmp4/init_segment.hpp"

#include "wire/fmp4/box_writer.hpp"

#include <algorithm>

namespace lyceum::fmp4 {
namespace {

constexpr std::uint32_t movie_timescale = 1000;

void identity_matrix(ByteWriter& out) {
  for (const std::uint32_t value : {0x10000u, 0u, 0u, 0u, 0x10000u, 0u, 0u, 0u, 0x4000'0000u}) out.u32(value);
}

void write_ftyp(ByteWriter& out) {
  BoxScope box(out, "ftyp");
  out.append("iso6");  // major brand: tfdt, default-base-is-moof
  out.u32(0);
  for (const std::string_view brand : {"iso6", "cmfc", "mp41"}) out.append(brand);
}

// §8.2.2
void write_mvhd(ByteWriter& out, std::uint32_t next_track_id) {
  BoxScope box(out, "mvhd", 0, 0);
  out.zeros(8);  // creation, modification
  out.u32(movie_timescale);
  out.u32(0);            // duration: unknown, it is live
  out.u32(0x0001'0000);  // rate 1.0
  out.u16(0x0100);       // volume 1.0
  out.zeros(10);
  identity_matrix(out);
  out.zeros(24);
  out.u32(next_track_id);
}

// §8.3.2
void write_tkhd(ByteWriter& out, const Track& track) {
  BoxScope box(out, "tkhd", 0, 7);  // enabled, in movie, in preview
  out.zeros(8);
  out.u32(track.id);
  out.zeros(4);
  out.u32(0);  // duration
  out.zeros(12);
  out.u16(is_video(track.format) ? 0 : 0x0100);  // volume
  out.zeros(2);
  identity_matrix(out);
  out.u32(track.width << 16);  // 16.16
  out.u32(track.height << 16);
}

// §8.4.2
void write_mdhd(ByteWriter& out, std::uint32_t timescale) {
  BoxScope box(out, "mdhd", 0, 0);
  out.zeros(8);
  out.u32(timescale);
  out.u32(0);
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

// §8.5: the description of the samples; the tables themselves are empty.
void write_stbl(ByteWriter& out, const Track& track) {
  BoxScope stbl(out, "stbl");
  {
    BoxScope stsd(out, "stsd", 0, 0);
    out.u32(1);
    write_sample_entry(out, track);
  }
  for (const std::string_view table : {"stts", "stsc", "stco"}) {
    BoxScope empty(out, table, 0, 0);
    out.u32(0);
  }
  BoxScope stsz(out, "stsz", 0, 0);
  out.zeros(8);
}

void write_minf(ByteWriter& out, const Track& track) {
  BoxScope minf(out, "minf");
  if (is_video(track.format)) {
    BoxScope vmhd(out, "vmhd", 0, 1);
    out.zeros(8);
  } else {
    BoxScope smhd(out, "smhd", 0, 0);
    out.zeros(4);
  }
  write_dinf(out);
  write_stbl(out, track);
}

void write_trak(ByteWriter& out, const Track& track) {
  BoxScope trak(out, "trak");
  write_tkhd(out, track);
  BoxScope mdia(out, "mdia");
  write_mdhd(out, track.timescale);
  write_hdlr(out, is_video(track.format));
  write_minf(out, track);
}

// §8.8.3: no defaults; every fragment says them itself.
void write_trex(ByteWriter& out, std::uint32_t track_id) {
  BoxScope trex(out, "trex", 0, 0);
  out.u32(track_id);
  out.u32(1);  // default_sample_description_index
  out.zeros(12);
}

}  // namespace

Bytes write_init_segment(std::span<const Track> tracks) {
  ByteWriter out(1024);
  write_ftyp(out);
  {
    BoxScope moov(out, "moov");
    std::uint32_t next_id = 1;
    for (const Track& track : tracks) next_id = std::max(next_id, track.id + 1);
    write_mvhd(out, next_id);
    for (const Track& track : tracks) write_trak(out, track);
    BoxScope mvex(out, "mvex");
    for (const Track& track : tracks) write_trex(out, track.id);
  }
  return out.take();
}

}  // namespace lyceum::fmp4
