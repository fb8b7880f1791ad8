#include "wire/fmp4/init_segment.hpp"

#include "wire/fmp4/box_writer.hpp"
#include "wire/fmp4/track_boxes.hpp"

#include <algorithm>

namespace lyceum::fmp4 {
namespace {

void write_ftyp(ByteWriter& out) {
  BoxScope box(out, "ftyp");
  out.append("iso6");  // major brand: tfdt, default-base-is-moof
  out.u32(0);
  for (const std::string_view brand : {"iso6", "cmfc", "mp41"}) out.append(brand);
}

// §8.5: the description of the samples; the tables themselves are empty.
void write_stbl(ByteWriter& out, const Track& track) {
  BoxScope stbl(out, "stbl");
  write_stsd(out, track);
  for (const std::string_view table : {"stts", "stsc", "stco"}) {
    BoxScope empty(out, table, 0, 0);
    out.u32(0);
  }
  BoxScope stsz(out, "stsz", 0, 0);
  out.zeros(8);
}

void write_minf(ByteWriter& out, const Track& track) {
  BoxScope minf(out, "minf");
  write_media_header(out, is_video(track.format));
  write_dinf(out);
  write_stbl(out, track);
}

void write_trak(ByteWriter& out, const Track& track) {
  BoxScope trak(out, "trak");
  write_tkhd(out, track, 0);
  BoxScope mdia(out, "mdia");
  write_mdhd(out, track.timescale, 0);
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
    write_mvhd(out, 0, next_id);
    for (const Track& track : tracks) write_trak(out, track);
    BoxScope mvex(out, "mvex");
    for (const Track& track : tracks) write_trex(out, track.id);
  }
  return out.take();
}

}  // namespace lyceum::fmp4
