// Whole tags, ready for a file or an HTTP-FLV stream.
// Sources: as file.hpp, audio_tag.hpp, video_tag.hpp.
#pragma once

#include "base/bytes/writer.hpp"
#include "wire/flv/audio_tag.hpp"
#include "wire/flv/video_tag.hpp"

namespace lyceum::flv {

// Append header, body and back pointer. The time is of decoding, in milliseconds, and wraps at 2^32; it is in
// the tag with its high byte last (§E.4.1). Precondition: a tag stays below 16 MB.
void write_video(ByteWriter& out, std::uint32_t timestamp_ms, const VideoPacket& packet);
void write_audio(ByteWriter& out, std::uint32_t timestamp_ms, const AudioPacket& packet);

}  // namespace lyceum::flv
