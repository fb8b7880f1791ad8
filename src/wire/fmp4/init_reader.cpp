#include "wire/fmp4/init_reader.hpp"

#include "wire/fmp4/box_reader.hpp"

namespace lyceum::fmp4 {
namespace {

constexpr std::size_t tracks_max = 16;

Failure bad(std::string detail) { return Failure(malformed("mp4_init", std::move(detail))); }

Result<Bytes> copy_box(ByteView bytes, std::string_view type) {
  LYCEUM_TRY(const ByteView body, find_box(bytes, {type}));
  return Bytes(body.begin(), body.end());
}

struct Descriptor {
  std::uint8_t tag;
  ByteView body;
};

// ISO/IEC 14496-1 §8.3.3
Result<Descriptor> read_descriptor(ByteReader& in) {
  LYCEUM_TRY(const std::uint8_t tag, in.u8());
  std::size_t length = 0;
  for (int i = 0; i < 4; ++i) {
    LYCEUM_TRY(const std::uint8_t byte, in.u8());
    length = (length << 7) | (byte & 0x7f);
    if (!(byte & 0x80)) break;
  }
  LYCEUM_TRY(const ByteView body, in.view(length));
  return Descriptor{tag, body};
}

// The DecoderSpecificInfo inside an esds.
Result<Bytes> audio_specific_config(ByteView esds) {
  ByteReader outer(esds);
  LYCEUM_CHECK(outer.skip(4));
  LYCEUM_TRY(const Descriptor es, read_descriptor(outer));
  ByteReader in(es.body);
  LYCEUM_CHECK(in.skip(3));
  LYCEUM_TRY(const Descriptor config, read_descriptor(in));
  if (es.tag != 0x03 || config.tag != 0x04) return bad("unexpected descriptor");
  ByteReader inner(config.body);
  LYCEUM_CHECK(inner.skip(13));
  LYCEUM_TRY(const Descriptor specific, read_descriptor(inner));
  if (specific.tag != 0x05) return bad("no decoder specific info");
  return Bytes(specific.body.begin(), specific.body.end());
}

Result<void> read_visual(ByteView body, std::string_view config, Track& track) {
  ByteReader in(body);
  LYCEUM_CHECK(in.skip(24));
  LYCEUM_TRY(track.width, in.u16());
  LYCEUM_TRY(track.height, in.u16());
  LYCEUM_CHECK(in.skip(50));
  LYCEUM_TRY(track.decoder_config, copy_box(in.rest(), config));
  return {};
}

Result<void> read_audio(ByteView body, Track& track) {
  ByteReader in(body);
  LYCEUM_CHECK(in.skip(16));
  LYCEUM_TRY(track.channels, in.u16());
  LYCEUM_CHECK(in.skip(6));
  LYCEUM_TRY(const std::uint32_t rate, in.u32());
  track.sample_rate = rate >> 16;
  const ByteView boxes = in.rest();
  if (track.format == SampleFormat::opus) {
    LYCEUM_TRY(track.decoder_config, copy_box(boxes, "dOps"));
    return {};
  }
  LYCEUM_TRY(const ByteView esds, find_box(boxes, {"esds"}));
  LYCEUM_TRY(track.decoder_config, audio_specific_config(esds));
  return {};
}

Result<void> read_sample_entry(const Box& entry, Track& track) {
  if (entry.type == "avc1" || entry.type == "hvc1" || entry.type == "av01") {
    track.format = entry.type == "avc1"   ? SampleFormat::avc1
                   : entry.type == "hvc1" ? SampleFormat::hvc1
                                          : SampleFormat::av01;
    return read_visual(entry.body,
                       entry.type == "avc1"   ? "avcC"
                       : entry.type == "hvc1" ? "hvcC"
                                              : "av1C",
                       track);
  }
  if (entry.type != "mp4a" && entry.type != "Opus") return bad("sample entry not known");
  track.format = entry.type == "mp4a" ? SampleFormat::mp4a : SampleFormat::opus;
  return read_audio(entry.body, track);
}

Result<Track> read_trak(ByteView trak) {
  Track track;
  LYCEUM_TRY(const ByteView tkhd, find_box(trak, {"tkhd"}));
  ByteReader head(tkhd);
  LYCEUM_TRY(const std::uint32_t version, head.u32());
  LYCEUM_CHECK(head.skip(version >> 24 ? 16 : 8));
  LYCEUM_TRY(track.id, head.u32());
  LYCEUM_TRY(const ByteView mdhd, find_box(trak, {"mdia", "mdhd"}));
  ByteReader media(mdhd);
  LYCEUM_TRY(const std::uint32_t media_version, media.u32());
  LYCEUM_CHECK(media.skip(media_version >> 24 ? 16 : 8));
  LYCEUM_TRY(track.timescale, media.u32());
  LYCEUM_TRY(const ByteView stsd, find_box(trak, {"mdia", "minf", "stbl", "stsd"}));
  ByteReader table(stsd);
  LYCEUM_CHECK(table.skip(8));
  LYCEUM_TRY(const auto entries, read_boxes(table.rest()));
  if (entries.empty()) return bad("no sample entry");
  LYCEUM_CHECK(read_sample_entry(entries.front(), track));
  return track;
}

}  // namespace

Result<std::vector<Track>> read_init_segment(ByteView bytes) {
  LYCEUM_TRY(const ByteView moov, find_box(bytes, {"moov"}));
  LYCEUM_TRY(const auto boxes, read_boxes(moov));
  std::vector<Track> tracks;
  for (const Box& box : boxes) {
    if (box.type != "trak") continue;
    if (tracks.size() == tracks_max) return bad("too many tracks");
    LYCEUM_TRY(auto track, read_trak(box.body));
    tracks.push_back(std::move(track));
  }
  return tracks;
}

}  // namespace lyceum::fmp4
