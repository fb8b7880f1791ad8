#include "wire/avc/h264.hpp"

#include "base/bytes/reader.hpp"
#include "base/bytes/writer.hpp"

#include <cstdio>

namespace lyceum::avc {
namespace {

Failure refuse(std::string why) { return Failure(malformed("avcc", std::move(why))); }

std::string codec_string(ByteView record) {
  char text[16];
  std::snprintf(text, sizeof text, "avc1.%02x%02x%02x", record[1], record[2], record[3]);
  return text;
}

// `count` parameter sets; returns the first one.
Result<ByteView> read_sets(ByteReader& in, unsigned count) {
  ByteView first;
  for (unsigned i = 0; i < count; ++i) {
    LYCEUM_TRY(const std::uint16_t length, in.u16());
    LYCEUM_TRY(const ByteView nal, in.view(length));
    if (nal.empty()) return refuse("an empty parameter set");
    if (i == 0) first = nal;
  }
  return first;
}

}  // namespace

Result<H264Config> read_h264_config(ByteView record) {
  ByteReader in(record);
  LYCEUM_TRY(const std::uint8_t version, in.u8());
  if (version != 1) return refuse("version " + std::to_string(version));
  LYCEUM_CHECK(in.skip(3));  // profile, compatibility, level
  H264Config config;
  LYCEUM_TRY(const std::uint8_t lengths, in.u8());
  config.nal_length_size = (lengths & 3U) + 1;
  if (config.nal_length_size == 3) return refuse("NAL lengths of 3 bytes");
  LYCEUM_TRY(const std::uint8_t sps_count, in.u8());
  LYCEUM_TRY(const ByteView sps, read_sets(in, sps_count & 0x1FU));
  LYCEUM_TRY(const std::uint8_t pps_count, in.u8());
  LYCEUM_TRY(const ByteView pps, read_sets(in, pps_count));
  if (sps.empty() || pps.empty()) return refuse("no SPS or no PPS");
  LYCEUM_TRY(config.sps, read_h264_sps(sps));
  config.rfc6381 = codec_string(record);
  return config;
}

Bytes with_four_byte_lengths_h264(ByteView record) {
  Bytes copy(record.begin(), record.end());
  copy[4] |= 3;
  return copy;
}

Bytes make_h264_config(ByteView sps, ByteView pps) {
  ByteWriter out;
  out.u8(1);  // version
  out.append(sps.subspan(1, 3));
  out.u8(0xFF);  // reserved bits, lengths of four bytes
  out.u8(0xE1);  // reserved bits, one SPS
  out.u16(sps.size());
  out.append(sps);
  out.u8(1);
  out.u16(pps.size());
  out.append(pps);
  return out.take();
}

}  // namespace lyceum::avc
