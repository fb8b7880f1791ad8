// Puts messages together from the chunk streams of one connection. Source: RTMP 1.0, section 5.3.
//
// Understood: basic headers of 1, 2 and 3 bytes; header types 0–3; a type 3 that opens a new message repeats
// the last delta (after a type 0: its timestamp); messages of several chunk streams interleaved; Set Chunk
// Size, also in the middle of a message, and Abort, both handled here and not returned.
//
// Extended timestamps: most peers repeat the four bytes on the type 3 chunks that follow, some do not, and
// the specification was read both ways. The first time it matters the four bytes are compared with the
// expected ones; the finding holds for the connection. Where a type 3 opens a message it is compared each
// time, for peers differ there too; after a type 0 with an extended timestamp it keeps that timestamp (adding
// it to itself cannot be meant).
#pragma once

#include "base/bytes/reader.hpp"
#include "wire/rtmp/message.hpp"

#include <optional>
#include <vector>

namespace lyceum::rtmp {

struct ChunkLimits {
  std::size_t message_max = 0;  // bytes of one message
  std::size_t held_max = 0;     // bytes of all unfinished messages together, as declared
};
inline constexpr ChunkLimits limits_before_publish{4096, 4096};
inline constexpr ChunkLimits limits_after_publish{8 << 20, 12 << 20};
inline constexpr std::size_t chunk_streams_max = 64;
inline constexpr std::uint32_t chunk_size_max = 1 << 20;
inline constexpr std::uint32_t chunk_size_default = 128;

class ChunkReader {
 public:
  explicit ChunkReader(ChunkLimits limits) : limits_(limits) {}
  void set_limits(ChunkLimits limits) { limits_ = limits; }

  // Takes bytes from the front of `input` until a message is complete (returned; `input` holds what follows
  // it) or the input is used up (nullopt). After an error the connection cannot be read any further.
  Result<std::optional<Message>> read(ByteView& input);

 private:
  struct ChunkStream {
    std::uint32_t id = 0;
    std::uint32_t timestamp = 0;      // of the current or last message
    std::uint32_t field = 0;          // its timestamp or delta as sent
    bool field_is_timestamp = false;  // the last header with a field was a type 0
    bool extended = false;            // the field was sent in the extended form
    std::uint32_t length = 0;
    std::uint8_t type = 0;
    std::uint32_t stream_id = 0;
    bool in_message = false;
    Bytes partial;
  };
  enum class Repeats : std::uint8_t { unknown, yes, no };

  Result<std::optional<Message>> read_from(ByteView& input);
  bool take_header(ByteView& input);
  std::size_t header_need() const;
  std::size_t basic_size() const;
  std::uint32_t chunk_stream_id() const;
  int format() const { return header_[0] >> 6; }
  ChunkStream* find(std::uint32_t id);
  const ChunkStream* find(std::uint32_t id) const { return const_cast<ChunkReader*>(this)->find(id); }
  Result<void> begin_chunk();
  Result<ChunkStream*> open_stream();
  Result<void> read_fields(ChunkStream& stream);
  Result<void> begin_message(ChunkStream& stream);
  void settle_extended(const ChunkStream& stream);
  Result<std::optional<Message>> take_payload(ByteView& input);
  Result<bool> handle_control(const Message& message);

  ChunkLimits limits_;
  std::uint32_t chunk_size_ = chunk_size_default;
  Repeats repeats_ = Repeats::unknown;
  Bytes header_;                      // of the chunk that is being read, at most 18 bytes
  Bytes pushed_back_;                 // taken for an extended timestamp, but payload
  std::vector<ChunkStream> streams_;  // at most chunk_streams_max
  std::size_t current_ = 0;           // index into streams_ while in_payload_
  bool in_payload_ = false;
  std::size_t chunk_left_ = 0;  // payload bytes of the current chunk still to come
  std::size_t held_ = 0;        // declared lengths of all unfinished messages
};

}  // namespace lyceum::rtmp
