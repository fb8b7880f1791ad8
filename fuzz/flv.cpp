// FLV tag bodies and files. The first byte chooses the reader and the size of the pieces. What a packet was
// read as is written and must be read as the same again.
#include "wire/flv/audio_tag.hpp"
#include "wire/flv/file.hpp"
#include "wire/flv/writer.hpp"

#include <algorithm>
#include <cstdlib>

namespace {

using namespace lyceum;

SharedBytes only_body(ByteWriter out) {
  const SharedBytes tag(out.take());
  return tag.slice(flv::tag_header_size, tag.size() - flv::tag_header_size - 4);
}

template <class Packet>
bool same(const Packet& one, const Packet& other) {
  return one.kind == other.kind && one.codec == other.codec &&
         as_text(one.body.view()) == as_text(other.body.view());
}

void read_video(const SharedBytes& body) {
  const auto packet = flv::read_video(body);
  if (!packet || packet->kind != flv::PacketKind::frame || packet->codec == flv::VideoCodec::other) return;
  ByteWriter out;
  flv::write_video(out, 0, *packet);
  const auto again = flv::read_video(only_body(std::move(out)));
  if (!again || !same(*packet, *again) || again->composition_ms != packet->composition_ms) std::abort();
}

void read_audio(const SharedBytes& body) {
  const auto packet = flv::read_audio(body);
  if (!packet || packet->kind != flv::PacketKind::frame || packet->codec == flv::AudioCodec::other) return;
  ByteWriter out;
  flv::write_audio(out, 0, *packet);
  const auto again = flv::read_audio(only_body(std::move(out)));
  if (!again || !same(*packet, *again)) std::abort();
}

void read_file(ByteView input, std::size_t step) {
  flv::TagReader reader(1 << 16);
  while (!input.empty()) {
    ByteView piece = input.first(std::min(step, input.size()));
    input = input.subspan(piece.size());
    while (true) {
      const auto tag = reader.read(piece);
      if (!tag) return;
      if (!*tag) break;
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const ByteView input(data + 1, size - 1);
  const SharedBytes body(Bytes(input.begin(), input.end()));
  switch (data[0] % 3) {
    case 0:
      read_video(body);
      break;
    case 1:
      read_audio(body);
      break;
    default:
      read_file(input, 1 + data[0] / 3);
  }
  return 0;
}
