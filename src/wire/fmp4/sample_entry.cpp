#include "wire/fmp4/sample_entry.hpp"

#include "wire/fmp4/box_writer.hpp"

namespace lyceum::fmp4 {
namespace {

struct Names {
  std::string_view entry, config;
};

Names names_of(SampleFormat format) {
  switch (format) {
    case SampleFormat::avc1:
      return {"avc1", "avcC"};
    case SampleFormat::hvc1:
      return {"hvc1", "hvcC"};
    case SampleFormat::av01:
      return {"av01", "av1C"};
    case SampleFormat::mp4a:
      return {"mp4a", "esds"};
    case SampleFormat::opus:
      return {"Opus", "dOps"};
  }
  return {"free", "free"};
}

void sample_entry_head(ByteWriter& out) {
  out.zeros(6);
  out.u16(1);  // data_reference_index
}

// ISO/IEC 14496-12 §12.1.3
void visual_fields(ByteWriter& out, const Track& track) {
  sample_entry_head(out);
  out.zeros(16);
  out.u16(track.width);
  out.u16(track.height);
  out.u32(0x0048'0000);  // 72 dpi, both ways
  out.u32(0x0048'0000);
  out.u32(0);
  out.u16(1);     // frame_count
  out.zeros(32);  // compressorname
  out.u16(0x18);  // depth
  out.u16(0xffff);
}

// ISO/IEC 14496-12 §12.2.3
void audio_fields(ByteWriter& out, const Track& track) {
  sample_entry_head(out);
  out.zeros(8);
  out.u16(track.channels);
  out.u16(16);  // samplesize
  out.zeros(4);
  out.u32(track.sample_rate < 65'536 ? track.sample_rate << 16 : 0);  // 16.16
}

// ISO/IEC 14496-1 §8.3.3: the length in 7-bit groups; four bytes always, so that readers with a fixed idea
// agree.
void descriptor(ByteWriter& out, std::uint8_t tag, std::size_t length) {
  out.u8(tag);
  for (int shift = 21; shift > 0; shift -= 7) out.u8(0x80 | ((length >> shift) & 0x7f));
  out.u8(length & 0x7f);
}

void esds_body(ByteWriter& out, ByteView audio_specific_config) {
  constexpr std::size_t head = 5;  // tag and length
  const std::size_t decoder_specific = head + audio_specific_config.size();
  const std::size_t decoder_config = 13 + decoder_specific;
  out.u32(0);                                                   // version, flags
  descriptor(out, 0x03, 3 + head + decoder_config + head + 1);  // ES_Descriptor
  out.u16(0);                                                   // ES_ID: 0 in files
  out.u8(0);
  descriptor(out, 0x04, decoder_config);  // DecoderConfigDescriptor
  out.u8(0x40);                           // objectTypeIndication: ISO/IEC 14496-3 audio
  out.u8(0x15);                           // streamType audio, reserved bit
  out.u24(0);                             // bufferSizeDB
  out.u32(0);                             // maxBitrate, unknown
  out.u32(0);                             // avgBitrate, unknown
  descriptor(out, 0x05, audio_specific_config.size());
  out.append(audio_specific_config);
  descriptor(out, 0x06, 1);  // SLConfigDescriptor
  out.u8(2);                 // predefined: for MP4 files
}

}  // namespace

void write_sample_entry(ByteWriter& out, const Track& track) {
  const Names names = names_of(track.format);
  BoxScope entry(out, names.entry);
  if (is_video(track.format))
    visual_fields(out, track);
  else
    audio_fields(out, track);
  BoxScope config(out, names.config);
  if (track.format == SampleFormat::mp4a)
    esds_body(out, track.decoder_config);
  else
    out.append(track.decoder_config);
}

}  // namespace lyceum::fmp4
