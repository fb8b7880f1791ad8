// Cuts messages into chunks. Source: RTMP 1.0, section 5.3.
//
// Every message starts with a full header (type 0), so that it needs no memory of earlier ones; its further
// chunks are of type 3 and repeat an extended timestamp.
#pragma once

#include "base/bytes/writer.hpp"
#include "wire/rtmp/chunk_reader.hpp"

namespace lyceum::rtmp {

class ChunkWriter {
 public:
  // From the next message on. The peer must have been told by a Set Chunk Size message written before.
  void set_chunk_size(std::uint32_t size) { chunk_size_ = size; }

  // Precondition: 2 <= chunk_stream <= 63, size of the payload < 2^24.
  void write(ByteWriter& out, std::uint8_t chunk_stream, MessageType type, std::uint32_t stream_id,
             std::uint32_t timestamp_ms, ByteView payload) const;

 private:
  std::uint32_t chunk_size_ = chunk_size_default;
};

}  // namespace lyceum::rtmp
