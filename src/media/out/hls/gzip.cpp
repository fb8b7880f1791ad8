#include "media/out/hls/gzip.hpp"

#include <cstdlib>

#include <zlib.h>

namespace lyceum::media {
namespace {

constexpr int gzip_window = 15 + 16;  // zlib: largest window, with gzip's header
constexpr int memory_level = 8;

Bytes gzip(ByteView text) {
  z_stream stream{};
  // Fails only without memory, which aborts elsewhere too.
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_window, memory_level,
                   Z_DEFAULT_STRATEGY) != Z_OK)
    std::abort();
  Bytes out(deflateBound(&stream, text.size()));
  stream.next_in = const_cast<Bytef*>(text.data());  // zlib reads only
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = out.data();
  stream.avail_out = static_cast<uInt>(out.size());
  if (deflate(&stream, Z_FINISH) != Z_STREAM_END) std::abort();
  out.resize(stream.total_out);
  out.shrink_to_fit();
  deflateEnd(&stream);
  return out;
}

}  // namespace

HlsText hls_text(std::string_view text) { return {SharedBytes(text), SharedBytes(gzip(as_bytes(text)))}; }

}  // namespace lyceum::media
