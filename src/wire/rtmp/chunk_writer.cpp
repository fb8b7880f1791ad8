#include "wire/rtmp/chunk_writer.hpp"

#include <algorithm>

namespace lyceum::rtmp {

void ChunkWriter::write(ByteWriter& out, std::uint8_t chunk_stream, MessageType type, std::uint32_t stream_id,
                        std::uint32_t timestamp_ms, ByteView payload) const {
  const bool extended = timestamp_ms >= 0xFFFFFF;
  out.u8(chunk_stream);
  out.u24(extended ? 0xFFFFFF : timestamp_ms);
  out.u24(payload.size());
  out.u8(static_cast<std::uint8_t>(type));
  out.u32le(stream_id);
  if (extended) out.u32(timestamp_ms);
  while (true) {
    const std::size_t taken = std::min<std::size_t>(chunk_size_, payload.size());
    out.append(payload.first(taken));
    payload = payload.subspan(taken);
    if (payload.empty()) return;
    out.u8(0xC0U | chunk_stream);
    if (extended) out.u32(timestamp_ms);
  }
}

}  // namespace lyceum::rtmp
