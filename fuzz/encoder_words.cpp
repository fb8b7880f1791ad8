// What an encoder says of itself: whatever it is, only numbers within reason and printable characters come
// out.
#include "media/in/rtmp/encoder_words.hpp"

#include "wire/amf/read.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace {

using namespace lyceum;

void check_name(const std::string& name) {
  const auto printable = [](char c) { return c >= ' ' && c <= '~'; };
  if (name.size() > 100 || !std::ranges::all_of(name, printable)) std::abort();
}

void check(const media::EncoderWords& words) {
  check_name(words.name);
  if (!std::isfinite(words.fps) || words.fps < 0 || words.fps > media::EncoderWords::fps_max) std::abort();
  if (words.video_kbps > media::EncoderWords::kbps_max || words.audio_kbps > media::EncoderWords::kbps_max)
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView input(data, size);
  check_name(media::encoder_name(as_text(input)));
  const auto values = amf::read_all(input);
  if (!values) return 0;
  for (const amf::Value& value : *values) check(media::encoder_words(value));
  return 0;
}
