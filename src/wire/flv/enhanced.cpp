#include "wire/flv/enhanced.hpp"

#include <algorithm>

namespace lyceum::flv {
namespace {

enum Tracks : unsigned { one_track = 0, many_tracks = 1, many_tracks_many_codecs = 2 };
constexpr unsigned timestamp_nano = 0;  // ModEx type
constexpr std::uint32_t nano_max = 999'999;

Failure refuse(std::string why) { return Failure(malformed("flv_enhanced", std::move(why))); }

Result<FourCc> read_four_cc(ByteReader& in) {
  LYCEUM_TRY(const ByteView bytes, in.view(4));
  FourCc codec{};
  std::copy(bytes.begin(), bytes.end(), codec.begin());
  return codec;
}

Result<EnhancedHeader> read_tracks(EnhancedHeader header, ByteReader& in) {
  LYCEUM_TRY(const std::uint8_t types, in.u8());
  const unsigned tracks = types >> 4;
  header.packet_type = types & 0xFU;
  if (tracks > many_tracks_many_codecs || header.packet_type == mod_ex)
    return refuse("multitrack type " + std::to_string(types));
  FourCc codec{};
  if (tracks != many_tracks_many_codecs) {
    LYCEUM_TRY(codec, read_four_cc(in));
  }
  do {
    if (tracks == many_tracks_many_codecs) {
      LYCEUM_TRY(codec, read_four_cc(in));
    }
    LYCEUM_TRY(const std::uint8_t track, in.u8());
    std::size_t size = in.remaining();
    if (tracks != one_track) {
      LYCEUM_TRY(size, in.u24());
    }
    LYCEUM_TRY(const ByteView body, in.view(size));
    if (track != 0 || header.has_track) continue;
    header.has_track = true;
    header.codec = codec;
    header.body = body;
  } while (!in.at_end());
  return header;
}

}  // namespace

Result<ModExResult> read_mod_ex(unsigned packet_type, ByteReader& in) {
  ModExResult result{packet_type, 0};
  while (result.packet_type == mod_ex) {
    LYCEUM_TRY(const std::uint8_t short_size, in.u8());
    std::size_t size = std::size_t{short_size} + 1;
    if (size == 256) {
      LYCEUM_TRY(const std::uint16_t long_size, in.u16());
      size = std::size_t{long_size} + 1;
    }
    LYCEUM_TRY(const ByteView data, in.view(size));
    LYCEUM_TRY(const std::uint8_t types, in.u8());
    result.packet_type = types & 0xFU;
    if (types >> 4 != timestamp_nano) continue;
    LYCEUM_TRY(const std::uint32_t nano, ByteReader(data).u24());
    result.nano_offset = std::min(nano, nano_max);
  }
  return result;
}

Result<EnhancedHeader> read_enhanced(unsigned packet_type, unsigned multitrack_type, ByteReader in) {
  EnhancedHeader header;
  LYCEUM_TRY(const ModExResult extensions, read_mod_ex(packet_type, in));
  header.packet_type = extensions.packet_type;
  header.nano_offset = extensions.nano_offset;
  if (header.packet_type == multitrack_type) return read_tracks(header, in);
  LYCEUM_TRY(header.codec, read_four_cc(in));
  header.body = in.rest();
  header.has_track = true;
  return header;
}

}  // namespace lyceum::flv
