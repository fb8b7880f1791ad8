// FLV tag bodies and files. The first byte chooses the reader and the size of the pieces.
#include "wire/flv/audio_tag.hpp"
#include "wire/flv/file.hpp"
#include "wire/flv/video_tag.hpp"

#include <algorithm>

namespace {

using namespace lyceum;

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
      static_cast<void>(flv::read_video(body));
      break;
    case 1:
      static_cast<void>(flv::read_audio(body));
      break;
    default:
      read_file(input, 1 + data[0] / 3);
  }
  return 0;
}
